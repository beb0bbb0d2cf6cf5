"""When an item may be due, and when its owner is reminded."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import local_day
from bot.domain.hours import Hours, is_working_day
from bot.domain.items import FURTHEST, DueFlaw, due_flaw, reminder_for

TORONTO = ZoneInfo("America/Toronto")
TUESDAY = datetime(2026, 11, 3, 15, tzinfo=UTC)
ZONES = st.sampled_from(["America/Toronto", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@pytest.mark.parametrize(
    ("due_on", "reminded"),
    [
        (date(2026, 11, 13), datetime(2026, 11, 10, 9, tzinfo=TORONTO)),
        (date(2026, 11, 18), datetime(2026, 11, 13, 9, tzinfo=TORONTO)),
        (date(2026, 11, 17), datetime(2026, 11, 13, 9, tzinfo=TORONTO)),
        (date(2026, 11, 16), datetime(2026, 11, 13, 9, tzinfo=TORONTO)),
        (date(2026, 11, 7), datetime(2026, 11, 4, 9, tzinfo=TORONTO)),
        (date(2026, 11, 6), None),
        (date(2026, 11, 4), None),
        (date(2026, 11, 3), None),
        (None, None),
    ],
    ids=str,
)
def test_the_owner_is_reminded_three_days_before_at_nine_or_on_the_working_day_before(
    due_on: date | None, reminded: datetime | None
) -> None:
    reminder = reminder_for(due_on, Hours(TORONTO), now=TUESDAY)
    assert (reminder.due_at if reminder else None) == reminded


@given(now=INSTANTS, days=st.integers(-10, 4000), zone=ZONES)
def test_a_reminder_is_still_to_come_on_a_working_morning_and_never_within_three_days(
    now: datetime, days: int, zone: str
) -> None:
    clock = ZoneInfo(zone)
    due_on = local_day(now, clock) + timedelta(days=days)
    reminder = reminder_for(due_on, Hours(clock), now=now)
    if reminder is None:
        assert days <= 5 or days >= FURTHEST.days
        return
    told = reminder.due_at.astimezone(clock)
    assert reminder.due_at > now
    assert told.time() == time(9)
    assert is_working_day(Hours(clock), told.date())
    assert told.date() == reminder.local_on
    assert timedelta(days=3) <= due_on - told.date() <= timedelta(days=5)
    assert local_day(reminder.expires_at, clock) == due_on


@given(now=INSTANTS, due_on=st.dates(), zone=ZONES)
def test_no_date_at_all_breaks_the_rule(now: datetime, due_on: date, zone: str) -> None:
    clock = ZoneInfo(zone)
    if reminder_for(due_on, Hours(clock), now=now):
        assert due_flaw(due_on, today=local_day(now, clock)) is not DueFlaw.PAST


@given(today=st.dates(date(2024, 1, 1), date(2040, 1, 1)), due_on=st.dates())
def test_an_item_may_be_due_from_today_until_ten_years_on(today: date, due_on: date) -> None:
    flaw = due_flaw(due_on, today=today)
    assert (flaw is None) is (0 <= (due_on - today).days <= FURTHEST.days)
    assert (flaw is DueFlaw.PAST) is (due_on < today)
