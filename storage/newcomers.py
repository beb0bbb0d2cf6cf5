"""Newcomers: who joined a workspace while Rapport was there, and who of them has no mentor."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import and_, or_
from sqlmodel import Field, Session, SQLModel, col, exists, select

from storage.columns import UtcDateTime, key_of
from storage.members import Member, are_full_members
from storage.pairs import LIVE, Pair
from storage.profiles import Profile
from storage.requests import Request
from storage.upsert import insert_new
from storage.vocabulary import RequestState


class Newcomer(SQLModel, table=True):
    """One person who joined. Whoever was there when Rapport came has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str = Field(index=True)
    joined_at: datetime = Field(sa_type=UtcDateTime)
    """When Rapport heard of it."""


def keep_newcomers(session: Session, *, newcomers: Collection[Newcomer]) -> None:
    """Keep who has joined; whoever is known to have joined already stays as they are."""
    session.flush()
    insert_new(session, Newcomer, [each.model_dump() for each in newcomers], by=("member_id",))


def without_mentor(session: Session, *, team_id: str, first: date, last: date) -> list[Member]:
    """Return the full members who joined from `first` to `last` and have no mentor, nor are about to have one.

    The day on which somebody joined the faculty counts; where nobody has said it, the day on which they joined Slack.
    """
    joined_on, joined_at = col(Profile.joined_on), col(Newcomer.joined_at)
    begins, ends = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
    is_new = or_(joined_on.between(first, last), and_(joined_on.is_(None), joined_at >= begins, joined_at < ends))
    everybody = select(Member).join(Profile, col(Profile.member_id) == col(Member.id), isouter=True)
    people = everybody.join(Newcomer, col(Newcomer.member_id) == col(Member.id), isouter=True)
    is_mentored = exists().where(col(Pair.mentee_id) == col(Member.id), col(Pair.state).in_(LIVE))
    has_asked = exists().where(col(Request.mentee_id) == col(Member.id), col(Request.state) == RequestState.ASKED)
    wanted = people.where(Member.team_id == team_id, is_new, ~is_mentored, ~has_asked, *are_full_members())
    return list(session.exec(wanted.order_by(col(Member.id))))


def has_mentor(session: Session, *, member_id: str) -> bool:
    """Return whether somebody has a mentor, or has been asked about one."""
    wanted = select(Pair.id).where(Pair.mentee_id == member_id, col(Pair.state).in_(LIVE))
    return session.exec(wanted.limit(1)).first() is not None
