"""How delivery stands, for whoever watches over a running Rapport: counts, lags and reasons, nobody's name or text."""

from collections.abc import Iterable
from datetime import datetime

from bot.deps import Deps
from storage import clockwork
from storage.instants import machine_now
from storage.pace import INTERVAL_US, Pace
from storage.records import record
from storage.tallies import Backlog, Tally, backlogs, paces, tallies
from storage.vocabulary import TouchpointState as State

MICROSECONDS = 1_000_000


@record
class WorkspaceStatus:
    """The messages of one workspace, and what keeps them waiting."""

    team_id: str
    due: int
    """Their time has come, and nobody has taken them yet."""
    lag_seconds: float
    """How long the oldest of those has been due; 0 when there is none."""
    planned: int
    in_flight: int
    sent: int
    retried: int
    """Took more than one attempt, whatever came of it."""
    doubtful: int
    failed: int
    dropped: dict[str, int]
    """How many were not sent, by reason."""
    failures: dict[str, int]
    """How many failed, by Slack's word for it."""
    seconds_between: float
    """Two messages: the pace at present."""
    blocked_seconds: float
    """Until Slack may be asked again; 0 when it may be."""
    paused: str | None
    """Why nothing goes out at all, in Slack's word."""


@record
class Silence:
    """A round of a process that has missed three beats."""

    process: str
    round: str
    seconds: float


def workspaces(deps: Deps) -> list[WorkspaceStatus]:
    """Return how the messages of each workspace stand at this moment."""
    now = deps.clock.now()
    with deps.db.read() as session:
        counted, waiting, at = tallies(session), backlogs(session, now=now), machine_now(session)
        kept = {pace.team_id: pace for pace in paces(session)}
    overdue = {backlog.team_id: backlog for backlog in waiting}
    teams = sorted({*kept, *(tally.team_id for tally in counted)})
    return [
        _status(team, [tally for tally in counted if tally.team_id == team], overdue.get(team), now, kept.get(team), at)
        for team in teams
    ]


def silences(deps: Deps) -> list[Silence]:
    """Return the rounds of processes that should come round and do not: of one that was killed, or hangs."""
    with deps.db.read() as session:
        return [Silence(beat.owner, beat.name, beat.seconds) for beat in clockwork.silent(session)]


def _status(
    team_id: str, counted: list[Tally], backlog: Backlog | None, now: datetime, pace: Pace | None, at: datetime
) -> WorkspaceStatus:
    due = backlog.count if backlog else 0
    blocked_until = pace.blocked_until if pace else None
    return WorkspaceStatus(
        team_id=team_id,
        due=due,
        lag_seconds=(now - backlog.oldest_at).total_seconds() if backlog else 0.0,
        planned=_count(counted, State.READY) - due,
        in_flight=_count(counted, State.LEASED, State.SENDING),
        sent=_count(counted, State.SENT),
        retried=sum(tally.retried for tally in counted),
        doubtful=_count(counted, State.DOUBTFUL),
        failed=_count(counted, State.FAILED),
        dropped=_reasons(counted, State.SKIPPED),
        failures=_reasons(counted, State.FAILED),
        seconds_between=(pace.interval_us if pace else INTERVAL_US) / MICROSECONDS,
        blocked_seconds=max((blocked_until - at).total_seconds(), 0.0) if blocked_until else 0.0,
        paused=pace.paused_reason if pace else None,
    )


def _count(counted: Iterable[Tally], *states: State) -> int:
    return sum(tally.count for tally in counted if tally.state in states)


def _reasons(counted: Iterable[Tally], state: State) -> dict[str, int]:
    """Return counts by reason, the most frequent first."""
    found = [(tally.outcome or "unknown", tally.count) for tally in counted if tally.state is state]
    return dict(sorted(found, key=lambda reason: (-reason[1], reason[0])))
