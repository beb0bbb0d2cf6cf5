"""What waits for somebody moves with their clock, their hours and the end of their pause."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import local_day
from bot.domain.hours import Hours
from bot.domain.mornings import SOON, moved_morning
from bot.domain.touchpoints import TRAITS, Nature
from storage.touchpoints import Touchpoint, ready_after, ready_mornings, retime


def retime_mornings(session: Session, *, hours: Mapping[str, Hours], now: datetime) -> None:
    """Move what waits for a morning of these people to where their `hours`, by member id, put that morning now."""
    due: dict[str, dict[str, datetime]] = {}
    for row in ready_mornings(session, member_ids=list(hours)):
        if row.local_on is None:
            continue
        moved = moved_morning(
            hours[row.member_id], local_on=row.local_on, due_at=row.due_at, expires_at=row.expires_at, now=now
        )
        if moved:
            due.setdefault(row.member_id, {})[row.id] = moved
    for member_id, instants in due.items():
        retime(session, member_id=member_id, due=instants)


def bring_forward(session: Session, *, member_id: str, hours: Hours, now: datetime) -> None:
    """Let what a pause has held back come in ten minutes: its person is here before they thought.

    It is looked at again then, so what their hours or caps hold back goes on waiting.
    """
    soon = now + SOON
    held = (row for row in ready_after(session, member_id=member_id, after=soon) if _is_held_back(row, hours))
    retime(session, member_id=member_id, due={row.id: soon for row in held})


def _is_held_back(row: Touchpoint, hours: Hours) -> bool:
    """Return whether a message is past the time it was meant for: news is meant for now, a prompt for its morning."""
    if TRAITS[row.kind].nature is Nature.NEWS:
        return True
    return row.local_on is not None and row.local_on < local_day(row.due_at, hours.zone)
