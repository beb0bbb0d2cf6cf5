"""When somebody works, on their own clock: whether a message may come now, and if not, when. Pure rules, no clock."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, at_local, local_day
from storage.records import record

WEEKDAYS = frozenset({1, 2, 3, 4, 5})
"""Monday to Friday, as ISO 8601 counts them."""
OPENS = time(8, 30)
CLOSES = time(17, 30)
SPREAD = timedelta(minutes=20)
"""Over how long a morning's messages spread, so that a whole faculty does not hear from the bot in one second."""
FURTHEST_DAYS = 400
"""How far ahead an opening is looked for."""


@record
class Hours:
    """The working hours of one person. What is left out is the usual: half past eight to half past five, weekdays."""

    zone: ZoneInfo
    weekdays: frozenset[int] = WEEKDAYS
    """Monday 1 to Sunday 7 (ISO 8601)."""
    opens: time = OPENS
    closes: time = CLOSES
    """The first moment at which it is closed again, on the same day."""
    days_off: Container[date] = frozenset()
    """Public holidays, for one."""
    paused_until: date | None = None
    """The first day on which messages may come again."""


def is_working_day(hours: Hours, day: date) -> bool:
    """Return whether `day` is worked on. A pause changes nothing of that: it holds messages back, not the calendar."""
    return day.isoweekday() in hours.weekdays and day not in hours.days_off


def is_paused(hours: Hours, instant: datetime) -> bool:
    """Return whether its person has asked for silence at `instant`."""
    return hours.paused_until is not None and local_day(instant, hours.zone) < hours.paused_until


def is_open(hours: Hours, instant: datetime) -> bool:
    """Return whether a message may come at `instant`."""
    window = None if is_paused(hours, instant) else _window(hours, local_day(instant, hours.zone))
    return window is not None and window[0] <= instant < window[1]


def next_opening(hours: Hours, instant: datetime, *, spread_key: str = "") -> datetime | None:
    """Return `instant` itself while it is open, else the next moment at which a message may come, in UTC.

    Args:
        hours: whose.
        instant: aware.
        spread_key: names a person: theirs is always the same moment of the first twenty minutes. Empty means the first.

    Returns:
        None when nothing opens within 400 days.
    """
    if is_open(hours, instant):
        return instant.astimezone(UTC)
    today = local_day(instant, hours.zone)
    first = max(today, hours.paused_until or today)
    for days in range(FURTHEST_DAYS):
        window = _window(hours, first + days * ONE_DAY)
        if window is not None and window[0] > instant:
            opens_at, closes_at = window
            return opens_at + _share(spread_key) * min(SPREAD, closes_at - opens_at)
    return None


def next_working_day(hours: Hours, day: date) -> date:
    """Return the first working day after `day`; whoever has none within 400 days is taken to work every day."""
    ahead = (day + days * ONE_DAY for days in range(1, FURTHEST_DAYS))
    return next((found for found in ahead if is_working_day(hours, found)), day + ONE_DAY)


def working_day_from(hours: Hours, day: date) -> date:
    """Return `day` itself where it is worked on, else the first working day after it."""
    return day if is_working_day(hours, day) else next_working_day(hours, day)


def working_days_before(hours: Hours, day: date, count: int) -> date:
    """Return the `count`-th working day before `day`, which itself does not count. `count` is at least 1.

    Whoever has no working day within 400 days is taken to work every day.
    """
    found = day
    for _ in range(count):
        back = (found - days * ONE_DAY for days in range(1, FURTHEST_DAYS))
        found = next((earlier for earlier in back if is_working_day(hours, earlier)), found - ONE_DAY)
    return found


def working_days_after(hours: Hours, day: date, count: int) -> date:
    """Return the `count`-th working day after `day`, which itself does not count; `day` itself for a count of 0."""
    found = day
    for _ in range(count):
        found = next_working_day(hours, found)
    return found


def _window(hours: Hours, day: date) -> tuple[datetime, datetime] | None:
    """Return when `day` opens and closes, in UTC.

    A wall time that clocks skip moves on by the gap, one that repeats counts the first time (PEP 495). None on a day
    off, and where clocks skip the whole of it, as Samoa's skipped a Friday in 2011.
    """
    if not is_working_day(hours, day):
        return None
    opens_at, closes_at = at_local(day, hours.opens, hours.zone), at_local(day, hours.closes, hours.zone)
    is_real = opens_at < closes_at and local_day(opens_at, hours.zone) == day
    return (opens_at, closes_at) if is_real else None


def _share(key: str) -> float:
    """Return a number from 0 up to, not including, 1: always the same for the same key, 0 for none."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) / 2**32 if key else 0.0
