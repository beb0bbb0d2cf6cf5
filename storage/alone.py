"""Colleagues who have no mentor, of those whom a mentor might serve: page by page, of however many."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time

from sqlalchemy import and_, case, or_
from sqlmodel import Session, col, exists, func, select

from storage.endings import Ending
from storage.members import Member, are_full_members
from storage.newcomers import Newcomer
from storage.pairs import LIVE, Pair
from storage.profiles import Profile
from storage.records import record
from storage.vocabulary import PairState, Rank

JUNIOR = (Rank.LECTURER, Rank.ASSISTANT)


@record
class AloneRow:
    """Somebody who has no mentor, and none in sight."""

    member: Member
    was_mentored: bool
    joined_on: date | None
    """The faculty, as the roster has it."""
    joined_at: datetime | None
    """The workspace, where Rapport was there already."""


def people_alone(
    session: Session, *, team_id: str, left_out: str, asked: Collection[str], since: date, limit: int, offset: int
) -> list[AloneRow]:
    """Return some of the full members without a mentor: who has asked for one, who had one, who is junior or new.

    In this order, and by name. Whoever waits for an answer of theirs is among them: that they asked is not told here.

    Args:
        session: to read with.
        team_id: the workspace.
        left_out: the member who reads it.
        asked: the members of whom that reader has heard that they would like help.
        since: the day from which on somebody who joined is new.
        limit: so many at most.
        offset: after so many.
    """
    mine = col(Pair.mentee_id) == col(Member.id)
    is_mentored, was = exists().where(mine, col(Pair.state).in_(LIVE)), exists().where(mine, _IS_ENDED)
    begins = datetime.combine(since, time(), UTC)
    joined_on, joined_at = col(Profile.joined_on), col(Newcomer.joined_at)
    is_new = or_(joined_on >= since, and_(joined_on.is_(None), joined_at >= begins))
    has_asked = col(Member.id).in_(sorted(asked))
    wanted = (
        select(Member, was, joined_on, joined_at)
        .join(Profile, col(Profile.member_id) == col(Member.id), isouter=True)
        .join(Newcomer, col(Newcomer.member_id) == col(Member.id), isouter=True)
        .where(Member.team_id == team_id, Member.id != left_out, *are_full_members(), ~is_mentored)
        .where(or_(has_asked, was, col(Profile.rank).in_(JUNIOR), is_new))
        .order_by(case((has_asked, 0), (was, 1), else_=2), func.lower(Member.name), col(Member.id))
    )
    found = session.exec(wanted.limit(limit).offset(offset)).all()
    return [AloneRow(member, bool(was_mentored), on, at) for member, was_mentored, on, at in found]


def last_ends(session: Session, *, member_ids: Collection[str], now: datetime) -> dict[str, date]:
    """Return when the last of their mentors' pairs ended, by the mentee's id; one never mentored is left out."""
    ended = (
        select(Pair.mentee_id, func.min(Ending.ends_on))
        .join(Ending, col(Ending.pair_id) == col(Pair.id))
        .where(col(Pair.mentee_id).in_(member_ids), _IS_ENDED, Ending.tells_at <= now)
        .group_by(col(Pair.id), col(Pair.mentee_id))
    )
    last: dict[str, date] = {}
    for mentee_id, ends_on in session.exec(ended):
        last[mentee_id] = max(ends_on, last.get(mentee_id, ends_on))
    return last


_IS_ENDED = col(Pair.state) == PairState.ENDED
