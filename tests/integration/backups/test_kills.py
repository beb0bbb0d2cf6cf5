"""kill -9 in the middle of a backup and of a restore."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.console.backup import backup
from bot.console.restore import restore
from bot.deps import Deps
from storage.backups import BackupError, newest
from tests.architecture.source import ROOT
from tests.integration.backups.kept import file_of, join, names

KILLED = """
import os, signal, sys
from pathlib import Path
from storage import backups, restoring

def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

class Dying:
    def __init__(self, module): self.module = module
    def __getattr__(self, name): return die if name == point else getattr(self.module, name)

work, point, source, place = sys.argv[1:]
if point in {"rename", "replace"}:
    setattr(Path, point, die)
elif point == "step":
    backups.STEP_PAGES = 1
    real = backups.sqlite3.connect
    class Slow(backups.sqlite3.Connection):
        def backup(self, target, *, pages):
            super().backup(target, pages=pages, progress=lambda _s, left, total: left < total / 2 and die())
    backups.sqlite3 = Dying(backups.sqlite3)
    backups.sqlite3.connect = lambda *a, **k: real(*a, **k, factory=Slow)
else:
    for module in (backups, restoring):
        if module is restoring or work == "backup":
            setattr(module, point, die)

if work == "backup":
    backups.back_up(Path(source), Path(place))
else:
    draft = restoring.draft_beside(Path(source))
    backups.copy(backups.newest(Path(place)), draft)
    restoring.put_in_place(draft, Path(source))
"""


def killed_in(work: str, point: str, source: Path, place: Path) -> None:
    """Let another process do the work and die at a point of it, as by kill -9."""
    command = [sys.executable, "-c", KILLED, work, point, str(source), str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("point", ["step", "sync_file", "look_at", "rename"])
def test_a_backup_that_is_killed_leaves_none_and_the_next_one_cleans_up(deps: Deps, folder: Path, point: str) -> None:
    join(deps, "Maya")
    killed_in("backup", point, file_of(deps), folder)
    with pytest.raises(BackupError, match="There is no backup"):
        newest(folder)
    join(deps, "Idris")
    backup(deps, folder=folder)
    assert {file.name for file in folder.iterdir()} == {".backup.lock", newest(folder).name}
    restore(deps, place=folder)
    assert names(deps) == ["Idris", "Maya"]


@pytest.mark.parametrize("point", ["_in_one_file", "_put_aside", "replace", "sync_folder"])
def test_a_restore_that_is_killed_leaves_one_whole_database_and_can_be_done_again(
    deps: Deps, folder: Path, point: str
) -> None:
    join(deps, "Maya")
    backup(deps, folder=folder)
    join(deps, "Idris")
    deps.db.dispose()
    killed_in("restore", point, file_of(deps), folder)
    assert names(deps) == (["Maya"] if point == "sync_folder" else ["Idris", "Maya"])
    restore(deps, place=folder)
    assert names(deps) == ["Maya"]
    kept = set()
    for aside in file_of(deps).parent.glob("*-before-restore.db"):
        assert not aside.samefile(file_of(deps))
        with closing(sqlite3.connect(aside)) as opened:
            kept.add(opened.execute("SELECT count(*) FROM member").fetchone()[0])
    assert 2 in kept
    assert not list(file_of(deps).parent.glob("*.restoring*"))
