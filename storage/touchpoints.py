"""Messages to people, one row each: written in the transaction of the fact that causes them, sent later, once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel

from storage.columns import UtcDateTime, new_id, words
from storage.upsert import insert_new
from storage.vocabulary import TouchpointKind, TouchpointState


class Touchpoint(SQLModel, table=True):
    """One message to one person: ids only. Its words are made when it is sent, from what is true then."""

    __table_args__ = (
        Index(
            "ix_touchpoint_ready",
            "due_at",
            "id",
            sqlite_where=text("state = 'ready'"),
            postgresql_where=text("state = 'ready'"),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    dedupe_key: str = Field(unique=True)
    """Says what the message is about, so that planning it twice leaves one."""
    member_id: str = Field(foreign_key="member.id")
    kind: TouchpointKind = Field(sa_type=words(TouchpointKind))
    subject_id: str
    """The row it is about: a pair, a meeting, an action item."""
    revision: int = 1
    """The revision of the subject for which it was planned."""
    due_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    """Not sent after this instant: it would have become pointless."""
    state: TouchpointState = Field(default=TouchpointState.READY, sa_type=words(TouchpointState))
    attempts: int = 0
    outcome: str | None = None
    """A word about why it was skipped or failed; never anybody's text."""
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def plan(session: Session, touchpoints: Iterable[Touchpoint]) -> int:
    """Keep these messages for later and return how many are new: one whose dedupe key is known is left as it stands."""
    return insert_new(session, Touchpoint, [touchpoint.model_dump() for touchpoint in touchpoints], by=("dedupe_key",))
