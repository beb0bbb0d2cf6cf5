"""Clocks that jump, nights that are longer or shorter, people who cross the date line."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, update

from storage.members import Member
from storage.touchpoints import Touchpoint
from tests.faults.clock import FileClock
from tests.faults.crew import Worker
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, Stage

A_WEEK = timedelta(days=7)
NIGHTS = {
    "Europe/Berlin": ((2026, 10, 25), (2027, 3, 28)),
    "America/New_York": ((2026, 11, 1), (2027, 3, 14)),
    "Australia/Sydney": ((2026, 10, 4), (2027, 4, 4)),
    "Australia/Lord_Howe": ((2026, 10, 4), (2027, 4, 4)),
    "America/Sao_Paulo": ((2026, 10, 18), (2027, 2, 21)),
}
"""Nights in which clocks change, both ways; in Sao Paulo they did until 2019, and no more."""
OPENS, CLOSES = (8, 30), (17, 30)
SPREAD = timedelta(minutes=20)
SKEW = timedelta(seconds=90)
"""Longer than a lease: were leases a matter of the workers' own clocks, each would take the others' for lapsed."""


def jumps_while_draining(stage: Stage, _length: Length) -> Told:
    """Let people's clock jump two hours on, three back, and a day on, while messages go out: each comes once."""
    stage.plan(stage.keep_people(120), lives=timedelta(days=4))
    stage.work(interval_us=40_000)
    stage.wait_for_arrivals(25)
    stage.clock.move(timedelta(hours=2))
    stage.wait_for_arrivals(60)
    stage.clock.move(timedelta(hours=-3))
    stage.settle_down()
    early = len(stage.arrivals())
    stage.clock.move(timedelta(days=1, hours=2))
    told = Told(stage.ledger_when_settled(), f"+2 h, -3 h, +1 day; {early} before the last")
    told.expect(early < 120, "what is not due yet on a clock that went back waits")
    told.expect(told.ledger.sent == 120, "each arrives")
    return told


def nights_of_change(stage: Stage, length: Length) -> Told:
    """Plan for half past two in a night when clocks change, in five zones: it comes in the next working hours."""
    told, nights = Told(stage.ledger()), 0
    for zone, days in NIGHTS.items():
        for day in days[: 1 if length is Length.SHORT else 2]:
            _one_night(stage, told, zone, datetime(*day, 2, 30, tzinfo=ZoneInfo(zone)))
            nights += 1
    told.ledger, told.note = stage.ledger(), f"{nights} nights, 02:30, {len(NIGHTS)} zones"
    return told


def _one_night(stage: Stage, told: Told, zone: str, night: datetime) -> None:
    """Go through one night: before it, in the middle of it, at the next opening."""
    half_past_two = night.astimezone(UTC)
    stage.clock.set(half_past_two - timedelta(hours=8))
    people = stage.keep_people(4, zone=zone)
    marks = stage.plan(people, due=timedelta(hours=8), lives=A_WEEK)
    worker = stage.work()
    stage.clock.set(half_past_two + timedelta(seconds=1))
    stage.settle_down()
    waiting = [stage.rows()[mark] for mark in marks]
    told.expect(all(_opens(row, zone) for row in waiting), f"{zone} {night.date()}: moved to the next opening")
    stage.clock.set(max(row.due_at for row in waiting) + timedelta(seconds=1))
    stage.wait_until_settled()
    settled = [stage.rows()[mark] for mark in marks]
    told.expect(_all_within_hours(settled, zone), f"{zone} {night.date()}: each arrives within working hours")
    worker.stop()


def _opens(row: Touchpoint, zone: str) -> bool:
    """Return whether a row waits for the beginning of a working day."""
    local = row.due_at.astimezone(ZoneInfo(zone))
    opening = local.replace(hour=OPENS[0], minute=OPENS[1], second=0, microsecond=0)
    return timedelta() <= local - opening <= SPREAD and local.isoweekday() <= 5


def _all_within_hours(rows: Iterable[Touchpoint], zone: str) -> bool:
    settled = [row.settled_at.astimezone(ZoneInfo(zone)) for row in rows if row.settled_at and row.slack_ts]
    return len(settled) > 0 and all(OPENS <= (at.hour, at.minute) < CLOSES and at.isoweekday() <= 5 for at in settled)


def across_the_date_line(stage: Stage, _length: Length) -> Told:
    """Let people fly from Auckland to Honolulu and back between planning and sending: each message comes once."""
    people = stage.keep_people(6, zone="Pacific/Auckland")
    ids = [person.id for person in people]
    marks = stage.plan(people, lives=A_WEEK)
    stage.work()
    for zone in ("Pacific/Honolulu", "Pacific/Auckland", "Pacific/Honolulu"):
        with stage.db.begin() as session:
            session.execute(update(Member).where(col(Member.id).in_(ids)).values(zone=zone))
        stage.settle_down()
        stage.clock.move(timedelta(hours=7))
    for _ in range(12):
        stage.clock.move(timedelta(hours=2))
        time.sleep(0.3)
    told = Told(stage.ledger_when_settled(), "Auckland, Honolulu, Auckland, Honolulu")
    told.expect(told.ledger.sent == len(marks), "each arrives")
    return told


def skewed_workers(stage: Stage, _length: Length) -> Told:
    """Let the clocks of three workers differ by a minute and a half, and kill one: each message comes once."""
    stage.plan(stage.keep_people(60), kind=ONCE)
    stage.plan(stage.keep_people(60), kind=AGAIN)
    stage.slack.misbehave(Rule(Trouble.SLOW, takes=True, share=0.5, seconds=0.04))
    workers = [
        _work_askew(stage, name, skew) for name, skew in (("ahead", SKEW), ("true", timedelta()), ("slow", -SKEW))
    ]
    stage.wait_for_arrivals(30)
    workers[0].kill()
    stage.slack.behave()
    told = Told(
        stage.ledger_when_settled(is_hasty=False), f"{SKEW.seconds} s ahead, true, {SKEW.seconds} s behind; one killed"
    )
    ended = told.ledger.sent + told.ledger.doubtful + told.ledger.waiting
    told.expect(ended == 120, "each arrives, but for what is in doubt or waits for a worker's wrong clock")
    return told


def _work_askew(stage: Stage, name: str, skew: timedelta) -> Worker:
    """Start a worker that reads people's clock from a machine which is wrong by so much."""
    clock = FileClock(stage.folder / f"clock-{name}")
    clock.set(stage.clock.now() + skew)
    return stage.work(clock=str(clock.file), interval_us=40_000)
