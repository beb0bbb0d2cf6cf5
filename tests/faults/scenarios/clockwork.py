"""The clockwork itself: a scheduler whose thread has died, a sender that fails round after round."""

import os
import signal
import time

from storage import clockwork
from tests.faults.report import Length, Told
from tests.faults.stage import Stage

RED_SECONDS = 60.0
"""Three beats of fifteen seconds, and the round in which the third is missed."""


def scheduler_killed(stage: Stage, _length: Length) -> Told:
    """End the scheduler's thread: its rounds are red before a minute has passed, while the sender goes on."""
    worker = stage.work()
    stage.settle_down()
    assert worker.process.pid is not None
    os.kill(worker.process.pid, signal.SIGUSR1)
    stage.wait_for_line("thread_ended")
    seconds, silent = _until_red(stage)
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
    seconds, silent = _until_red(stage)
    away.rename(stage.clock.file)
    stage.plan(stage.keep_people(5))
    told = Told(stage.ledger_when_settled(), f"red after {seconds:.0f} s: {', '.join(silent)}")
    told.expect("sender" in silent, "a sender that fails round after round is red within three beats")
    told.expect(told.ledger.sent == 5, "it goes on once it can")
    time.sleep(clockwork.BEAT_SECONDS + 1)
    told.expect(not _silent(stage), "and is green again")
    return told


def _until_red(stage: Stage) -> tuple[float, list[str]]:
    """Return after how many seconds something was red, and what; nothing when nothing is after a minute."""
    began_at = time.monotonic()
    while time.monotonic() - began_at < RED_SECONDS:
        if silent := _silent(stage):
            return time.monotonic() - began_at, silent
        time.sleep(0.5)
    return RED_SECONDS, []


def _silent(stage: Stage) -> list[str]:
    with stage.db.read() as session:
        return sorted({beat.name for beat in clockwork.silent(session)})
