"""What happens to messages between their time and their end: taken, marked, settled, reaped, forgotten.

Each function opens one transaction, and none of them calls Slack: what is sent is sent by the clockwork in between.
"""

import random
import time
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.delivery import PERSON_GAP, Obstacle, Road, Verdict, block_seconds
from bot.domain.touchpoints import FOLDABLE, ROUNDS, SENT_ONCE
from storage import outbox, pace, touchpoints
from storage.conversations import forget_direct_channel, keep_direct_channel
from storage.installations import installed_teams, teams_at_rest
from storage.outbox import Parcel, Reaped
from storage.records import record
from storage.touchpoints import Touchpoint
from storage.vocabulary import Lane, TouchpointState

KEPT = timedelta(days=400)
"""How long it is remembered what became of a message: a year, and some weeks to look back on it."""
PRUNED_AT_ONCE = 1_000

Verdicts = Iterable[tuple[Touchpoint, Verdict]]


@record
class Taken:
    """What one claim gave."""

    parcels: tuple[tuple[Parcel, float], ...] = ()
    """Each with its slot, in monotonic seconds: the machine's clock may differ from the database's."""
    step_seconds: float = 0.0
    """Between two slots of this workspace."""
    wait_seconds: float | None = None
    """How long no slot is free in this workspace; None when that is not what anything waits for."""


def teams(deps: Deps, *, own: str) -> list[str]:
    """Return every workspace in which Rapport is installed and wanted; `own` where none is known at all."""
    with deps.db.read() as session:
        known, at_rest = installed_teams(session), teams_at_rest(session)
    return [team_id for team_id in known if team_id not in at_rest] if known else [own]


def teams_due(deps: Deps, *, now: datetime) -> list[str]:
    """Return the workspaces in which a message is due, the one that has waited longest for its turn first."""
    with deps.db.read() as session:
        return outbox.teams_due(session, now=now)


def next_instant(deps: Deps, *, after: datetime) -> datetime | None:
    """Return when the first message that is ready and due `after` that instant is due; None when there is none."""
    with deps.db.read() as session:
        return outbox.next_instant(session, after=after)


def take(
    deps: Deps,
    *,
    team_id: str,
    now: datetime,
    token: str,
    most: int,
    interval_us: int | None = None,
    lanes: Collection[Lane] = tuple(Lane),
) -> Taken:
    """Claim what is due in one workspace, and a slot for each.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        now: the present instant, on people's clock.
        token: names this claim's rows as its sender's; a fresh one each time.
        most: how many messages at most.
        interval_us: the time between two messages; None for the usual.
        lanes: whose messages.
    """
    with deps.db.begin() as session:
        claim = outbox.claim(
            session,
            team_id=team_id,
            now=now,
            foldable=FOLDABLE,
            token=token,
            most=most,
            interval_us=interval_us,
            lanes=lanes,
        )
    began = time.monotonic()
    slots = tuple((parcel, began + (parcel.slot_at - claim.at).total_seconds()) for parcel in claim.parcels)
    wait_seconds = (claim.wait_until - claim.at).total_seconds() if claim.wait_until else None
    return Taken(slots, claim.interval.total_seconds(), wait_seconds)


def mark(deps: Deps, parcel: Parcel) -> Parcel:
    """Note, before Slack is called, that these messages are being sent; return those that are still ours."""
    with deps.db.begin() as session:
        ours = outbox.mark(session, parcel=parcel)
    return replace(parcel, rows=tuple(row for row in parcel.rows if row.id in ours))


def settle(deps: Deps, parcel: Parcel, verdicts: Verdicts, *, at: datetime, obstacle: Obstacle | None = None) -> bool:
    """Note what became of messages that were not sent, judged at the instant `at`, and what holds up their workspace.

    Returns:
        Whether its token has just begun to be refused: somebody has to hear of that.
    """
    with deps.db.begin() as session:
        begins = _hold_up(session, parcel.member.team_id, obstacle) if obstacle else False
        for row, verdict in verdicts:
            _settle_one(session, parcel, row, verdict, at=at)
    return begins


def settle_sent(deps: Deps, parcel: Parcel, *, channel_id: str | None, ts: str, at: datetime) -> frozenset[str]:
    """Note that a parcel was sent as one message; return the ids of the rows that nobody else had settled.

    `channel_id` is the conversation in which its person was reached, None where it went elsewhere.
    """
    member = parcel.member
    with deps.db.begin() as session:
        pace.note_success(session, team_id=member.team_id)
        ids = [row.id for row in parcel.rows]
        settled = outbox.settle_sent(session, parcel=parcel, ids=ids, ts=ts, at=at, gap=PERSON_GAP)
        if settled and channel_id and channel_id != parcel.channel_id:
            keep_direct_channel(session, team_id=member.team_id, member_id=member.id, channel_id=channel_id)
    return settled


def forget_channel(deps: Deps, parcel: Parcel) -> Parcel:
    """Forget where messages to this person stand, since Slack no longer knows that place; return the parcel so."""
    with deps.db.begin() as session:
        forget_direct_channel(session, member_id=parcel.member.id)
    return replace(parcel, channel_id=None)


def reap(deps: Deps, *, is_sole_writer: bool = False) -> Reaped:
    """Settle what senders that died or froze have left behind.

    With `is_sole_writer` nobody else can be sending: only for the start of the one process on a SQLite file.
    """
    with deps.db.begin() as session:
        return outbox.reap(session, once=SENT_ONCE, at=deps.clock.now(), is_sole_writer=is_sole_writer)


def expire(deps: Deps, *, now: datetime) -> tuple[int, int]:
    """Skip what has become pointless by `now`, and what was planned anew since; return how many of each."""
    with deps.db.begin() as session:
        return touchpoints.expire(session, now=now), touchpoints.coalesce(session, now=now, rounds=ROUNDS)


def prune(deps: Deps) -> int:
    """Delete what was settled more than 400 days ago; return how many rows that were.

    A thousand rows at a time, each in a transaction of its own: on SQLite, whoever writes keeps all others waiting.
    """
    before, total, gone = deps.clock.now() - KEPT, 0, PRUNED_AT_ONCE
    while gone == PRUNED_AT_ONCE:
        with deps.db.begin() as session:
            gone = touchpoints.prune(session, before=before, most=PRUNED_AT_ONCE)
        total += gone
    return total


def ease(deps: Deps) -> int:
    """Let workspaces that have been quiet for a minute go a little faster again; return how many. For once a minute."""
    with deps.db.begin() as session:
        return pace.ease(session)


def counts(deps: Deps, *, team_id: str) -> dict[TouchpointState, int]:
    """Return how many messages stand where; a state without any is absent."""
    with deps.db.read() as session:
        return touchpoints.count_by_state(session, team_id=team_id)


def _settle_one(session: Session, parcel: Parcel, row: Touchpoint, verdict: Verdict, *, at: datetime) -> None:
    if verdict.state is TouchpointState.READY:
        attempts = row.attempts + verdict.is_counted
        until = at + verdict.delay if verdict.delay else row.due_at
        outbox.postpone(session, touchpoint_id=row.id, token=parcel.token, until=until, attempts=attempts)
    else:
        outbox.settle(
            session, touchpoint_id=row.id, token=parcel.token, state=verdict.state, at=at, outcome=verdict.outcome
        )


def _hold_up(session: Session, team_id: str, obstacle: Obstacle) -> bool:
    """Let a workspace wait; return whether its token has just begun to be refused."""
    if obstacle.road is Road.REFUSED:
        return pace.pause(session, team_id=team_id, reason=obstacle.reason)
    if obstacle.road is Road.BUSY:
        pace.slow_down(session, team_id=team_id)
        pace.block(session, team_id=team_id, seconds=obstacle.seconds)
    else:
        troubles = pace.note_trouble(session, team_id=team_id)
        pace.block(session, team_id=team_id, seconds=block_seconds(troubles, share=random.random()))  # noqa: S311 - no secret
    return False
