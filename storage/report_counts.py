"""What a programme's report counts, over a whole workspace: days, words and numbers, one statement for each.

No text that somebody wrote is read. The database does the counting: of meetings, items and agreements one row a pair
comes back.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Function, case
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from storage.agreements import Agreement
from storage.items import ActionItem
from storage.meetings import Meeting
from storage.newcomers import Newcomer
from storage.records import record
from storage.requests import Request
from storage.reviews import Review
from storage.vocabulary import ItemState, MeetingState, ReviewState

TOOK_PLACE = (MeetingState.PLANNED, MeetingState.HELD)
"""As far as anybody has said."""


@record
class Due:
    """The items of one pair that fell due."""

    count: int
    done: int


def meetings_by_pair(session: Session, *, team_id: str, since: datetime, until: datetime) -> Mapping[str, int]:
    """Return how many meetings of each pair began in that span and took place; a pair without any is left out."""
    pair_id = _whichever(col(Meeting.pair_id))
    of_team = (Meeting.team_id == team_id, col(Meeting.state).in_(TOOK_PLACE))
    within = select(pair_id, func.count()).where(*of_team, *_within(col(Meeting.starts_at), since, until))
    return dict(session.exec(within.group_by(pair_id)).all())


def agreements_by_pair(session: Session, *, team_id: str, until: datetime) -> Mapping[str, bool]:
    """Return for each pair that had begun an agreement by then whether both had confirmed one."""
    pair_id = _whichever(col(Agreement.pair_id))
    is_confirmed = func.max(case((col(Agreement.confirmed_at) < until, 1), else_=0))
    begun = select(pair_id, is_confirmed).where(Agreement.team_id == team_id, Agreement.opened_at < until)
    return {pair_id: bool(confirmed) for pair_id, confirmed in session.exec(begun.group_by(pair_id))}


def items_by_pair(session: Session, *, team_id: str, first: date, after: date) -> Mapping[str, Due]:
    """Return what fell due of each pair from `first` on and before `after`, and how much of it is done by now."""
    pair_id = _whichever(col(ActionItem.pair_id))
    done = func.sum(case((col(ActionItem.state) == ItemState.DONE, 1), else_=0))
    of_team = (ActionItem.team_id == team_id, ActionItem.state != ItemState.DROPPED)
    due = select(pair_id, func.count(), done).where(*of_team, *_within(col(ActionItem.due_on), first, after))
    return {pair_id: Due(count, ready) for pair_id, count, ready in session.exec(due.group_by(pair_id))}


def reviews_asked(
    session: Session, *, team_id: str, since: datetime, until: datetime
) -> list[tuple[str, datetime, date]]:
    """Return of each review asked for in that span its pair, when it was asked for, and by which day it is wanted."""
    asked = select(col(Review.pair_id), col(Review.asked_at), col(Review.wanted_on)).where(
        Review.team_id == team_id, Review.state != ReviewState.WITHDRAWN, *_within(col(Review.asked_at), since, until)
    )
    return list(session.exec(asked))


def first_wishes(session: Session, *, team_id: str, until: datetime) -> Mapping[str, datetime]:
    """Return when each member first asked somebody to be their mentor, if that was before `until`."""
    asked = select(Request.mentee_id, func.min(Request.asked_at)).where(
        Request.team_id == team_id, Request.asked_at < until
    )
    return dict(session.exec(asked.group_by(col(Request.mentee_id))).all())


def newcomers_until(session: Session, *, team_id: str, until: datetime) -> Mapping[str, datetime]:
    """Return when each member joined who joined while Rapport was there, if that was before `until`."""
    joined = select(Newcomer.member_id, Newcomer.joined_at)
    return dict(session.exec(joined.where(Newcomer.team_id == team_id, Newcomer.joined_at < until)).all())


def _within(column: Mapped[Any], since: date, until: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= since, column < until


def _whichever(pair_id: Mapped[str]) -> Function[str]:
    """Return a pair's id in such a way that SQLite looks through the table once, in its own order.

    In the order of the index of pairs it would fetch each row apart, and take fifteen times as long.
    """
    return func.coalesce(pair_id, "")
