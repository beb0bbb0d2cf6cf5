"""Meetings of a pair: the table and every query on it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import EncryptedText, UtcDateTime, new_id, words
from storage.vocabulary import MeetingState


class Meeting(SQLModel, table=True):
    """One meeting of one pair, planned, moved, held or not. A pair has one ahead of it at most."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    zone: str
    """IANA name of the zone in which the date and time were chosen."""
    minutes: int
    place: str | None = Field(default=None, sa_type=EncryptedText)
    """A room or a link, in the pair's own words."""
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=words(MeetingState))
    revision: int = 1
    """Rises when the meeting is moved: prompts of an older revision are pointless, calendars take the newest."""
    changed_by_id: str = Field(foreign_key="member.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)
    later_reason: str | None = Field(default=None, sa_type=EncryptedText)
    """Why the recap of this meeting named no next date."""
