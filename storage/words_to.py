"""What somebody was told in confidence, as the messages to them have it: nothing else keeps it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from storage.records import record
from storage.touchpoints import IS_READY, IS_SENT, Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState

DONE = "done"
"""The outcome of a message whose reader has done what it asks for."""


@record
class WordTo:
    """One message to one person that is still worth something."""

    id: str
    kind: TouchpointKind
    subject_id: str
    at: datetime
    """When it was caused."""
    expires_at: datetime
    is_sent: bool


def words_to(session: Session, *, member_id: str, kinds: Collection[TouchpointKind], since: datetime) -> list[WordTo]:
    """Return what this member was told, or is about to be told, of these kinds, unless it is done: two statements.

    The oldest first; of what was sent, what was sent from `since` on. Each half by its own index: for one of a million
    messages no other will do.
    """
    is_wanted = (Touchpoint.member_id == member_id, col(Touchpoint.kind).in_(kinds))
    sent = select(Touchpoint).where(IS_SENT, *is_wanted, col(Touchpoint.settled_at) >= since)
    ready = select(Touchpoint).where(IS_READY, *is_wanted)
    found = [*session.exec(sent), *session.exec(ready)]
    told = [_told(row) for row in found if row.outcome != DONE]
    return sorted(told, key=lambda each: (each.at, each.id))


def word_to(session: Session, *, touchpoint_id: str) -> Touchpoint | None:
    """Return one message, None when there is none of that id."""
    return session.get(Touchpoint, touchpoint_id)


def _told(row: Touchpoint) -> WordTo:
    is_sent = row.state is TouchpointState.SENT
    return WordTo(row.id, row.kind, row.subject_id, row.due_at, row.expires_at, is_sent)
