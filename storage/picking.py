"""Whose turn it is in a workspace: only looks, takes nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.pace import Stride
from storage.touchpoints import IN_FLIGHT, IS_READY, Touchpoint
from storage.vocabulary import Lane, TouchpointKind

AHEAD = timedelta(seconds=1)
"""How long before its slot a message may be taken: time to look at it again and to write it."""
BACKLOG = timedelta(minutes=10)
OVERDRAWN = 4
"""Rows looked at for each slot, because several may be one person's."""
MOST_IN_A_DIGEST = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which workspace, due by when, in which lanes, for how many people at most."""

    team_id: str
    now: datetime
    lanes: Collection[Lane]
    most: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A message that has its turn, and its slot."""

    id: str
    member_id: str
    kind: TouchpointKind
    slot_at: datetime


@dataclass(frozen=True, slots=True)
class Turns:
    """Whose turn it is, by their slots, and when to ask again: None when nothing more is due."""

    picks: tuple[Pick, ...]
    ask_at: datetime | None


def turns(session: Session, stride: Stride, wanted: Wanted) -> Turns:
    """Return one message of each person whose turn it is: those of people first, then by the time they are due.

    When ten minutes of slots are too few for what the calendar has left due, that lane has every second slot only.
    """
    slots = list(islice(stride.slots(ahead=AHEAD), 2 * wanted.most))
    if not slots:
        return Turns((), stride.free_at - AHEAD)
    first, has_more = _next(session, Lane.PERSON, wanted, slots[: wanted.most])
    rest, is_halved = slots[len(first) :], False
    if Lane.SCHEDULE in wanted.lanes and len(first) < wanted.most:
        is_halved = _is_behind(session, stride, wanted)
        rest = [slot for slot in rest if stride.is_even(slot)] if is_halved else rest
    then, has_more_planned = _next(session, Lane.SCHEDULE, wanted, rest[: wanted.most - len(first)], apart_from=first)
    picks = (*first, *then)
    if not (has_more or has_more_planned):
        return Turns(picks, None)
    is_between = is_halved and not has_more and len(picks) < wanted.most
    last = picks[-1].slot_at if len(picks) == wanted.most else slots[-1]
    return Turns(picks, stride.next_even(last) if is_between else last + stride.interval - AHEAD)


def in_turn(wanted: Wanted, lane: Lane) -> Select[str, str, TouchpointKind]:
    """Return the query for what is due in a lane, in order, without anybody who has a message in flight."""
    flying = aliased(Touchpoint, name="flying")
    is_busy = select(col(flying.id)).where(
        text(f"flying.{IN_FLIGHT}"), col(flying.member_id) == col(Touchpoint.member_id)
    )
    due = select(col(Touchpoint.id), col(Touchpoint.member_id), col(Touchpoint.kind)).where(
        col(Touchpoint.team_id) == wanted.team_id, is_due(lane, wanted.now), ~is_busy.exists()
    )
    return due.order_by(col(Touchpoint.due_at), col(Touchpoint.id))


def is_due(lane: Lane, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a message of this lane is ready and due."""
    return and_(IS_READY, col(Touchpoint.lane) == lane, col(Touchpoint.due_at) <= now)


def companions(
    session: Session, wanted: Wanted, *, member_ids: Collection[str], kinds: Collection[TouchpointKind]
) -> list[str]:
    """Return the ids of what is due to these people and of these kinds, for each at most a digest's worth."""
    order = (col(Touchpoint.lane), col(Touchpoint.due_at), col(Touchpoint.id))
    place = func.row_number().over(partition_by=col(Touchpoint.member_id), order_by=order)
    ranked = (
        select(col(Touchpoint.id), place.label("place"))
        .where(IS_READY, col(Touchpoint.member_id).in_(member_ids), col(Touchpoint.due_at) <= wanted.now)
        .where(col(Touchpoint.kind).in_(kinds), col(Touchpoint.lane).in_(wanted.lanes))
        .subquery()
    )
    return list(session.scalars(select(ranked.c.id).where(ranked.c.place <= MOST_IN_A_DIGEST)))


def _next(
    session: Session, lane: Lane, wanted: Wanted, slots: Sequence[datetime], *, apart_from: Sequence[Pick] = ()
) -> tuple[list[Pick], bool]:
    """Return who of a lane goes in these slots, and whether there may be more."""
    if lane not in wanted.lanes:
        return [], False
    most = OVERDRAWN * len(slots) + len(apart_from) + 1
    rows = session.connection().execute(in_turn(wanted, lane).limit(most)).all()
    served = {pick.member_id for pick in apart_from}
    people: dict[str, Row[str, str, TouchpointKind]] = {}
    for row in rows:
        if row.member_id not in served:
            people.setdefault(row.member_id, row)
    picks = [Pick(*row, slot) for row, slot in zip(people.values(), slots, strict=False)]
    return picks, len(people) > len(picks) or len(rows) == most


def _is_behind(session: Session, stride: Stride, wanted: Wanted) -> bool:
    """Whether more is due by the calendar than the slots of ten minutes can take; reads no more than those."""
    due = select(col(Touchpoint.id)).where(col(Touchpoint.team_id) == wanted.team_id, is_due(Lane.SCHEDULE, wanted.now))
    last = due.order_by(col(Touchpoint.due_at), col(Touchpoint.id)).offset(BACKLOG // stride.interval).limit(1)
    return session.connection().execute(last).first() is not None
