"""The clockwork itself: a scheduler whose thread has died, a sender that fails round after round."""

import os
import signal
import time

from storage import clockwork
from tests.faults.report import Length, Told
from tests.faults.stage import Stage
from tests.faults.waiting import wait_until

RED_SECONDS = 65.0
"""Three beats of fifteen seconds after the last one, which is told up to a beat late; and some for a busy machine."""
GREEN_SECONDS = 2 * clockwork.BEAT_SECONDS + 5.0
"""What comes round every fifteen seconds is told of every fifteen seconds."""


def scheduler_killed(stage: Stage, _length: Length) -> Told:
    """End the scheduler's thread: its rounds are red before a minute has passed, while the sender goes on."""
    worker = stage.work()
    stage.settle_down()
    assert worker.process.pid is not None
    os.kill(worker.process.pid, signal.SIGUSR1)
    stage.wait_for_line("thread_ended")
    seconds, silent = _until_red(stage, "reap")
    stage.plan(stage.keep_people(5))
    told = Told(stage.ledger_when_settled(), f"red after {seconds:.0f} s: {', '.join(silent)}")
    told.expect(bool(silent), "the rounds of a dead scheduler are red within three beats")
    told.expect(told.ledger.sent == 5, "the sender goes on without it")
    return told


def sender_failing(stage: Stage, _length: Length) -> Told:
    """Take the clock away, so that every round fails: the sender is red, and well again once the clock is back."""
    stage.work()
    stage.settle_down()
    away = stage.clock.file.rename(stage.folder / "away")
    seconds, silent = _until_red(stage, "sender")
    away.rename(stage.clock.file)
    stage.plan(stage.keep_people(5))
    told = Told(stage.ledger_when_settled(), f"red after {seconds:.0f} s: {', '.join(silent)}")
    told.expect(bool(silent), "a sender that fails round after round is red within three beats")
    told.expect(told.ledger.sent == 5, "it goes on once it can")
    wait_until(lambda: not _silent(stage), "everything green again", seconds=GREEN_SECONDS)
    return told


def _until_red(stage: Stage, name: str) -> tuple[float, list[str]]:
    """Return after how many seconds this round was red, and what else is; nothing when it is not in time."""
    began_at = time.monotonic()
    while time.monotonic() - began_at < RED_SECONDS:
        if name in (silent := _silent(stage)):
            return time.monotonic() - began_at, silent
        time.sleep(0.5)
    return RED_SECONDS, []


def _silent(stage: Stage) -> list[str]:
    with stage.db.read() as session:
        return sorted({beat.name for beat in clockwork.silent(session)})
