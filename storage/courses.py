"""How people's mentoring went within a span of days: counted, or looked up for one of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, exists, func, literal, or_, union, union_all
from sqlalchemy import select as sa_select
from sqlalchemy.sql.selectable import Subquery
from sqlmodel import Session, col, select

from storage.endings import Ending
from storage.installations import is_at_work
from storage.members import Member, are_full_members
from storage.pairs import Pair
from storage.vocabulary import ClosureKind, Course, PairState

WEIGHTS = (Course.AS_MENTOR, Course.ENDED, Course.COMPLETED, Course.TOGETHER)
"""Whoever was in several pairs counts once, by the last of these that holds for one of them."""


def course_of(session: Session, *, member_id: str, first: date, last: date) -> Course:
    """Return how one member's mentoring went in that span."""
    people = _people(first, last, or_(col(Pair.mentee_id) == member_id, col(Pair.mentor_id) == member_id))
    found = session.execute(sa_select(people.c.weight).where(people.c.person == member_id)).scalar_one_or_none()
    return Course.NONE if found is None else WEIGHTS[found]


def count_courses(session: Session, *, team_id: str, first: date, last: date) -> dict[Course, int]:
    """Return how many people of a workspace were in a pair in that span, by how it went: one query, each once.

    Whoever has left since counts as well.
    """
    people = _people(first, last, col(Pair.team_id) == team_id)
    counted = sa_select(people.c.weight, func.count()).group_by(people.c.weight)
    return {WEIGHTS[weight]: number for weight, number in session.execute(counted)}


def mentees_within(session: Session, *, first: date, last: date) -> Sequence[Member]:
    """Return the colleagues of every workspace that wants Rapport who had a mentor in that span: one query."""
    mentees = select(Pair.mentee_id).where(*_took_place(first, last), is_at_work(col(Pair.team_id)))
    wanted = select(Member).where(col(Member.id).in_(mentees), *are_full_members())
    return session.exec(wanted.order_by(col(Member.id))).all()


def ids_that_part(session: Session, *, since: datetime, now: datetime) -> frozenset[str]:
    """Return who is of a pair that has ended since then, or is known to end soon: one query."""
    sides = (col(Pair.mentor_id), col(Pair.mentee_id))
    ended = (Ending.ends_at > since, Ending.tells_at <= now)
    people = [select(side).join(Ending, col(Ending.pair_id) == col(Pair.id)).where(*ended) for side in sides]
    return frozenset(session.execute(union(*people)).scalars())


def _people(first: date, last: date, *conditions: ColumnElement[bool]) -> Subquery:
    """Return everybody who was in a pair in that span, with the weight of how it went."""
    is_over = _ended(last)
    is_completed = _ended(last, col(Ending.kind) == ClosureKind.GOALS_MET)
    weight = {each: number for number, each in enumerate(WEIGHTS)}
    mentored = case(
        (~is_over, weight[Course.TOGETHER]),
        (is_completed, weight[Course.COMPLETED]),
        else_=weight[Course.ENDED],
    )
    within = (*_took_place(first, last), *conditions)
    sides = union_all(
        sa_select(col(Pair.mentee_id).label("person"), mentored.label("weight")).where(*within),
        sa_select(col(Pair.mentor_id).label("person"), literal(weight[Course.AS_MENTOR]).label("weight")).where(
            *within
        ),
    ).subquery()
    best = func.max(sides.c.weight).label("weight")
    return sa_select(sides.c.person, best).group_by(sides.c.person).subquery()


def _took_place(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for a pair that both had confirmed before the span was over, and that had not ended before."""
    until = datetime.combine(last + timedelta(days=1), time(), UTC)
    confirmed = (col(Pair.mentor_confirmed_at), col(Pair.mentee_confirmed_at))
    began = [func.coalesce(each, col(Pair.proposed_at)) < until for each in confirmed]
    is_one = col(Pair.state).in_((PairState.ACTIVE, PairState.ENDED))
    return (is_one, col(Pair.proposed_at) < until, *began, ~_ended(first))


def _ended(by: date, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return what holds for a pair that was none any more on that day. A note that is taken back is gone."""
    return exists().where(col(Ending.pair_id) == Pair.id, col(Ending.ends_on) <= by, *conditions)
