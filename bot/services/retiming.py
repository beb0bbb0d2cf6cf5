"""What waits for somebody moves with their clock, their hours and their pause."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import local_day
from bot.domain.hours import Hours
from bot.domain.mornings import SOON, moved_morning
from bot.domain.touchpoints import TRAITS, Nature
from storage.touchpoints import Touchpoint, ready_after, ready_mornings, retime


def retime_waiting(session: Session, *, hours: Mapping[str, Hours], now: datetime) -> None:
    """Move what waits for these people to where their `hours`, by member id, put it now.

    What has been held back, by a pause that has just ended for one, is looked at again in ten minutes: what their hours
    or caps hold back goes on waiting.
    """
    soon = now + SOON
    due: dict[str, dict[str, datetime]] = {}
    for row in ready_after(session, member_ids=hours, after=soon):
        if _is_held_back(row, hours[row.member_id], now):
            due.setdefault(row.member_id, {})[row.id] = soon
    for row in ready_mornings(session, member_ids=hours):
        moved = _moved(row, hours[row.member_id], now)
        if moved:
            due.setdefault(row.member_id, {})[row.id] = moved
    for member_id, instants in due.items():
        retime(session, member_id=member_id, due=instants)


def _moved(row: Touchpoint, hours: Hours, now: datetime) -> datetime | None:
    if row.local_on is None:
        return None
    return moved_morning(hours, local_on=row.local_on, due_at=row.due_at, expires_at=row.expires_at, now=now)


def _is_held_back(row: Touchpoint, hours: Hours, now: datetime) -> bool:
    """Return whether a message is past the time it was meant for: news is meant for now, a prompt for its morning."""
    if TRAITS[row.kind].nature is Nature.NEWS:
        return True
    has_come = row.local_on is not None and row.local_on <= local_day(now, hours.zone)
    return has_come and row.local_on != local_day(row.due_at, hours.zone)
