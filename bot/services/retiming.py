"""Mornings that wait for somebody move with their clock and their hours."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.domain.hours import Hours
from bot.domain.mornings import moved_morning
from storage.touchpoints import ready_mornings, retime


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
