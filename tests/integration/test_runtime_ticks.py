"""Ticks: at once, again, one at a time, over an edge that no exception passes."""

import io
import re
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from sqlmodel import col, update

from bot.errors import TransientDeliveryError
from bot.runtime.rounds import Round, Tick, close, look, scheduled
from bot.runtime.ticks import ticks_of
from storage.pace import INTERVAL_US, Pace
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind
from storage.vocabulary import TouchpointState as State
from tests.log_capture import captured_logs
from tests.outbox import keep_member, keep_message
from tests.rapport import Rapport

HOURS = 3600.0
A_DAY = timedelta(days=1)
ONCE, AGAIN = TouchpointKind.AGENDA_PROMPT, TouchpointKind.MEETING_PLANNED


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged."""
    with captured_logs("INFO") as stream:
        yield stream


def run(*ticks: Tick) -> BackgroundScheduler:
    scheduler = scheduled(ticks, came_round=lambda _: None)
    scheduler.start()
    return scheduler


def ended(scheduler: BackgroundScheduler) -> None:
    close(scheduler, stop=threading.Event())


def test_a_tick_has_its_first_turn_at_once(lines: io.StringIO) -> None:
    came = threading.Event()
    ticks = run(Tick("one", HOURS, came.set))
    assert came.wait(5)
    ended(ticks)


def test_a_tick_comes_round_and_never_overlaps_itself(lines: io.StringIO) -> None:
    running, overlaps, turns, done = threading.Lock(), [], [], threading.Event()

    def work() -> None:
        if not running.acquire(blocking=False):
            overlaps.append(1)
            return
        done.wait(0.05)
        turns.append(1)
        running.release()
        if len(turns) == 3:
            done.set()

    ticks = run(Tick("quick", 0.02, work))
    assert done.wait(10)
    ended(ticks)
    assert overlaps == []


def test_closing_waits_for_what_is_running_and_tells_it_to_hurry(lines: io.StringIO) -> None:
    has_begun, has_ended = threading.Event(), threading.Event()
    stop = threading.Event()

    def work() -> None:
        has_begun.set()
        stop.wait(10)
        has_ended.set()

    ticks = run(Tick("long", HOURS, work))
    assert has_begun.wait(5)
    close(ticks, stop=stop)
    assert has_ended.is_set()


def test_ticks_that_never_started_can_be_closed() -> None:
    ended(scheduled([Tick("one", HOURS, print)], came_round=lambda _: None))


def test_a_failure_is_a_type_a_place_and_a_reference_and_the_others_go_on(lines: io.StringIO) -> None:
    went_on = threading.Event()

    def fail() -> None:
        raise ValueError("MARKER")

    ticks = run(Tick("bad", HOURS, fail), Tick("good", HOURS, went_on.set))
    assert went_on.wait(5)
    ended(ticks)
    assert re.search(r"level=ERROR event=tick_failed .*reference=[0-9a-f]{8}", lines.getvalue())
    assert "error=ValueError" in lines.getvalue()
    assert "tick=bad" in lines.getvalue()
    assert "MARKER" not in lines.getvalue()


@pytest.mark.parametrize(("failure", "times_heard"), [(TransientDeliveryError("ratelimited"), 4), (ValueError("x"), 3)])
def test_what_failed_is_due_at_the_next_look_not_in_hours_and_only_what_broke_is_missed(
    lines: io.StringIO, failure: Exception, times_heard: int
) -> None:
    outcomes: list[Exception | None] = [failure, None]
    turns: list[str] = []

    def work() -> None:
        turns.append("turn")
        if outcome := outcomes.pop(0):
            raise outcome

    heard: list[str] = []
    each = Round(Tick("roster", 6 * HOURS, work), heard.append)
    assert each.tick.look_seconds == 300
    for _ in range(4):
        look(each)
    assert len(turns) == 2
    assert heard == ["roster"] * times_heard
    assert 5.9 * HOURS < each.due_at - time.monotonic() < 6 * HOURS


def test_what_was_another_process_s_turn_is_due_at_the_next_look(lines: io.StringIO) -> None:
    turns = iter([False, True])
    each = Round(Tick("roster", 6 * HOURS, lambda: next(turns)), lambda _: None)
    look(each)
    assert each.due_at == 0.0
    look(each)
    assert each.due_at > 0.0


def test_the_roster_is_synced_as_soon_as_the_ticks_start(rapport: Rapport) -> None:
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": []}
    ticks = ticks_of(rapport.deps, "T1")
    ticks.start()
    rapport.slack.wait_for("users.list")
    ticks.close()


def test_what_is_decided_on_the_way_round_is_told_in_numbers_and_silence_says_nothing(
    rapport: Rapport, lines: io.StringIO
) -> None:
    now = rapport.deps.clock.now()

    def come_round() -> str:
        scheduler = ticks_of(rapport.deps, "T1").scheduler
        for name in ("reap", "expire", "prune"):
            look(scheduler.get_job(name).args[0])
        return lines.getvalue()

    assert come_round() == ""
    maya = keep_member(rapport.deps, "U0MAYA0001")
    in_doubt, again, _pointless, _old = (
        keep_message(rapport.deps, maya, kind=kind, due_at=now - timedelta(days=days), lives=timedelta(hours=1))
        for kind, days in ((ONCE, 0), (AGAIN, 0), (ONCE, 2), (ONCE, 500))
    )
    abandoned = col(Touchpoint.dedupe_key).in_([in_doubt.dedupe_key, again.dedupe_key])
    old = col(Touchpoint.due_at) < now - timedelta(days=400)
    with rapport.deps.db.begin() as session:
        session.execute(update(Touchpoint).where(abandoned).values(state=State.SENDING, lease_until=now - A_DAY))
        session.execute(update(Touchpoint).where(old).values(state=State.SENT, settled_at=now - 499 * A_DAY))
        session.add(Pace(team_id="T1", next_slot_at=now, interval_us=2 * INTERVAL_US))
    said = come_round()
    assert "level=WARNING event=messages_reaped ready_again=1 doubtful=1 tick=reap" in said
    assert "event=messages_skipped expired=1 overtaken=0 tick=expire" in said
    assert "event=pace_eased workspaces=1 tick=expire" in said
    assert "event=messages_forgotten count=1 tick=prune" in said
