"""When a morning's message comes, and where it moves when its person's clock or hours change. Pure rules, no clock."""

from datetime import date, datetime, timedelta

from bot.domain.calendar import MORNING, at_local, local_day
from bot.domain.hours import Hours

SOON = timedelta(minutes=10)
"""How soon a message may come that a change has moved: nobody is to think that saving their hours has sent it."""


def morning_of(hours: Hours, day: date) -> datetime:
    """Return when a morning's message comes on `day`, in UTC: at 9:00, or at the opening where it is shut by then."""
    wall = MORNING if hours.opens <= MORNING < hours.closes else hours.opens
    return at_local(day, wall, hours.zone)


def moved_morning(
    hours: Hours, *, local_on: date, due_at: datetime, expires_at: datetime, now: datetime
) -> datetime | None:
    """Return when a message that waits for the morning of `local_on` comes by new hours, None when it stays.

    That of a later day moves to that day's new morning. Today's moves only later, and not to the next ten minutes;
    what waits since an earlier day stays. Nothing moves beyond the instant from which on it would be pointless.
    """
    today = local_day(now, hours.zone)
    wanted = morning_of(hours, local_on)
    if local_on == today:
        wanted = max(wanted, now + SOON) if wanted > due_at else due_at
    stays = local_on < today or wanted == due_at or wanted > expires_at
    return None if stays else wanted
