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


def moments(instant: datetime, own_zone: str, other_zone: str) -> str:
    """Return an instant on both clocks, such as `Tue 24 Nov 2026, 14:00 (Toronto time) · 20:00 (Berlin time)`.

    One's own comes first. The other's day stands there too where it differs; one clock alone where both show the same.
    """
    own, other = instant.astimezone(ZoneInfo(own_zone)), instant.astimezone(ZoneInfo(other_zone))
    if own.replace(tzinfo=None) == other.replace(tzinfo=None):
        return moment(instant, own_zone)
    other_day = "" if own.date() == other.date() else f"{day(other.date())}, "
    return f"{moment(instant, own_zone)} · {other_day}{other:%H:%M} ({city(other_zone)} time)"
