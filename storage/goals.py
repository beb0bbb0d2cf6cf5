"""Goals of a pair: the tables and every query on them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.columns import EncryptedText, UtcDateTime, new_id, words
from storage.vocabulary import Area, GoalState, Horizon, Side


class Goal(SQLModel, table=True):
    """One goal of one pair. Its words are the pair's own: sealed at rest, read by no report."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    author_id: str = Field(foreign_key="member.id")
    title: str = Field(sa_type=EncryptedText)
    specific: str | None = Field(default=None, sa_type=EncryptedText)
    measure: str | None = Field(default=None, sa_type=EncryptedText)
    realistic: str | None = Field(default=None, sa_type=EncryptedText)
    why: str | None = Field(default=None, sa_type=EncryptedText)
    first_step: str | None = Field(default=None, sa_type=EncryptedText)
    support: str | None = Field(default=None, sa_type=EncryptedText)
    support_from: Side | None = Field(default=None, sa_type=words(Side))
    """Who gives the support; None when it is somebody else or nobody yet."""
    area: Area = Field(sa_type=words(Area))
    horizon: Horizon = Field(sa_type=words(Horizon))
    due_on: date | None = None
    state: GoalState = Field(default=GoalState.OPEN, sa_type=words(GoalState))
    revision: int = 1
    """Rises with every change; a form that was opened on an older one is refused."""
    changed_by_id: str = Field(foreign_key="member.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class GoalVersion(SQLModel, table=True):
    """What a goal said before a change, kept for the pair."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    goal_id: str = Field(foreign_key="goal.id", index=True)
    revision: int
    changed_by_id: str = Field(foreign_key="member.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)
    words: str = Field(sa_type=EncryptedText)
    """The goal's fields as JSON, as they were in this revision."""
