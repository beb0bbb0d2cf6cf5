"""What can befall a SQLite file: locked, full, not to be written, cut off from power."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit

from storage.vocabulary import TouchpointState
from tests.faults.crew import Worker
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, Stage

LOCKED_SECONDS = 8.0
FULL_SECONDS = 3.0
SLOW = Rule(Trouble.SLOW, takes=True, share=0.5, seconds=0.05)


def writer_lock_held(stage: Stage, _length: Length) -> Told:
    """Hold the file's write lock for eight seconds while messages go out: longer than anybody waits for it."""
    _plan(stage)
    stage.work(interval_us=40_000)
    stage.wait_for_arrivals(20)
    with closing(sqlite3.connect(_file(stage), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED_SECONDS)
        other.execute("ROLLBACK")
    return Told(stage.ledger_when_settled(), f"locked for {LOCKED_SECONDS:.0f} s")


def disk_full(stage: Stage, length: Length) -> Told:
    """Let the file and its journal grow no further for a while: what can be settled is, and the rest comes later."""
    _plan(stage, people=30 if length is Length.SHORT else 60)
    stage.slack.misbehave(SLOW)
    worker = stage.work(interval_us=40_000)
    stage.wait_for_arrivals(10)
    _limit_files(worker, max(path.stat().st_size for path in _files(stage)))
    time.sleep(FULL_SECONDS)
    _limit_files(worker, RLIM_INFINITY)
    return Told(stage.ledger_when_settled(), f"no byte more for {FULL_SECONDS:.0f} s")


def read_only_file(stage: Stage, _length: Length) -> Told:
    """Let nothing at all be written for a while: a message whose mark cannot be kept is not sent."""
    _plan(stage)
    worker = stage.work(interval_us=40_000)
    stage.wait_for_arrivals(20)
    _limit_files(worker, 0)
    time.sleep(1.0)
    before = len(stage.arrivals())
    time.sleep(FULL_SECONDS)
    sent_blindly = len(stage.arrivals()) - before
    _limit_files(worker, RLIM_INFINITY)
    told = Told(stage.ledger_when_settled(), f"no write for {FULL_SECONDS + 1:.0f} s, {sent_blindly} sent meanwhile")
    told.expect(sent_blindly == 0, "nothing is sent while nothing can be noted")
    return told


def power_cuts(stage: Stage, length: Length) -> Told:
    """Cut the power at random moments: go on from what the disk held at that moment, the file and its journal."""
    _plan(stage, people=60 if length is Length.SHORT else 300)
    stage.slack.misbehave(SLOW)
    cuts = 4 if length is Length.SHORT else 40
    for _ in range(cuts):
        worker = stage.work(is_awaited=False)
        time.sleep(stage.chance.uniform(0.2, 0.7))
        worker.freeze()
        _go_on_from_image(stage, worker)
    stage.slack.behave()
    stage.work()
    return Told(stage.ledger_when_settled(), f"{cuts} x copied mid-work and opened again")


def _go_on_from_image(stage: Stage, worker: Worker) -> None:
    """Copy the file and its journal as they are now, kill whoever wrote them, and put the copy in their place."""
    stage.db.dispose()
    image = [(path, shutil.copy(path, stage.folder / f"image-{path.name}")) for path in _files(stage)]
    worker.kill()
    for path in _files(stage):
        path.unlink()
    for leftover in (_file(stage).with_name(_file(stage).name + "-shm"),):
        leftover.unlink(missing_ok=True)
    for path, copy in image:
        shutil.move(copy, path)
    with closing(sqlite3.connect(_file(stage))) as opened:
        found = opened.execute("PRAGMA integrity_check").fetchone()
    assert found == ("ok",), f"the image is damaged: {found}"


def journal_under_load(stage: Stage, _length: Length) -> Told:
    """Empty the journal again and again while messages go out, as a backup does."""
    _plan(stage)
    stage.work()
    with closing(sqlite3.connect(_file(stage), isolation_level=None, timeout=5.0)) as other:
        while any(state is TouchpointState.READY for state in stage.states().values()):
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            time.sleep(0.05)
    return Told(stage.ledger_when_settled(), "wal_checkpoint(TRUNCATE) all along")


def _plan(stage: Stage, *, people: int = 60) -> None:
    stage.plan(stage.keep_people(people), kind=ONCE)
    stage.plan(stage.keep_people(people), kind=AGAIN)


def _file(stage: Stage) -> Path:
    assert stage.db.file is not None
    return stage.db.file


def _files(stage: Stage) -> list[Path]:
    """Return the file and its journal, as far as they are there."""
    file = _file(stage)
    return [path for path in (file, file.with_name(file.name + "-wal")) if path.exists()]


def _limit_files(worker: Worker, size: int) -> None:
    """Let no file that this process writes grow beyond `size` bytes (getrlimit(2), RLIMIT_FSIZE)."""
    assert worker.process.pid is not None
    prlimit(worker.process.pid, RLIMIT_FSIZE, (size, RLIM_INFINITY))
