"""Instants from people's days and clocks. Pure rules: no clock, no database, no Slack."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9, 0)
"""When prompts are due, on the clock of whoever gets them and works by then."""
ONE_DAY = timedelta(days=1)


def at_local(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which clocks in `zone` show `wall` on `day`.

    A wall time that clocks skip in spring moves on by the length of the gap; one that repeats in autumn is taken the
    first time (PEP 495, fold=0).
    """
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the date that calendars in `zone` show at `instant`."""
    return instant.astimezone(zone).date()
