"""Pairs that have not met for a long time: when they last did, and what has been asked about it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, func, or_
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import key_of
from storage.endings import Ending
from storage.installations import is_at_work
from storage.meetings import Meeting
from storage.pairs import Pair
from storage.records import record
from storage.upsert import upsert
from storage.vocabulary import Cadence, MeetingState, PairState


class Lull(SQLModel, table=True):
    """What is known of a pair's quiet: nothing but days. No row: nothing was asked, no pause chosen."""

    pair_id: str = Field(primary_key=True, foreign_key=key_of(Pair))
    team_id: str
    asked_since: date | None = None
    """The day since which they had not met when both were asked: about one quiet they are asked once."""
    quiet_until: date | None = None
    """The first day on which they may be asked: after a pause, or once a new cadence has had its time."""


@record
class Quiet:
    """An active pair that has planned nothing."""

    pair: Pair
    met_at: datetime | None
    """When they last met, None when they never did."""
    lull: Lull | None


def quiet_pairs(session: Session, *, now: datetime) -> list[Quiet]:
    """Return every active pair without a meeting ahead whose end nobody has been told of: one query."""
    is_held = and_(
        col(Meeting.pair_id) == col(Pair.id),
        col(Meeting.starts_at) <= now,
        col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]),
    )
    is_ahead = select(Meeting.id).where(
        Meeting.pair_id == Pair.id, Meeting.starts_at > now, Meeting.state == MeetingState.PLANNED
    )
    is_ending = select(Ending.id).where(Ending.pair_id == Pair.id, Ending.tells_at <= now)
    met_at = select(func.max(Meeting.starts_at)).where(is_held).correlate(Pair).scalar_subquery()
    wanted = (
        select(Pair, met_at, Lull)
        .outerjoin(Lull, col(Lull.pair_id) == col(Pair.id))
        .where(Pair.state == PairState.ACTIVE, ~is_ahead.exists(), ~is_ending.exists(), is_at_work(col(Pair.team_id)))
        .order_by(col(Pair.id))
    )
    return [Quiet(pair, met, lull) for pair, met, lull in session.exec(wanted)]


def count_active(session: Session, *, team_id: str) -> int:
    """Return how many pairs of a workspace are active."""
    wanted = select(func.count()).select_from(Pair).where(Pair.team_id == team_id, Pair.state == PairState.ACTIVE)
    return session.exec(wanted).one()


def count_quiet(session: Session, *, team_id: str, since: Mapping[Cadence, datetime], on: datetime) -> int:
    """Return how many pairs that were one at the instant `on` had then not met since that of their cadence.

    What a pair does afterwards changes nothing: a number that fell as one ended would tell that it was among them. One
    that rests by now is left out.
    """
    kinds = [MeetingState.PLANNED, MeetingState.HELD]
    met = select(Meeting.id).where(Meeting.pair_id == Pair.id, col(Meeting.state).in_(kinds), Meeting.starts_at < on)
    steps = (col(Pair.proposed_at), col(Pair.mentor_confirmed_at), col(Pair.mentee_confirmed_at))
    quiet = []
    for cadence, instant in since.items():
        began = [or_(step.is_(None), step <= instant) for step in steps]
        quiet.append(and_(col(Pair.cadence) == cadence, *began, ~met.where(Meeting.starts_at > instant).exists()))
    rests = select(Lull.pair_id).where(Lull.pair_id == Pair.id, col(Lull.quiet_until) > on.date())
    ends_later = select(Ending.id).where(Ending.pair_id == Pair.id, Ending.ends_at >= on)
    was_one = or_(col(Pair.state) == PairState.ACTIVE, and_(col(Pair.state) == PairState.ENDED, ends_later.exists()))
    counted = select(func.count()).select_from(Pair).where(Pair.team_id == team_id, was_one)
    return session.exec(counted.where(or_(*quiet), ~rests.exists())).one()


def lull_of(session: Session, *, pair_id: str) -> Lull | None:
    """Return what is known of the quiet of one pair, None when that is nothing."""
    return session.get(Lull, pair_id)


def keep_lulls(session: Session, *, lulls: Sequence[Lull]) -> None:
    """Keep what is known of the quiet of these pairs, in the place of what was known before: one statement."""
    upsert(session, Lull, [lull.model_dump() for lull in lulls], by=("pair_id",))
