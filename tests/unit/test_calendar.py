"""Days and instants: working days, and the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.domain import calendar

ZONES = ("Europe/Berlin", "America/Toronto", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo")
DAYS = some.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, some.times(), some.sampled_from(ZONES))
def test_an_instant_shows_the_wall_time_that_was_meant_or_the_gap_after_it(day: date, wall: time, name: str) -> None:
    zone = ZoneInfo(name)
    shown = calendar.at_local(day, wall, zone).astimezone(zone).replace(tzinfo=None)
    moved_on = shown - datetime.combine(day, wall)
    assert moved_on in {timedelta(), timedelta(minutes=30), timedelta(hours=1)}


def test_a_wall_time_that_clocks_skip_moves_on_by_the_gap() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert calendar.at_local(date(2027, 3, 28), time(2, 30), berlin) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert calendar.at_local(date(2026, 10, 25), time(2, 30), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_wall_time_that_was_noted_as_the_second_of_two_is_the_first_all_the_same() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    second = time(2, 30, fold=1)
    assert calendar.at_local(date(2026, 10, 25), second, berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert calendar.at_local(date(2027, 3, 28), second, berlin) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_local_day_is_that_of_the_persons_calendar() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert calendar.local_day(late, ZoneInfo("Asia/Tokyo")) == date(2026, 11, 23)
    assert calendar.local_day(late, ZoneInfo("America/Toronto")) == date(2026, 11, 22)
