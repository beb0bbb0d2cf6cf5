"""Requests: a mentee asks somebody to be their mentor, and what becomes of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, partial_index, words
from storage.members import Member
from storage.pairs import Pair
from storage.records import record
from storage.vocabulary import RequestState

IS_OPEN = "state = 'asked'"


class Request(SQLModel, table=True):
    """What one person wants of another as their mentor. Its words are read by the two, and by no report."""

    __table_args__ = (partial_index("uq_request_open", "mentee_id", "mentor_id", where=IS_OPEN, is_unique=True),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str = Field(index=True)
    mentee_id: str = Field(foreign_key=key_of(Member), index=True)
    mentor_id: str = Field(foreign_key=key_of(Member), index=True)
    wish: str | None = Field(default=None, sa_type=EncryptedText)
    """What the mentee wants; forgotten when they take the request back."""
    topic: str | None = Field(default=None, sa_type=EncryptedText)
    """The one thing it is about; None for all of it."""
    state: RequestState = Field(default=RequestState.ASKED, sa_type=words(RequestState))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str | None = Field(default=None, sa_type=EncryptedText)
    """What the mentor adds to the answer."""
    suggested_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """Whom the mentor names instead."""
    helped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the mentee, without an answer, wished that a facilitator helps."""
    pair_id: str | None = Field(default=None, foreign_key=key_of(Pair))
    """The pair that came of it."""


@record
class RequestRow:
    """A request with the people in it."""

    request: Request
    mentee: Member
    mentor: Member
    suggested: Member | None


def request_row(session: Session, *, request_id: str) -> RequestRow | None:
    """Return one request with its people, None when there is none of that id."""
    return next(iter(_rows(session, col(Request.id) == request_id)), None)


def request_behind(session: Session, *, pair_id: str, mentee_id: str) -> Request | None:
    """Return the request of this mentee of which a pair came, None for a pair that came about otherwise."""
    wanted = select(Request).where(Request.mentee_id == mentee_id, Request.pair_id == pair_id)
    return session.exec(wanted.limit(1)).one_or_none()


def lock_request(session: Session, *, request_id: str) -> None:
    """Let one transaction at a time decide about a request. On SQLite every write transaction is alone anyway."""
    session.exec(select(Request.id).where(Request.id == request_id).with_for_update()).one_or_none()


def open_requests_of(session: Session, *, member_id: str) -> list[RequestRow]:
    """Return the requests without an answer that this member has made or got: one query, the oldest first."""
    return _rows(session, _is_in(member_id), col(Request.state) == RequestState.ASKED)


def open_request_between(session: Session, *, member_ids: tuple[str, str]) -> Request | None:
    """Return the request without an answer between these two, whoever of them asks; None for none."""
    both = (col(Request.mentor_id).in_(member_ids), col(Request.mentee_id).in_(member_ids))
    return session.exec(select(Request).where(*both, Request.state == RequestState.ASKED).limit(1)).one_or_none()


def count_open_requests_by(session: Session, *, mentee_id: str) -> int:
    """Return how many of a mentee's requests wait for an answer."""
    wanted = select(func.count()).select_from(Request)
    return session.exec(wanted.where(Request.mentee_id == mentee_id, Request.state == RequestState.ASKED)).one()


def count_requests_of(session: Session, *, member_id: str) -> int:
    """Return how many requests this member has ever made or got."""
    return session.exec(select(func.count()).select_from(Request).where(_is_in(member_id))).one()


def page_of_requests(session: Session, *, member_id: str, limit: int, offset: int) -> list[RequestRow]:
    """Return some of the requests that this member has made or got: those without an answer first, then the newest."""
    is_answered = col(Request.state) != RequestState.ASKED
    in_order = (is_answered, col(Request.asked_at).desc(), col(Request.id))
    return _rows(session, _is_in(member_id), in_order=in_order, limit=limit, offset=offset)


def requests_to_help(session: Session, *, team_id: str) -> list[RequestRow]:
    """Return the requests without an answer in which a facilitator's help is wished for, the oldest wish first."""
    return _rows(session, *_wants_help(team_id), in_order=(col(Request.helped_at), col(Request.id)))


def count_requests_to_help(session: Session, *, team_id: str) -> int:
    """Return how many those are."""
    return session.exec(select(func.count()).select_from(Request).where(*_wants_help(team_id))).one()


def _wants_help(team_id: str) -> tuple[ColumnElement[bool], ...]:
    is_open = col(Request.state) == RequestState.ASKED
    return col(Request.team_id) == team_id, is_open, col(Request.helped_at).is_not(None)


def _is_in(member_id: str) -> ColumnElement[bool]:
    return or_(col(Request.mentee_id) == member_id, col(Request.mentor_id) == member_id)


def _rows(
    session: Session,
    *conditions: ColumnElement[bool],
    in_order: Sequence[SQLColumnExpression[Any]] = (col(Request.asked_at), col(Request.id)),
    limit: int | None = None,
    offset: int | None = None,
) -> list[RequestRow]:
    mentee, mentor, suggested = aliased(Member), aliased(Member), aliased(Member)
    wanted = (
        select(Request, mentee, mentor, suggested)
        .join(mentee, col(Request.mentee_id) == mentee.id)
        .join(mentor, col(Request.mentor_id) == mentor.id)
        .outerjoin(suggested, col(Request.suggested_id) == suggested.id)
    )
    found = session.exec(wanted.where(*conditions).order_by(*in_order).limit(limit).offset(offset))
    return [RequestRow(*row) for row in found]
