"""What two people leave in order between them when they part, and what one of them keeps for themselves."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel

from storage.columns import EncryptedText, UtcDateTime, key_of
from storage.members import Member
from storage.pairs import Pair


class Handover(SQLModel, table=True):
    """The hand-over of a pair: both read all of it; the lines are both's, each word of thanks is its writer's."""

    pair_id: str = Field(primary_key=True, foreign_key=key_of(Pair))
    team_id: str
    letters: str | None = Field(default=None, sa_type=EncryptedText)
    """Letters and other things still owed."""
    may_say: str | None = Field(default=None, sa_type=EncryptedText)
    """What either may say if somebody asks."""
    touch: str | None = Field(default=None, sa_type=EncryptedText)
    """How they stay in touch."""
    mentor_thanks: str | None = Field(default=None, sa_type=EncryptedText)
    mentee_thanks: str | None = Field(default=None, sa_type=EncryptedText)
    revision: int = 1
    """Rises with every change; a form that was opened on an older one is refused."""
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Reflection(SQLModel, table=True):
    """What one of a pair wants to look for next time. Nobody else ever reads it, the other one neither."""

    pair_id: str = Field(primary_key=True, foreign_key=key_of(Pair))
    member_id: str = Field(primary_key=True, foreign_key=key_of(Member), index=True)
    team_id: str
    words: str = Field(sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)


def handover_of(session: Session, *, pair_id: str) -> Handover | None:
    """Return the hand-over of a pair, None while nobody has written any."""
    return session.get(Handover, pair_id)


def reflection_of(session: Session, *, pair_id: str, member_id: str) -> Reflection | None:
    """Return what this member keeps for themselves about the end of a pair, None when that is nothing."""
    return session.get(Reflection, (pair_id, member_id))
