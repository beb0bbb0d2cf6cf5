"""Needs: what a mentee would like help with, who covers it, and whom they let read it."""

from datetime import date

from sqlmodel import Field, Session, SQLModel, col, delete, func, select, update

from storage.columns import EncryptedText, key_of
from storage.members import Member
from storage.pairs import Pair
from storage.records import record
from storage.requests import Request


class Need(SQLModel, table=True):
    """One line of one mentee's map. It outlives every pair: whoever wrote it takes it out, and nobody else."""

    id: str = Field(primary_key=True)
    team_id: str
    mentee_id: str = Field(foreign_key=key_of(Member), index=True)
    about: str = Field(sa_type=EncryptedText)
    """An `Area`, or a `Strength` within one."""
    topic: str = Field(sa_type=EncryptedText)
    note: str | None = Field(default=None, sa_type=EncryptedText)
    """The mentee's own, shown to nobody else."""
    elsewhere: str | None = Field(default=None, sa_type=EncryptedText)
    """Who covers it where that is no mentor of theirs, in their words."""
    pair_id: str | None = Field(default=None, foreign_key=key_of(Pair))
    """The pair whose mentor covers it, as the mentee says, while that pair is under way."""
    request_id: str | None = Field(default=None, foreign_key=key_of(Request), index=True)
    """The last request that was made for it: once that has led to a pair, its mentor covers it."""
    proposed_by_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """The mentor who thought of it, or of the person below."""
    person_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """Whom that mentor would ask."""
    shared_with: str = ""
    """The ids of the pairs whose mentor may read it, blanks between them; for one that has ended it means nothing."""
    named_on: date | None = None
    """None while a mentor has suggested it and the mentee has not taken it in."""
    covered_on: date | None = None
    """The first day on which somebody covered it; it stays when they no longer do."""


@record
class NeedRow:
    """A need with the request that was made for it."""

    need: Need
    request: Request | None


def needs_of(session: Session, *, mentee_id: str, need_id: str | None = None) -> list[NeedRow]:
    """Return a mentee's needs and what is suggested to them, or the one of that id: one query."""
    wanted = select(Need, Request).outerjoin(Request, col(Need.request_id) == col(Request.id))
    theirs = (Need.mentee_id == mentee_id, *([Need.id == need_id] if need_id is not None else []))
    return [NeedRow(*row) for row in session.exec(wanted.where(*theirs).order_by(col(Need.id)))]


def need_by_id(session: Session, *, need_id: str, is_to_change: bool = False) -> Need | None:
    """Return one need, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Need).where(Need.id == need_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def count_needs(session: Session, *, mentee_id: str) -> int:
    """Return how many needs a mentee has named; what is only suggested to them does not count."""
    named = (Need.mentee_id == mentee_id, col(Need.named_on).is_not(None))
    return session.exec(select(func.count()).select_from(Need).where(*named)).one()


def suggestion_of(session: Session, *, mentee_id: str, mentor_id: str) -> Need | None:
    """Return what this mentor has suggested and the mentee has not answered, to be changed; None for nothing."""
    waits = (Need.mentee_id == mentee_id, Need.proposed_by_id == mentor_id, col(Need.named_on).is_(None))
    return session.exec(select(Need).where(*waits).with_for_update()).first()


def delete_need(session: Session, *, need_id: str) -> None:
    """Keep nothing more of a need."""
    session.exec(delete(Need).where(col(Need.id) == need_id))


def note_covered(session: Session, *, pair_id: str, on: date) -> None:
    """Keep the day for those needs whose request has led to this pair."""
    made = select(Request.id).where(Request.pair_id == pair_id)
    theirs = (col(Need.request_id).in_(made), col(Need.covered_on).is_(None))
    session.connection().execute(update(Need).where(*theirs).values(covered_on=on))


def follow_suggestion(session: Session, *, mentee_id: str, mentor_id: str, request_id: str) -> None:
    """Let a new request take the place, for a need, of one whose mentor has named this one instead."""
    named = (Request.mentee_id == mentee_id, Request.suggested_id == mentor_id)
    theirs = (col(Need.mentee_id) == mentee_id, col(Need.request_id).in_(select(Request.id).where(*named)))
    session.connection().execute(update(Need).where(*theirs).values(request_id=request_id))
