"""Instants from people's days and clocks. Pure rules: no clock, no database, no Slack."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
MORNING = time(9, 0)
"""When prompts are due, on the clock of whoever gets them."""
ONE_DAY = timedelta(days=1)


def at_local(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which clocks in `zone` show `wall` on `day`.

    A wall time that clocks skip in spring moves on by the length of the gap; one that repeats in autumn is taken the
    first time (PEP 495, fold=0).
    """
    return datetime.combine(day, wall, zone).astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the date that calendars in `zone` show at `instant`."""
    return instant.astimezone(zone).date()


def is_working_day(day: date) -> bool:
    """Return whether `day` is one from Monday to Friday."""
    return day.weekday() < SATURDAY


def working_days_before(day: date, count: int) -> date:
    """Return the `count`-th working day before `day`; `day` itself does not count. `count` is at least 1."""
    found = day
    for _ in range(count):
        found -= ONE_DAY
        while not is_working_day(found):
            found -= ONE_DAY
    return found


def next_working_day(day: date) -> date:
    """Return the first working day after `day`."""
    found = day + ONE_DAY
    while not is_working_day(found):
        found += ONE_DAY
    return found


def working_day_or_before(day: date) -> date:
    """Return `day` if it is a working day, else the last one before it."""
    return day if is_working_day(day) else working_days_before(day, 1)
