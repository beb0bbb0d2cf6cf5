"""Who sends what, and what became of it: messages and slots are taken together, so senders need not know each other."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, Update, func, or_, select, union_all, update
from sqlmodel import Session, col

from storage import pace, picking
from storage.changes import changed
from storage.installations import is_at_work
from storage.instants import clock
from storage.pace import Pace
from storage.parcels import Parcel, lease, parcels
from storage.picking import Wanted, is_due
from storage.records import record
from storage.settling import mark, postpone, settle, settle_sent
from storage.touchpoints import IS_IN_FLIGHT, IS_READY, IS_SENT, Touchpoint, ready_teams
from storage.vocabulary import Lane, TouchpointKind, TouchpointState

__all__ = [
    "Claim",
    "Parcel",
    "Reaped",
    "claim",
    "mark",
    "next_instant",
    "postpone",
    "reap",
    "sent_since",
    "settle",
    "settle_sent",
    "teams_due",
]

GRACE_SECONDS = 30.0
"""A message that was being sent when its lease ended is left alone for so long: its sender may only be slow."""
ABANDONED = "abandoned"


@record
class Claim:
    """What one sender has taken in one workspace."""

    parcels: tuple[Parcel, ...]
    wait_until: datetime | None
    """No slot is free before, by the machine's clock; None when nothing more is due."""
    at: datetime
    """The machine's clock when this was taken: on another machine, reckon waits from here."""
    interval: timedelta
    """Between two slots."""


@record
class Reaped:
    """How many messages of the dead go out again, and how many may have arrived."""

    ready: int
    doubtful: int


def teams_due(session: Session, *, now: datetime) -> list[str]:
    """Return the workspaces in which something is due at `now`, the one whose slots end first at the head."""
    team = ready_teams()
    of_team = select(col(Touchpoint.id)).where(col(Touchpoint.team_id) == team.c.team_id).correlate(team)
    has_due = or_(*(of_team.where(is_due(lane, now)).exists() for lane in Lane))
    wanted = select(team.c.team_id).outerjoin(Pace, col(Pace.team_id) == team.c.team_id).where(has_due)
    at_work = wanted.where(is_at_work(team.c.team_id))
    return list(session.scalars(at_work.order_by(col(Pace.next_slot_at).nulls_first(), team.c.team_id)))


def next_instant(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next ready message is due, later than `after`; None when there is none."""
    team, due_at = ready_teams(), col(Touchpoint.due_at)
    later = select(due_at).where(IS_READY, col(Touchpoint.team_id) == team.c.team_id, due_at > after).correlate(team)
    soonest = (later.where(col(Touchpoint.lane) == lane).order_by(due_at).limit(1).scalar_subquery() for lane in Lane)
    found = union_all(*(select(each.label("due_at")).select_from(team) for each in soonest)).subquery()
    soonest_at: datetime | None = session.scalar(select(func.min(found.c.due_at)))
    return soonest_at


def claim(
    session: Session,
    *,
    team_id: str,
    now: datetime,
    foldable: Collection[TouchpointKind],
    token: str,
    most: int = 8,
    interval_us: int | None = None,
    lanes: Collection[Lane] = tuple(Lane),
) -> Claim:
    """Take what is due in one workspace and has a slot within a second, in a transaction of its own.

    A person gets one parcel, and none while one is in flight. Nine statements, however much is due.

    Args:
        session: to write with.
        team_id: the workspace.
        now: the present instant of people's clock.
        foldable: the kinds of which all that one person has due goes out as one.
        token: by which the rows are ours for a minute; no other claim has the same.
        most: parcels at most.
        interval_us: the configured microseconds between two messages. None for the default.
        lanes: whose messages go out now.
    """
    stride = pace.lock(session, team_id=team_id, interval_us=interval_us)
    wanted = Wanted(team_id, now, lanes, min(most, 1) if stride.is_paused else most)
    found = picking.turns(session, stride, wanted)
    if not found.picks:
        return Claim((), found.ask_at, stride.now, stride.interval)
    next_slot_at = found.picks[-1].slot_at + stride.interval
    pace.take(session, team_id=team_id, next_slot_at=next_slot_at, is_paused=stride.is_paused)
    folding = {pick.member_id for pick in found.picks if pick.kind in foldable}
    ids = {pick.id for pick in found.picks}
    if folding:
        ids.update(picking.companions(session, wanted, member_ids=folding, kinds=foldable))
    rows = lease(session, ids, token)
    return Claim(parcels(session, found.picks, rows, token), found.ask_at, stride.now, stride.interval)


def reap(session: Session, *, once: Collection[TouchpointKind], at: datetime, is_sole_writer: bool = False) -> Reaped:
    """Take back what senders that have died had taken.

    Args:
        session: to write with.
        once: the kinds that rather never arrive than twice: when they were being sent, they become doubtful.
        at: the present instant of people's clock.
        is_sole_writer: no other process sends, and this one sends nothing yet: no lease needs to end first.
    """
    leased = _abandoned(session, TouchpointState.LEASED, after=None if is_sole_writer else 0.0)
    sending = _abandoned(session, TouchpointState.SENDING, after=None if is_sole_writer else GRACE_SECONDS)
    doubtful = {"state": TouchpointState.DOUBTFUL, "settled_at": at, "outcome": ABANDONED}
    again = {"state": TouchpointState.READY}
    of_once = col(Touchpoint.kind).in_(once)
    lost = changed(session, _among(sending.where(of_once)).values(doubtful))
    ready = changed(session, _among(sending.where(~of_once)).values(again))
    return Reaped(ready + changed(session, _among(leased).values(again)), lost)


def sent_since(
    session: Session, *, member_ids: Collection[str], kinds: Collection[TouchpointKind], since: datetime
) -> list[tuple[str, TouchpointKind, datetime]]:
    """Return (member id, kind, when) of what has reached these people since, the oldest first.

    A digest counts once, by the first of its rows. What somebody causes, one's own putting off included, does not.
    """
    row = Touchpoint
    is_scheduled = col(row.lane) == Lane.SCHEDULE
    leads = or_(col(row.digest_id).is_(None), col(row.digest_id) == col(row.id))
    theirs = select(col(row.member_id), col(row.kind), col(row.settled_at)).where(
        IS_SENT,
        col(row.member_id).in_(member_ids),
        col(row.settled_at) >= since,
        col(row.kind).in_(kinds),
        leads,
        is_scheduled,
    )
    found = session.connection().execute(theirs.order_by(col(row.settled_at), col(row.id)))
    return [(member_id, kind, settled_at) for member_id, kind, settled_at in found if settled_at]


def _abandoned(session: Session, state: TouchpointState, *, after: float | None) -> Select[str]:
    """Return the ids of what stands so since its lease ended `after` so many seconds; None for all."""
    ids = select(col(Touchpoint.id)).where(IS_IN_FLIGHT, col(Touchpoint.state) == state)
    if after is not None:
        ids = ids.where(col(Touchpoint.lease_until) < clock(session, plus=-after))
    return ids.with_for_update(skip_locked=True)


def _among(ids: Select[str]) -> Update:
    return update(Touchpoint).where(col(Touchpoint.id).in_(ids))
