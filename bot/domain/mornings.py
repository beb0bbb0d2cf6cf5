"""When a morning's message comes, and where it moves when its person's clock or hours change. Pure rules, no clock."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import MORNING, at_local, local_day
from bot.domain.hours import Hours, next_working_day
from storage.records import record

SOON = timedelta(minutes=10)
"""How soon a message may come that a change has moved: nobody is to think that saving their hours has sent it."""


@record
class Morning:
    """A morning's message: when it comes, and from when on it would be pointless."""

    local_on: date
    """The day on whose morning it is due, on the calendar of whoever gets it."""
    due_at: datetime
    expires_at: datetime


def morning_of(hours: Hours, day: date) -> datetime:
    """Return when a morning's message comes on `day`, in UTC: at 9:00, or at the opening where it is shut by then."""
    wall = MORNING if hours.opens <= MORNING < hours.closes else hours.opens
    return at_local(day, wall, hours.zone)


def next_morning(hours: Hours, *, now: datetime, lives: timedelta) -> Morning:
    """Return the morning of the first working day after today's; what it brings is worth telling for so long."""
    day = next_working_day(hours, local_day(now, hours.zone))
    due_at = morning_of(hours, day)
    return Morning(day, due_at, due_at + lives)


def moved_morning(stands: Morning, *, wanted: Morning, zone: ZoneInfo, now: datetime) -> Morning | None:
    """Return where a message that waits for a morning moves, None when it stays.

    Today's moves only later. What waits since an earlier day stays, and so does what would have had to come before
    `now`. Nothing moves to the next ten minutes, nor beyond the instant from which on it would be pointless.

    Args:
        stands: as it waits.
        wanted: as it would have been planned by the new clock and hours.
        zone: of the new clock.
        now: the present instant.
    """
    today = local_day(now, zone)
    earliest = max(now, stands.due_at) if stands.local_on == today else now
    if stands.local_on < today or wanted.due_at <= earliest:
        return None
    moved = replace(wanted, due_at=max(wanted.due_at, now + SOON))
    return None if moved == stands or moved.due_at > moved.expires_at else moved
