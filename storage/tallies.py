"""How messages stand, counted over whole workspaces: for whoever watches over a running Rapport. Ids and words only."""

from datetime import datetime

from sqlalchemy import case, func, literal_column, select
from sqlmodel import Session, col
from sqlmodel import select as select_models

from storage.pace import Pace
from storage.records import record
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState


@record
class Tally:
    """The messages of one workspace that ended, or stand, in one way."""

    team_id: str
    state: TouchpointState
    outcome: str | None
    count: int
    retried: int
    """How many of them took more than one attempt."""


@record
class Backlog:
    """The messages of one workspace whose time has come and that nobody has taken yet."""

    team_id: str
    count: int
    oldest_at: datetime


def tallies(session: Session) -> list[Tally]:
    """Return how many messages stand where and why, in the order of workspaces, states and outcomes."""
    by = (col(Touchpoint.team_id), col(Touchpoint.state), col(Touchpoint.outcome))
    retried = func.sum(case((col(Touchpoint.attempts) > 1, 1), else_=0))
    counted = select(*by, func.count(), retried).group_by(*by).order_by(*by)
    return [Tally(*row) for row in session.connection().execute(counted)]


def backlogs(session: Session, *, now: datetime) -> list[Backlog]:
    """Return what is due and waits, in the order of workspaces that have any."""
    team_id, due_at = col(Touchpoint.team_id), col(Touchpoint.due_at)
    counted = (
        select(team_id, func.count(), func.min(due_at))
        # In the index's own words: SQLite uses a partial index only where it sees that the condition holds.
        .where(literal_column("touchpoint.state") == literal_column("'ready'"), due_at <= now)
        .group_by(team_id)
        .order_by(team_id)
    )
    return [Backlog(*row) for row in session.connection().execute(counted)]


def paces(session: Session) -> list[Pace]:
    """Return how fast messages go out to each workspace that ever had one, and what holds them up."""
    return list(session.exec(select_models(Pace).order_by(col(Pace.team_id))))
