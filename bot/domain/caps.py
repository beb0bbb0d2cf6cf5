"""How much Rapport may ask of somebody before it becomes a burden. Pure rules, no clock."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, at_local, local_day
from storage.records import record

ONE_HOUR = timedelta(hours=1)
MONTH = timedelta(days=31)
"""Any 31 days in a row: whichever way somebody counts a month, it never holds more."""


@record
class Caps:
    """How many messages that Rapport begins may reach one person. Messages that went out as one count as one."""

    hourly: int = 1
    """Within any sixty minutes."""
    daily: int = 3
    """On one day of their calendar."""
    monthly: int = 8
    """Within any 31 days, of those that nothing but the calendar causes."""


def next_allowed(caps: Caps, *, sent_at: Collection[datetime], at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first instant, `at` or later, at which one more message breaks neither the hour's cap nor the day's.

    Args:
        caps: whose.
        sent_at: when messages that count have reached this person, in any order; what lies after `at` is passed over.
        at: the instant wanted, aware.
        zone: the clock by which their days begin.

    Returns:
        In UTC; None where a cap is 0.
    """
    if caps.hourly < 1 or caps.daily < 1:
        return None
    past = sorted(sent for sent in sent_at if sent <= at)
    return _day_after_full(caps, past, _hour_after_full(caps, past, at), zone).astimezone(UTC)


def is_month_full(caps: Caps, *, sent_at: Collection[datetime], at: datetime) -> bool:
    """Return whether the 31 days up to `at` already hold as many unsolicited messages as somebody wants."""
    return sum(at - MONTH < sent <= at for sent in sent_at) >= caps.monthly


def _hour_after_full(caps: Caps, past: list[datetime], at: datetime) -> datetime:
    oldest_that_counts = past[-caps.hourly] if len(past) >= caps.hourly else None
    return at if oldest_that_counts is None else max(at, oldest_that_counts + ONE_HOUR)


def _day_after_full(caps: Caps, past: list[datetime], at: datetime, zone: ZoneInfo) -> datetime:
    today = local_day(at, zone)
    if sum(local_day(sent, zone) == today for sent in past) < caps.daily:
        return at
    return at_local(today + ONE_DAY, time.min, zone)
