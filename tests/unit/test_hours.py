from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.calendar import ONE_DAY, local_day
from bot.domain.hours import (
    FURTHEST_DAYS,
    SPREAD,
    Hours,
    is_open,
    is_paused,
    is_working_day,
    next_opening,
    next_working_day,
    working_days_before,
)

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTS = {  # when clocks change: spring, autumn
    "Europe/Berlin": (date(2027, 3, 28), date(2026, 10, 25)),
    "America/New_York": (date(2027, 3, 14), date(2026, 11, 1)),
    "Australia/Sydney": (date(2026, 10, 4), date(2027, 4, 4)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2027, 4, 4)),
    "America/Sao_Paulo": (date(2018, 11, 4), date(2018, 2, 18)),
}
EVERY_DAY = frozenset(range(1, 8))
ZONES = some.sampled_from([*map(ZoneInfo, NIGHTS), ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kathmandu")])
INSTANTS = some.integers(0, 12 * 366 * 24 * 60).map(
    lambda minutes: datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
DAYS = some.dates(date(2016, 1, 1), date(2028, 1, 1))
KEYS = some.sampled_from(["", "m1", "m2", "m3"])


@some.composite
def habits(draw: some.DrawFn) -> Hours:
    opens = draw(some.integers(0, 21 * 60))
    closes = draw(some.integers(opens + 121, 24 * 60 - 1))
    return Hours(
        zone=draw(ZONES),
        weekdays=draw(some.frozensets(some.integers(1, 7), min_size=1)),
        opens=time(*divmod(opens, 60)),
        closes=time(*divmod(closes, 60)),
        days_off=frozenset(draw(some.lists(DAYS, max_size=5))),
        paused_until=draw(some.none() | DAYS),
    )


@given(habits(), INSTANTS, KEYS)
def test_an_opening_is_open_never_earlier_than_asked_and_stays_where_it_is(
    hours: Hours, instant: datetime, key: str
) -> None:
    opening = next_opening(hours, instant, spread_key=key)
    if opening is None:
        return
    assert opening >= instant
    assert is_open(hours, opening)
    assert next_opening(hours, opening, spread_key=key) == opening
    wall = opening.astimezone(hours.zone)
    assert is_working_day(hours, wall.date())
    assert not is_paused(hours, opening)


@given(habits(), INSTANTS, KEYS)
def test_no_working_day_is_skipped(hours: Hours, instant: datetime, key: str) -> None:
    opening = next_opening(hours, instant, spread_key=key)
    if opening is None:
        return
    day = local_day(instant, hours.zone) + ONE_DAY
    while day < local_day(opening, hours.zone):
        is_unreal = hours.zone.key == "Pacific/Apia" and day == date(2011, 12, 30)
        is_silent = hours.paused_until is not None and day < hours.paused_until
        assert is_silent or is_unreal or not is_working_day(hours, day)
        day += ONE_DAY


@given(habits(), INSTANTS, KEYS)
def test_a_key_moves_an_opening_by_less_than_twenty_minutes(hours: Hours, instant: datetime, key: str) -> None:
    plain, spread = next_opening(hours, instant), next_opening(hours, instant, spread_key=key)
    if plain is None or spread is None:
        assert plain is spread
        return
    assert timedelta() <= spread - plain < SPREAD


@given(habits(), DAYS, some.integers(1, 12))
def test_working_days_are_counted_back_one_by_one(hours: Hours, day: date, count: int) -> None:
    found = working_days_before(hours, day, count)
    between = [found + days * ONE_DAY for days in range((day - found).days)]
    assert sum(is_working_day(hours, each) for each in between) == count
    assert is_working_day(hours, found)


@given(habits(), DAYS)
def test_the_next_working_day_is_the_first_one_after(hours: Hours, day: date) -> None:
    found = next_working_day(hours, day)
    assert is_working_day(hours, found)
    assert not any(is_working_day(hours, day + days * ONE_DAY) for days in range(1, (found - day).days))


@pytest.mark.parametrize("name", NIGHTS)
@pytest.mark.parametrize("season", [0, 1])
def test_the_night_on_which_clocks_change_moves_no_morning(name: str, season: int) -> None:
    zone, day = ZoneInfo(name), NIGHTS[name][season]
    hours = Hours(zone, weekdays=EVERY_DAY)
    for morning in (day, day + ONE_DAY):
        evening = datetime.combine(morning - ONE_DAY, time(21), zone).astimezone(UTC)
        opening = next_opening(hours, evening)
        assert opening is not None
        assert opening.astimezone(zone).replace(tzinfo=None) == datetime.combine(morning, time(8, 30))


@pytest.mark.parametrize(
    ("name", "opens", "begins"),
    [
        ("Europe/Berlin", time(2, 30), time(3, 30)),
        ("America/New_York", time(2, 30), time(3, 30)),
        ("Australia/Sydney", time(2, 30), time(3, 30)),
        ("Australia/Lord_Howe", time(2, 10), time(2, 40)),
        ("America/Sao_Paulo", time(0, 30), time(1, 30)),
    ],
)
def test_an_opening_that_clocks_skip_moves_on_by_the_gap(name: str, opens: time, begins: time) -> None:
    zone, day = ZoneInfo(name), NIGHTS[name][0]
    evening = datetime.combine(day - ONE_DAY, time(21), zone).astimezone(UTC)
    opening = next_opening(Hours(zone, weekdays=EVERY_DAY, opens=opens), evening)
    assert opening is not None
    assert opening.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, begins)


def test_an_opening_that_clocks_show_twice_is_taken_the_first_time() -> None:
    hours = Hours(BERLIN, weekdays=EVERY_DAY, opens=time(2, 30))
    opening = next_opening(hours, datetime(2026, 10, 24, 20, tzinfo=UTC))
    assert opening == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert is_open(hours, datetime(2026, 10, 25, 1, 10, tzinfo=UTC))


def test_a_friday_that_samoa_skipped_opens_nothing() -> None:
    hours = Hours(ZoneInfo("Pacific/Apia"))
    opening = next_opening(hours, datetime(2011, 12, 30, 9, tzinfo=UTC))
    assert opening is not None
    assert local_day(opening, hours.zone) == date(2012, 1, 2)


@pytest.mark.parametrize(
    ("wall", "is_it"),
    [(time(8, 29, 59), False), (time(8, 30), True), (time(17, 29, 59), True), (time(17, 30), False)],
)
def test_the_first_moment_belongs_to_the_day_and_the_closing_one_does_not(wall: time, is_it: bool) -> None:
    monday = datetime.combine(date(2026, 11, 23), wall, BERLIN)
    assert is_open(Hours(BERLIN), monday) is is_it


def test_a_friday_evening_waits_for_monday_or_for_the_day_after_a_holiday() -> None:
    friday = datetime(2026, 11, 20, 18, tzinfo=UTC)
    monday = date(2026, 11, 23)
    assert next_opening(Hours(BERLIN), friday) == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert next_opening(Hours(BERLIN, days_off={monday}), friday) == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def test_a_pause_holds_messages_but_moves_no_working_day() -> None:
    hours = Hours(BERLIN, paused_until=date(2026, 12, 1))
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert is_paused(hours, monday)
    assert not is_open(hours, monday)
    assert next_opening(hours, monday) == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
    assert is_working_day(hours, date(2026, 11, 24))


def test_whoever_never_works_has_no_opening_and_yet_a_next_day() -> None:
    never = Hours(BERLIN, weekdays=frozenset())
    day = date(2026, 11, 23)
    assert next_opening(never, datetime(2026, 11, 23, 12, tzinfo=UTC)) is None
    assert (next_working_day(never, day), working_days_before(never, day, 2)) == (day + ONE_DAY, day - 2 * ONE_DAY)


def test_a_pause_longer_than_anybody_looks_ahead_ends_on_its_day() -> None:
    far = date(2026, 11, 23) + (FURTHEST_DAYS + 30) * ONE_DAY
    opening = next_opening(Hours(BERLIN, paused_until=far), datetime(2026, 11, 23, tzinfo=UTC))
    assert opening is not None
    assert local_day(opening, BERLIN) >= far


def test_one_person_keeps_their_moment_of_the_morning() -> None:
    night = datetime(2026, 11, 22, 22, tzinfo=UTC)
    moments = {key: next_opening(Hours(BERLIN), night, spread_key=key) for key in map(str, range(40))}
    assert len(set(moments.values())) == len(moments)
    assert moments["7"] == next_opening(Hours(BERLIN), night - timedelta(hours=9), spread_key="7")
