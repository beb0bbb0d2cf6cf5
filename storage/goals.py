"""Goals of a pair: the tables and every query on them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new
from storage.vocabulary import Area, GoalState, Horizon, Side


class Goal(SQLModel, table=True):
    """One goal of one pair. Its words are the pair's own: sealed at rest, read by no report."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    title: str = Field(sa_type=EncryptedText)
    specific: str | None = Field(default=None, sa_type=EncryptedText)
    measure: str | None = Field(default=None, sa_type=EncryptedText)
    realistic: str | None = Field(default=None, sa_type=EncryptedText)
    why: str | None = Field(default=None, sa_type=EncryptedText)
    first_step: str | None = Field(default=None, sa_type=EncryptedText)
    support: str | None = Field(default=None, sa_type=EncryptedText)
    support_from: Side | None = Field(default=None, sa_type=words(Side))
    """Who gives the support; None when it is somebody else or nobody yet."""
    obstacle: str | None = Field(default=None, sa_type=EncryptedText)
    area: Area = Field(sa_type=words(Area))
    horizon: Horizon = Field(sa_type=words(Horizon))
    due_on: date | None = None
    state: GoalState = Field(default=GoalState.OPEN, sa_type=words(GoalState))
    revision: int = 1
    """Rises with every change; a form that was opened on an older one is refused."""
    changed_by_id: str = Field(foreign_key=key_of(Member))
    changed_at: datetime = Field(sa_type=UtcDateTime)


class GoalVersion(SQLModel, table=True):
    """What a goal said before a change, kept for the pair."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    goal_id: str = Field(foreign_key=key_of(Goal), index=True)
    revision: int
    changed_by_id: str = Field(foreign_key=key_of(Member))
    changed_at: datetime = Field(sa_type=UtcDateTime)
    words: str = Field(sa_type=EncryptedText)
    """The goal's fields as JSON, as they were in this revision."""


def open_goals(session: Session, *, pair_ids: Sequence[str], limit: int | None = None, offset: int = 0) -> list[Goal]:
    """Return the open goals of these pairs, or some: one query, the nearest due first, those without a date last."""
    due_on = col(Goal.due_on)
    wanted = select(Goal).where(col(Goal.pair_id).in_(pair_ids), col(Goal.state) == GoalState.OPEN)
    ordered = wanted.order_by(due_on.is_(None), due_on, col(Goal.changed_at), col(Goal.id))
    return list(session.exec(ordered.limit(limit).offset(offset)))


def past_goals(session: Session, *, pair_id: str, limit: int, offset: int) -> list[Goal]:
    """Return some of the pair's done and dropped goals, the latest change first."""
    wanted = select(Goal).where(Goal.pair_id == pair_id, col(Goal.state) != GoalState.OPEN)
    ordered = wanted.order_by(col(Goal.changed_at).desc(), col(Goal.id))
    return list(session.exec(ordered.limit(limit).offset(offset)))


def count_goals(session: Session, *, pair_id: str) -> tuple[int, int]:
    """Return how many goals of the pair are open, and how many are done or dropped: one query."""
    counted = select(Goal.state, func.count()).where(Goal.pair_id == pair_id).group_by(col(Goal.state))
    by_state = dict(session.exec(counted).all())
    still_open = by_state.pop(GoalState.OPEN, 0)
    return still_open, sum(by_state.values())


def goal_by_id(session: Session, *, goal_id: str, is_to_change: bool = False) -> Goal | None:
    """Return one goal, None when there is none of that id. One `is_to_change` waits until nobody else changes it."""
    wanted = select(Goal).where(Goal.id == goal_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_goal(session: Session, *, goal: Goal) -> bool:
    """Keep a goal and return whether it is new: one whose id is known stays as it stands."""
    session.flush()
    return insert_new(session, Goal, [goal.model_dump()], by=("id",)) == 1


def versions_of(session: Session, *, goal_id: str, limit: int, offset: int) -> list[GoalVersion]:
    """Return some of what a goal said before, the latest first."""
    wanted = select(GoalVersion).where(GoalVersion.goal_id == goal_id)
    ordered = wanted.order_by(col(GoalVersion.revision).desc(), col(GoalVersion.id))
    return list(session.exec(ordered.limit(limit).offset(offset)))


def count_versions(session: Session, *, goal_id: str) -> int:
    """Return how often a goal was changed."""
    return session.exec(select(func.count()).select_from(GoalVersion).where(GoalVersion.goal_id == goal_id)).one()
