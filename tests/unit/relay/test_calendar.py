"""Two slots a working day, counted the same through weekends, holidays and changes of the clock."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay.calendar import LEAST_DELAY, SPREAD, RelayCalendar, half_year_of, week_of

ZONES = ("America/Toronto", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
calendars = st.builds(
    RelayCalendar,
    st.sampled_from([ZoneInfo(zone) for zone in ZONES]),
    st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20),
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
TORONTO = RelayCalendar(ZoneInfo("America/Toronto"), frozenset({date(2026, 12, 25)}))


def local(day: int, hour: int, minute: int = 0, *, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TORONTO.zone)


@given(calendars, instants)
def test_the_slot_that_is_current_has_begun_and_the_next_has_not(calendar: RelayCalendar, now: datetime) -> None:
    slot = calendar.slot_at(now)
    assert calendar.instant_of(slot) <= now < calendar.instant_of(slot + 1)


@given(calendars, instants, st.integers())
def test_nothing_is_released_sooner_than_in_two_hours_and_only_at_slots(
    calendar: RelayCalendar, now: datetime, seed: int
) -> None:
    """Relay 32: two hours at least, at half past nine or half past two of a working day."""
    slot = calendar.release_slot(now, chance=random.Random(seed))
    begins = calendar.instant_of(slot)
    assert begins >= now + LEAST_DELAY
    assert calendar.is_working_day(calendar.day_of(slot))
    assert f"{begins.astimezone(calendar.zone):%H:%M}" in {"09:30", "14:30"}


@given(calendars, instants)
def test_the_delay_is_spread_over_three_slots(calendar: RelayCalendar, now: datetime) -> None:
    """Relay 32: each of the three comes up."""
    drawn = {calendar.release_slot(now, chance=random.Random(seed)) for seed in range(60)}
    assert len(drawn) == SPREAD == 3
    first = min(drawn)
    assert drawn == {calendar.later(first, slots=more) for more in range(SPREAD)}


@given(calendars, instants)
def test_the_first_and_the_last_working_slot_lie_around_an_instant(calendar: RelayCalendar, now: datetime) -> None:
    first, last = calendar.first_from(now), calendar.last_until(now)
    assert calendar.instant_of(last) <= now <= calendar.instant_of(first)
    assert last <= first <= calendar.later(last, slots=1)
    assert all(calendar.is_working_day(calendar.day_of(slot)) for slot in (first, last))


@given(calendars, instants, st.integers(1, 12))
def test_working_days_are_counted_without_days_off(calendar: RelayCalendar, now: datetime, days: int) -> None:
    slot = calendar.first_from(now)
    end = calendar.by(slot, working_days=days)
    between = (calendar.day_of(slot) + timedelta(days=more) for more in range(1, 60))
    assert sum(calendar.is_working_day(day) for day in between if day <= end) == days


def test_what_is_written_before_a_weekend_is_held_over_it() -> None:
    """Relay 35: Friday afternoon's comes on Monday, or later."""
    slots = {TORONTO.release_slot(local(4, 13), chance=random.Random(seed)) for seed in range(60)}
    assert {TORONTO.day_of(slot).isoformat() for slot in slots} == {"2026-12-07", "2026-12-08"}


def test_what_is_written_before_a_holiday_is_held_over_it() -> None:
    """Relay 35: Christmas Day was a Friday in 2026, so it goes on after the weekend."""
    assert TORONTO.day_of(TORONTO.first_from(local(24, 15))).isoformat() == "2026-12-28"


def test_a_slot_stands_where_clocks_show_it_before_and_after_they_change() -> None:
    before, after = local(30, 9, 30, month=10), local(2, 9, 30, month=11)
    assert TORONTO.instant_of(TORONTO.slot_at(before)) == before
    assert TORONTO.instant_of(TORONTO.slot_at(after)) == after
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=3, hours=1)


def test_weeks_begin_on_a_monday_and_lie_in_one_half_year() -> None:
    sunday, monday = datetime(2026, 7, 5, 23, 59, tzinfo=UTC), datetime(2026, 7, 6, tzinfo=UTC)
    assert week_of(monday) == week_of(sunday) + 1
    assert (half_year_of(week_of(sunday)), half_year_of(week_of(monday))) == ("2026-1", "2026-2")
