"""Who may be named in a mentor's statement, with what, for which twelve months: asked of each mentee alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.upsert import insert_new
from storage.vocabulary import NamingState


class Naming(SQLModel, table=True):
    """What one mentee has been asked for one statement of one mentor, and what they have confirmed."""

    __table_args__ = (UniqueConstraint("mentor_id", "mentee_id", "period"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    mentor_id: str = Field(foreign_key=key_of(Member))
    mentee_id: str = Field(foreign_key=key_of(Member), index=True)
    period: str
    """The month in which it begins, such as `2026-07`."""
    asked: str = Field(sa_type=EncryptedText)
    """The facts that the mentee was shown, as JSON."""
    confirmed: str | None = Field(default=None, sa_type=EncryptedText)
    """Those that they have agreed to last; None while they are counted."""
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: NamingState = Field(default=NamingState.ASKED, sa_type=words(NamingState))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    revision: int = 1
    """Rises when other facts are shown: nobody agrees to what they have not seen."""


def naming_by_id(session: Session, *, naming_id: str, is_to_change: bool = False) -> Naming | None:
    """Return one of them, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Naming).where(Naming.id == naming_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def namings_of_mentor(session: Session, *, mentor_id: str, is_to_change: bool = False) -> list[Naming]:
    """Return everything that a mentor has asked, the latest last: one query."""
    wanted = select(Naming).where(Naming.mentor_id == mentor_id).order_by(col(Naming.asked_at), col(Naming.id))
    return list(session.exec(wanted.with_for_update() if is_to_change else wanted))


def namings_of_mentee(session: Session, *, mentee_id: str, most: int) -> list[Naming]:
    """Return what somebody has been asked, the latest first: one query."""
    wanted = select(Naming).where(Naming.mentee_id == mentee_id).order_by(col(Naming.asked_at).desc(), col(Naming.id))
    return list(session.exec(wanted.limit(most)))


def keep_new_namings(session: Session, *, namings: Sequence[Naming]) -> int:
    """Keep these questions; return how many are new: of the same three one stays as it stands."""
    rows = [naming.model_dump() for naming in namings]
    return insert_new(session, Naming, rows, by=("mentor_id", "mentee_id", "period"))
