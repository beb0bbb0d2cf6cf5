"""Pairs: a mentor and a mentee whom a facilitator has brought together."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Index, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime, new_id, words
from storage.members import Member
from storage.vocabulary import Cadence, PairState


class Pair(SQLModel, table=True):
    """One mentoring relationship. A person may be in many, on either side; the same two are never paired twice at once.

    Who declined is not kept, so that nobody can look it up.
    """

    __table_args__ = (
        Index(
            "uq_pair_live",
            "mentor_id",
            "mentee_id",
            unique=True,
            sqlite_where=text("state IN ('proposed', 'active')"),
            postgresql_where=text("state IN ('proposed', 'active')"),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str = Field(index=True)
    mentor_id: str = Field(foreign_key="member.id", index=True)
    mentee_id: str = Field(foreign_key="member.id", index=True)
    proposed_by_id: str = Field(foreign_key="member.id")
    """The facilitator who proposed the pair."""
    cadence: Cadence = Field(default=Cadence.QUARTERLY, sa_type=words(Cadence))
    state: PairState = Field(default=PairState.PROPOSED, sa_type=words(PairState))
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    mentor_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mentee_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with the two people in it."""

    pair: Pair
    mentor: Member
    mentee: Member


def pair_row(session: Session, *, pair_id: str) -> PairRow | None:
    """Return one pair with its people, None when there is none of that id."""
    return next(iter(_rows(session, col(Pair.id) == pair_id)), None)


def live_pairs_of(session: Session, *, member_id: str) -> list[PairRow]:
    """Return every pair, proposed or active, that this member is in: one query, the oldest first."""
    is_in = or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id)
    is_live = col(Pair.state).in_([PairState.PROPOSED, PairState.ACTIVE])
    return _rows(session, is_in, is_live)


def lock_pair(session: Session, *, pair_id: str) -> None:
    """Let one transaction at a time decide about a pair. On SQLite every write transaction is alone anyway."""
    session.exec(select(Pair.id).where(Pair.id == pair_id).with_for_update()).one_or_none()


def _rows(session: Session, *conditions: ColumnElement[bool]) -> list[PairRow]:
    mentor, mentee = aliased(Member), aliased(Member)
    wanted = (
        select(Pair, mentor, mentee)
        .join(mentor, col(Pair.mentor_id) == mentor.id)
        .join(mentee, col(Pair.mentee_id) == mentee.id)
        .where(*conditions)
        .order_by(col(Pair.proposed_at), col(Pair.id))
    )
    return [PairRow(*row) for row in session.exec(wanted)]
