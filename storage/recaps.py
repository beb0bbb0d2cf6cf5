"""What each side took away from a meeting, in their own words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, UniqueConstraint, cast, type_coerce
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EPOCH, MICROSECOND, EncryptedText, UtcDateTime, key_of, new_id
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import Pair
from storage.vocabulary import MeetingState

MICROSECONDS_A_MINUTE = 60_000_000


class Recap(SQLModel, table=True):
    """One side's recap of one meeting. The other side sees it after both have sent theirs, or after seven days."""

    __table_args__ = (UniqueConstraint("meeting_id", "author_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    meeting_id: str = Field(foreign_key=key_of(Meeting), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
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
    pair_id: str = Field(foreign_key=key_of(Pair))
    meeting_id: str = Field(foreign_key=key_of(Meeting), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    wording: str = Field(sa_type=EncryptedText)
    written_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the other side said that this is what they meant too."""


def recaps_of(session: Session, *, meeting_ids: Sequence[str]) -> list[Recap]:
    """Return both sides' recaps of these meetings, the skipped ones too: who may read which is not decided here."""
    wanted = select(Recap).where(col(Recap.meeting_id).in_(meeting_ids))
    return list(session.exec(wanted.order_by(col(Recap.sent_at), col(Recap.id))))


def settlements_of(session: Session, *, meeting_id: str) -> list[Settlement]:
    """Return every wording that was suggested for one meeting, the newest first."""
    return settlements_in(session, meeting_ids=[meeting_id])


def settlements_in(session: Session, *, meeting_ids: Sequence[str]) -> list[Settlement]:
    """Return every wording that was suggested for these meetings, the newest first."""
    wanted = select(Settlement).where(col(Settlement.meeting_id).in_(meeting_ids))
    return list(session.exec(wanted.order_by(col(Settlement.written_at).desc(), col(Settlement.id))))


def settlement_by_id(session: Session, *, settlement_id: str) -> Settlement | None:
    """Return one wording, None when there is none of that id."""
    return session.get(Settlement, settlement_id)


def meetings_over(session: Session, *, pair_id: str, now: datetime, limit: int, offset: int) -> list[Meeting]:
    """Return some of the pair's meetings that have ended and were not called off before, the newest first."""
    wanted = select(Meeting).where(*_is_over(pair_id, now)).order_by(col(Meeting.starts_at).desc(), col(Meeting.id))
    return list(session.exec(wanted.limit(limit).offset(offset)))


def count_meetings_over(session: Session, *, pair_id: str, now: datetime) -> int:
    """Return how many of the pair's meetings have ended and were not called off before."""
    return session.exec(select(func.count()).select_from(Meeting).where(*_is_over(pair_id, now))).one()


def _is_over(pair_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    begins = type_coerce(col(Meeting.starts_at), BigInteger)
    lasts = cast(col(Meeting.minutes), BigInteger) * MICROSECONDS_A_MINUTE
    has_ended = begins + lasts <= (now - EPOCH) // MICROSECOND
    return col(Meeting.pair_id) == pair_id, col(Meeting.state) != MeetingState.CANCELLED, has_ended
