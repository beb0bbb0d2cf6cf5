"""Milestones: days that somebody's career is marked by, on a time line of their own."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.upsert import insert_new
from storage.vocabulary import MilestoneKind, MilestoneState


class Milestone(SQLModel, table=True):
    """One day of one member's time line: theirs alone, unless they let mentors of theirs read it."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    member_id: str = Field(foreign_key=key_of(Member), index=True)
    kind: MilestoneKind = Field(sa_type=words(MilestoneKind))
    title: str | None = Field(default=None, sa_type=EncryptedText)
    falls_on: date
    moved_from: date | None = None
    """The day on which it was to be before it was moved last."""
    state: MilestoneState = Field(default=MilestoneState.AHEAD, sa_type=words(MilestoneState))
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When its owner said that it is done, or dropped."""
    readers: str = Field(sa_type=EncryptedText)
    """The pairs whose mentor may read it, as JSON."""
    revision: int = 1
    """Rises when it has another day: the message about an earlier one is pointless."""


def milestones_of(session: Session, *, member_id: str) -> list[Milestone]:
    """Return everything on one member's time line, in the order of its days."""
    theirs = select(Milestone).where(Milestone.member_id == member_id)
    return list(session.exec(theirs.order_by(col(Milestone.falls_on), col(Milestone.id))))


def milestone_by_id(session: Session, *, milestone_id: str, is_to_change: bool = False) -> Milestone | None:
    """Return one milestone, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Milestone).where(Milestone.id == milestone_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_milestone(session: Session, *, milestone: Milestone) -> bool:
    """Keep a milestone and return whether it is new: one whose id is known stays as it stands."""
    return insert_new(session, Milestone, [milestone.model_dump()], by=("id",)) == 1


def count_milestones(session: Session, *, member_id: str) -> int:
    """Return how many there are on one member's time line."""
    return session.exec(select(func.count()).select_from(Milestone).where(Milestone.member_id == member_id)).one()


def promoted_since(session: Session, *, member_ids: set[str], since: datetime) -> frozenset[str]:
    """Return which of these members have said since then that a review for promotion of theirs is done: one query."""
    done = (Milestone.kind == MilestoneKind.PROMOTION, Milestone.state == MilestoneState.DONE)
    theirs = select(Milestone.member_id).where(col(Milestone.member_id).in_(member_ids), *done)
    return frozenset(session.exec(theirs.where(col(Milestone.settled_at) >= since)))
