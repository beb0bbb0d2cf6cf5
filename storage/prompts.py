"""Single messages, found by what they are about: for whoever answers one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, delete, select

from storage.changes import changed
from storage.touchpoints import IS_READY, IS_SENT, PlannedTouchpoint, Touchpoint
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


def take_back_others(
    session: Session, *, kind: TouchpointKind, subject_id: str, member_ids: Collection[str], revision: int
) -> None:
    """Forget what waits for these people about one thing under another revision: a waiting one would overtake this."""
    theirs = delete(Touchpoint).where(IS_READY, col(Touchpoint.member_id).in_(member_ids), col(Touchpoint.kind) == kind)
    changed(session, theirs.where(col(Touchpoint.subject_id) == subject_id, col(Touchpoint.revision) != revision))


def was_sent_in_another_round(
    session: Session, *, member_id: str, kind: TouchpointKind, revision: int, since: datetime
) -> bool:
    """Return whether a message of that kind, of another revision, has reached somebody since that instant."""
    theirs = select(Touchpoint.id).where(IS_SENT, Touchpoint.member_id == member_id, Touchpoint.kind == kind)
    other = theirs.where(col(Touchpoint.settled_at) > since, Touchpoint.revision != revision)
    return session.exec(other.limit(1)).first() is not None


def was_planned_since(session: Session, *, member_id: str, kind: TouchpointKind, since: datetime) -> bool:
    """Return whether a message of that kind has been due to somebody since that instant, or is still to come."""
    theirs = select(Touchpoint.id).where(Touchpoint.member_id == member_id, Touchpoint.kind == kind)
    return session.exec(theirs.where(col(Touchpoint.due_at) > since).limit(1)).first() is not None
