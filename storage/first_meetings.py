"""First meetings: what each side of a pair has settled, and how to reach them if they wish to say."""

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import EncryptedText, key_of
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import upsert


class FirstMeeting(SQLModel, table=True):
    """One side's own list for the first meeting of a pair. What is ticked is theirs alone, the number the pair's."""

    pair_id: str = Field(foreign_key=key_of(Pair), primary_key=True)
    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    ticked: str = Field(default="", sa_type=EncryptedText)
    """The `FirstStep`s that are settled, separated by commas."""
    number: str | None = Field(default=None, sa_type=EncryptedText)
    """How to reach them, in their own words; the other side sees it."""


def first_meetings_of(session: Session, *, pair_id: str) -> dict[str, FirstMeeting]:
    """Return what the two sides of a pair keep, by member id; a side that keeps nothing is left out."""
    wanted = select(FirstMeeting).where(col(FirstMeeting.pair_id) == pair_id)
    return {kept.member_id: kept for kept in session.exec(wanted)}


def keep_first_meeting(session: Session, *, kept: FirstMeeting) -> None:
    """Keep what one side says now in the place of what they said before."""
    upsert(session, FirstMeeting, [kept.model_dump()], by=("pair_id", "member_id"))
