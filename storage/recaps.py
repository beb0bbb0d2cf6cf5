"""What each side took away from a meeting, in their own words."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import EncryptedText, UtcDateTime, new_id


class Recap(SQLModel, table=True):
    """One side's recap of one meeting. The other side sees it after both have sent theirs, or after seven days."""

    __table_args__ = (UniqueConstraint("meeting_id", "author_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    said: str | None = Field(default=None, sa_type=EncryptedText)
    """What the author took away; None when they skipped this one."""
    decided: str | None = Field(default=None, sa_type=EncryptedText)
    strength: str | None = Field(default=None, sa_type=EncryptedText)
    change: str | None = Field(default=None, sa_type=EncryptedText)
    is_skipped: bool = False
    sent_at: datetime = Field(sa_type=UtcDateTime)
    agreed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the author, having seen both, said that they mean the same."""


class Settlement(SQLModel, table=True):
    """One wording for what two recaps said differently."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id")
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    wording: str = Field(sa_type=EncryptedText)
    written_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the other side said that this is what they meant too."""
