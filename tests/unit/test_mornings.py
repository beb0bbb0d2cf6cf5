"""Mornings: when they are, and where they move when a clock or hours change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours
from bot.domain.mornings import SOON, Morning, morning_of, moved_morning

TORONTO, BERLIN = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 11, 24)
ZONES = some.sampled_from(["America/Toronto", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"]).map(ZoneInfo)
INSTANTS = some.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 - made aware
LATER = some.timedeltas(timedelta(), timedelta(days=30))


@pytest.mark.parametrize(
    ("opens", "closes", "wall"),
    [
        (time(8, 30), time(17, 30), time(9)),
        (time(9), time(9, 1), time(9)),
        (time(11, 15), time(20), time(11, 15)),
        (time(5), time(9), time(5)),
    ],
)
def test_a_morning_is_at_nine_or_at_the_opening_where_it_is_shut_by_then(opens: time, closes: time, wall: time) -> None:
    hours = Hours(TORONTO, opens=opens, closes=closes)
    assert morning_of(hours, TUESDAY) == at_local(TUESDAY, wall, TORONTO)


def _moves(
    hours: Hours, stands: Morning, *, now: datetime, day: date | None = None, point: datetime | None = None
) -> datetime | None:
    """Return to when a morning moves whose day, and the instant from which on it is pointless, are these now."""
    day = day or stands.local_on
    wanted = Morning(day, morning_of(hours, day), point or stands.expires_at)
    moved = moved_morning(stands, wanted=wanted, zone=hours.zone, now=now)
    return moved.due_at if moved else None


def test_the_morning_of_a_later_day_moves_to_the_new_clock() -> None:
    due_at, now = datetime(2026, 11, 25, 14, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)
    stands = Morning(date(2026, 11, 25), due_at, due_at + timedelta(days=2))
    assert _moves(Hours(BERLIN), stands, now=now) == datetime(2026, 11, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "moved"),
    [
        (BERLIN, datetime(2026, 11, 24, 12, tzinfo=UTC), None),
        (TORONTO, datetime(2026, 11, 24, 12, tzinfo=UTC), None),
        (ZoneInfo("America/Vancouver"), datetime(2026, 11, 24, 13, tzinfo=UTC), datetime(2026, 11, 24, 17, tzinfo=UTC)),
        (
            ZoneInfo("America/Vancouver"),
            datetime(2026, 11, 24, 16, 55, tzinfo=UTC),
            datetime(2026, 11, 24, 17, 5, tzinfo=UTC),
        ),
    ],
)
def test_the_morning_of_today_moves_only_later_and_not_to_the_next_ten_minutes(
    zone: ZoneInfo, now: datetime, moved: datetime | None
) -> None:
    due_at = datetime(2026, 11, 24, 14, tzinfo=UTC)
    stands = Morning(TUESDAY, due_at, due_at + timedelta(days=2))
    assert _moves(Hours(zone), stands, now=now) == moved


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 11, 26), datetime(2026, 11, 26, 14, tzinfo=UTC)),
        (date(2026, 11, 24), datetime(2026, 11, 24, 14, tzinfo=UTC)),
        (date(2026, 11, 23), None),
    ],
    ids=["later", "today", "gone by"],
)
def test_a_morning_moves_to_another_day_unless_that_has_gone_by(day: date, moved: datetime | None) -> None:
    due_at, now = datetime(2026, 11, 25, 14, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)
    stands = Morning(date(2026, 11, 25), due_at, due_at + timedelta(days=2))
    assert _moves(Hours(TORONTO), stands, now=now, day=day) == moved


def test_what_waits_since_an_earlier_day_stays() -> None:
    due_at, now = datetime(2026, 11, 23, 14, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)
    stands = Morning(date(2026, 11, 23), due_at, due_at + timedelta(days=9))
    assert _moves(Hours(TORONTO), stands, now=now, day=date(2026, 11, 27)) is None


def test_nothing_moves_beyond_its_point() -> None:
    due_at = datetime(2026, 11, 25, 14, tzinfo=UTC)
    now = due_at - timedelta(days=1)
    late = Hours(TORONTO, opens=time(15), closes=time(20))
    point = due_at + timedelta(hours=6)
    stands = Morning(date(2026, 11, 25), due_at, point)
    assert _moves(late, stands, now=now, point=point - timedelta(minutes=1)) is None
    assert _moves(late, stands, now=now, point=point) == point


@given(
    due_at=INSTANTS,
    zone=ZONES,
    new_zone=ZONES,
    before=LATER,
    expires=LATER,
    opens=some.integers(0, 22),
    days=some.integers(-9, 9),
)
def test_wherever_a_person_goes_no_morning_moves_to_the_past_or_beyond_its_point(
    due_at: datetime, zone: ZoneInfo, new_zone: ZoneInfo, before: timedelta, expires: timedelta, opens: int, days: int
) -> None:
    now, day = due_at - before, local_day(due_at, zone)
    hours = Hours(new_zone, opens=time(opens), closes=time(23))
    stands, new_day = Morning(day, due_at, due_at + expires), day + timedelta(days=days)
    moved = _moves(hours, stands, now=now, day=new_day)
    if moved is None:
        return
    assert now + SOON <= moved <= due_at + expires
    assert moved in {morning_of(hours, new_day), now + SOON}
    if local_day(now, new_zone) == day:
        assert moved >= due_at
