"""Dates and times as people read them, always with whose clock it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """Return a date such as `Tue 24 Nov 2026`."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def moment(instant: datetime, zone: str) -> str:
    """Return an instant on the clock of `zone`, such as `Tue 24 Nov 2026, 14:00 (Toronto time)`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {local:%H:%M} ({city(zone)} time)"


def city(zone: str) -> str:
    """Return the place that an IANA zone is named after, as people say it."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
