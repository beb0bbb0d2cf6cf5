"""What a pair wants to talk about, and what one of the two keeps to themselves."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import EncryptedText, UtcDateTime, new_id, words
from storage.vocabulary import Area, TopicState


class AgendaItem(SQLModel, table=True):
    """One topic of one pair. It belongs to no meeting until it is discussed, so what is left open carries over."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    area: Area = Field(sa_type=words(Area))
    question: str = Field(sa_type=EncryptedText)
    analysis: str | None = Field(default=None, sa_type=EncryptedText)
    ask: str | None = Field(default=None, sa_type=EncryptedText)
    matters_on: date | None = None
    is_shared: bool = False
    """Shown to the other side at once; otherwise from two working days before the meeting."""
    state: TopicState = Field(default=TopicState.OPEN, sa_type=words(TopicState))
    discussed_in_id: str | None = Field(default=None, foreign_key="meeting.id")
    revision: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)


class PrivateNote(SQLModel, table=True):
    """What one person writes for themselves about one pair. Nobody else is ever shown it."""

    __table_args__ = (UniqueConstraint("pair_id", "author_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    text: str = Field(sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)
