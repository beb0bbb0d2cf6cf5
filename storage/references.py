"""References: mentees who are willing to tell a colleague what a mentor is like, and colleagues who would like to hear.

No rating is kept, and nothing of it is ever shown to the mentor.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, partial_index, words
from storage.members import Member, are_full_members
from storage.upsert import insert_new
from storage.vocabulary import InquiryState

IS_OPEN = "state = 'open'"


class Reference(SQLModel, table=True):
    """A mentee, past or present, who is willing to be asked about a mentor."""

    mentor_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    referee_id: str = Field(foreign_key=key_of(Member), primary_key=True, index=True)
    team_id: str


class Inquiry(SQLModel, table=True):
    """One colleague's wish to hear what a mentor is like. At most one about the same mentor is open at a time."""

    __table_args__ = (partial_index("uq_inquiry_open", "asker_id", "mentor_id", where=IS_OPEN, is_unique=True),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    mentor_id: str = Field(foreign_key=key_of(Member))
    asker_id: str = Field(foreign_key=key_of(Member))
    question: str | None = Field(default=None, sa_type=EncryptedText)
    state: InquiryState = Field(default=InquiryState.OPEN, sa_type=words(InquiryState))
    referee_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """Who is asked now, or has said yes; None once nobody is."""
    turned_down: str = Field(default="", sa_type=EncryptedText)
    """Member ids of those who would rather not talk about it: nobody asks them again."""
    revision: int = 1
    """Rises with everybody who is asked."""
    asked_at: datetime = Field(sa_type=UtcDateTime)


def referees_of(session: Session, *, mentor_id: str) -> list[str]:
    """Return the ids of those who are willing to be asked about this mentor, in no order that means anything.

    Whoever is no colleague of the workspace any more is left out.
    """
    wanted = select(Reference.referee_id).join(Member, col(Member.id) == col(Reference.referee_id))
    theirs = wanted.where(Reference.mentor_id == mentor_id, *are_full_members())
    return list(session.exec(theirs.order_by(col(Reference.referee_id))))


def mentors_referred_to(session: Session, *, referee_id: str) -> set[str]:
    """Return the ids of the mentors about whom this member is willing to be asked."""
    return set(session.exec(select(Reference.mentor_id).where(Reference.referee_id == referee_id)))


def keep_references(session: Session, *, referee_id: str, team_id: str, mentor_ids: Collection[str]) -> None:
    """Let this member be asked about these mentors and no others."""
    session.exec(delete(Reference).where(col(Reference.referee_id) == referee_id))
    rows = [{"mentor_id": each, "referee_id": referee_id, "team_id": team_id} for each in sorted(mentor_ids)]
    insert_new(session, Reference, rows, by=("mentor_id", "referee_id"))


def inquiry_by_id(session: Session, *, inquiry_id: str, is_to_change: bool = False) -> Inquiry | None:
    """Return one inquiry, None when there is none of that id. One `is_to_change` waits for whoever changes it."""
    wanted = select(Inquiry).where(Inquiry.id == inquiry_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def open_inquiry(session: Session, *, asker_id: str, mentor_id: str) -> Inquiry | None:
    """Return the inquiry of this member about this mentor that is still open, None for none."""
    wanted = select(Inquiry).where(Inquiry.asker_id == asker_id, Inquiry.mentor_id == mentor_id)
    return session.exec(wanted.where(Inquiry.state == InquiryState.OPEN)).one_or_none()
