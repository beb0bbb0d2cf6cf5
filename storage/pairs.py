"""Pairs: a mentor and a mentee, from the day on which somebody brings them together."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, func, or_, union
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import Select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, partial_index, words
from storage.installations import is_at_work
from storage.members import Member, are_full_members
from storage.records import record
from storage.vocabulary import Cadence, PairState

LIVE = (PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.ACTIVE)
"""In these two people are together, or may soon be."""
IS_LIVE = "state IN ('proposed', 'talking', 'held', 'active')"


class Pair(SQLModel, table=True):
    """One mentoring relationship. A person may be in many, on either side; the same two are never paired twice at once.

    Who declined is not kept, so that nobody can look it up.
    """

    __table_args__ = (partial_index("uq_pair_live", "mentor_id", "mentee_id", where=IS_LIVE, is_unique=True),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str = Field(index=True)
    mentor_id: str = Field(foreign_key=key_of(Member), index=True)
    mentee_id: str = Field(foreign_key=key_of(Member), index=True)
    proposed_by_id: str = Field(foreign_key=key_of(Member))
    """The facilitator who proposed the pair, or the mentee who asked for it."""
    cadence: Cadence = Field(default=Cadence.QUARTERLY, sa_type=words(Cadence))
    state: PairState = Field(default=PairState.PROPOSED, sa_type=words(PairState))
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    mentor_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mentee_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    talks_first: bool = False
    """A yes to the proposal is one to a first conversation, as the programme had it when they were proposed."""
    topic: str | None = Field(default=None, sa_type=EncryptedText)
    """The one thing it is about, where a mentee has a mentor for each of several; None for all of it."""
    consented_by_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """The facilitator who consented to it in spite of a conflict of interests."""


@record
class PairRow:
    """A pair with the two people in it, and whoever brought them together."""

    pair: Pair
    mentor: Member
    mentee: Member
    proposer: Member


def pair_row(session: Session, *, pair_id: str) -> PairRow | None:
    """Return one pair with its people, None when there is none of that id."""
    return next(iter(_rows(session, col(Pair.id) == pair_id)), None)


def live_pairs_of(session: Session, *, member_id: str) -> list[PairRow]:
    """Return every pair, proposed or active, that this member is in: one query, the oldest first."""
    is_in = or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id)
    return _rows(session, is_in, col(Pair.state).in_(LIVE))


def live_pairs_among(session: Session, *, member_ids: Collection[str]) -> list[PairRow]:
    """Return every pair, proposed or active, that one of these members is in: one query, the oldest first."""
    is_in = or_(col(Pair.mentor_id).in_(member_ids), col(Pair.mentee_id).in_(member_ids))
    return _rows(session, is_in, col(Pair.state).in_(LIVE))


def ended_pairs_of(session: Session, *, member_id: str) -> list[PairRow]:
    """Return every pair of this member that has come to its close: one query, the oldest first."""
    is_in = or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id)
    return _rows(session, is_in, col(Pair.state) == PairState.ENDED)


def pairs_begun_of(session: Session, *, member_id: str) -> list[PairRow]:
    """Return every pair that this member is in, and those that have come to their close: one query, the oldest first.

    One that never came about is left out.
    """
    is_in = or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id)
    return _rows(session, is_in, col(Pair.state).in_((*LIVE, PairState.ENDED)))


def pairs_ever_of(session: Session, *, member_id: str) -> list[PairRow]:
    """Return every pair that this member is or was in, or was proposed for: one query, the oldest first."""
    return _rows(session, or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id))


def count_people_in_pairs(session: Session, *, team_id: str) -> int:
    """Return how many people of a workspace are in a pair, proposed or active: each counts once."""
    are_live = (col(Pair.team_id) == team_id, col(Pair.state).in_(LIVE))
    people = union(select(Pair.mentor_id).where(*are_live), select(Pair.mentee_id).where(*are_live)).subquery()
    return session.exec(select(func.count()).select_from(people)).one()


def teams_with_pairs(session: Session) -> list[str]:
    """Return the ids of the workspaces in which there are, or were, pairs."""
    return list(session.exec(select(Pair.team_id).distinct().order_by(col(Pair.team_id))))


def full_members_in_pairs(session: Session, *, team_id: str) -> frozenset[str]:
    """Return the Slack ids of every active colleague who is in a pair, proposed or active: one query."""
    are_live = (col(Pair.team_id) == team_id, col(Pair.state).in_(LIVE))
    people = union(select(Pair.mentor_id).where(*are_live), select(Pair.mentee_id).where(*are_live))
    return frozenset(session.exec(select(Member.user_id).where(col(Member.id).in_(people), *are_full_members())))


def who_was_paired_with(session: Session, *, team_id: str, user_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return the Slack ids, mentor and mentee, of every pair that one of these people is or was in: one query."""
    mentor, mentee = aliased(Member), aliased(Member)
    wanted = (
        select(mentor.user_id, mentee.user_id)
        .select_from(Pair)
        .join(mentor, col(Pair.mentor_id) == mentor.id)
        .join(mentee, col(Pair.mentee_id) == mentee.id)
        .where(Pair.team_id == team_id, or_(col(mentor.user_id).in_(user_ids), col(mentee.user_id).in_(user_ids)))
    )
    return list(session.exec(wanted))


def count_mentees(session: Session, *, mentor_ids: Collection[str]) -> dict[str, int]:
    """Return how many mentees each of these mentors has or may soon have; one without any is left out."""
    wanted = select(Pair.mentor_id, func.count()).where(col(Pair.mentor_id).in_(mentor_ids), col(Pair.state).in_(LIVE))
    return dict(session.exec(wanted.group_by(col(Pair.mentor_id))).all())


def held_pairs(session: Session, *, team_id: str) -> list[PairRow]:
    """Return the pairs of a workspace that a conflict of interests holds up: one query, the oldest first."""
    return _rows(session, col(Pair.team_id) == team_id, col(Pair.state) == PairState.HELD)


def active_pairs_with(session: Session, *, member_ids: Collection[str]) -> list[Pair]:
    """Return every active pair that one of these members is in: one query."""
    is_in = or_(col(Pair.mentor_id).in_(member_ids), col(Pair.mentee_id).in_(member_ids))
    return list(session.exec(select(Pair).where(is_in, Pair.state == PairState.ACTIVE).order_by(col(Pair.id))))


def mentors_of_pairs(session: Session) -> list[Member]:
    """Return everybody who mentors somebody now, in whichever workspace: one query."""
    mentors = select(Pair.mentor_id).where(Pair.state == PairState.ACTIVE, is_at_work(col(Pair.team_id)))
    return list(session.exec(select(Member).where(col(Member.id).in_(mentors)).order_by(col(Member.id))))


def has_any_pair(session: Session, *, member_ids: Collection[str]) -> bool:
    """Return whether one of these members is, was or may soon be one of two."""
    is_in = or_(col(Pair.mentor_id).in_(member_ids), col(Pair.mentee_id).in_(member_ids))
    return session.exec(select(Pair.id).where(is_in).limit(1)).first() is not None


def live_pair_between(session: Session, *, member_ids: tuple[str, str]) -> Pair | None:
    """Return the pair, proposed or active, that these two are in, whoever of them is the mentor; None for none."""
    wanted = select(Pair).where(
        col(Pair.mentor_id).in_(member_ids), col(Pair.mentee_id).in_(member_ids), col(Pair.state).in_(LIVE)
    )
    return session.exec(wanted.limit(1)).one_or_none()


def lock_people(session: Session, *, member_ids: Collection[str]) -> None:
    """Let one transaction at a time decide about these people: two are not paired twice from two sides, say.

    They are locked in the order of their user ids, as the roster's sync does.
    """
    wanted = select(Member.id).where(col(Member.id).in_(member_ids)).order_by(col(Member.team_id), col(Member.user_id))
    session.exec(wanted.with_for_update()).all()


def lock_pair(session: Session, *, pair_id: str) -> None:
    """Let one transaction at a time decide about a pair. On SQLite every write transaction is alone anyway."""
    session.exec(select(Pair.id).where(Pair.id == pair_id).with_for_update()).one_or_none()


def _rows(session: Session, *conditions: ColumnElement[bool]) -> list[PairRow]:
    return [PairRow(*row) for row in session.exec(_with_people().where(*conditions))]


@cache
def _with_people() -> Select[Pair, Member, Member, Member]:
    """Return the statement that every look at pairs begins with: making its three aliases takes longer than asking."""
    mentor, mentee, proposer = aliased(Member), aliased(Member), aliased(Member)
    wanted = (
        select(Pair, mentor, mentee, proposer)
        .join(mentor, col(Pair.mentor_id) == mentor.id)
        .join(mentee, col(Pair.mentee_id) == mentee.id)
        .join(proposer, col(Pair.proposed_by_id) == proposer.id)
    )
    return wanted.order_by(col(Pair.proposed_at), col(Pair.id))
