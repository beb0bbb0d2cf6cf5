"""Single messages, found by what they are about: for whoever answers one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.changes import changed
from storage.touchpoints import IS_READY, PlannedTouchpoint, Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState

PUT_OFF = "put_off"


def prompt_by_key(session: Session, *, dedupe_key: str) -> Touchpoint | None:
    """Return the message of that key, None when none was planned."""
    return session.exec(select(Touchpoint).where(Touchpoint.dedupe_key == dedupe_key)).one_or_none()


def skip_until(session: Session, *, back: PlannedTouchpoint, kinds: Collection[TouchpointKind], now: datetime) -> int:
    """Skip what its person would be asked about the same thing before `back` comes; return how many there were."""
    theirs = update(Touchpoint).where(IS_READY, col(Touchpoint.member_id) == back.member_id)
    asked = theirs.where(
        col(Touchpoint.subject_id) == back.subject_id,
        col(Touchpoint.kind).in_(kinds),
        col(Touchpoint.due_at) <= back.due_at,
        col(Touchpoint.dedupe_key) != back.dedupe_key,
    )
    return changed(session, asked.values(state=TouchpointState.SKIPPED, outcome=PUT_OFF, settled_at=now))
