"""Whose turn it is in a workspace: only looks, takes nothing."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import islice

from sqlalchemy import BindParameter, ColumnElement, Integer, Row, Select, and_, bindparam, func, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.columns import UtcDateTime
from storage.pace import Stride
from storage.records import record
from storage.touchpoints import IN_FLIGHT, IS_READY, Touchpoint
from storage.vocabulary import Lane, TouchpointKind

AHEAD = timedelta(seconds=1)
"""How long before its slot a message may be taken: time to look at it again and to write it."""
BACKLOG = timedelta(minutes=10)
OVERDRAWN = 4
"""Rows looked at for each slot, because several may be one person's."""
MOST_IN_A_DIGEST = 20
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime)


@record
class Wanted:
    """Of which workspace, due by when, in which lanes, for how many people at most."""

    team_id: str
    now: datetime
    lanes: Collection[Lane]
    most: int


@record
class Pick:
    """A message that has its turn, and its slot."""

    id: str
    member_id: str
    kind: TouchpointKind
    slot_at: datetime


@record
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


def is_due(lane: Lane, now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return the condition that a message of this lane is ready and due."""
    return and_(IS_READY, col(Touchpoint.lane) == lane, col(Touchpoint.due_at) <= now)


def companions(
    session: Session, wanted: Wanted, *, member_ids: Collection[str], kinds: Collection[TouchpointKind]
) -> list[str]:
    """Return the ids of what is due to these people and of these kinds, for each at most a digest's worth."""
    asked = {"people": list(member_ids), "now": wanted.now, "kinds": list(kinds), "lanes": list(wanted.lanes)}
    return list(session.connection().execute(_companions(), asked).scalars())


# A statement that is built once is also compiled and looked up once: claims are asked for all day long.


@cache
def in_turn(lane: Lane) -> Select[str, str, TouchpointKind]:
    """Return the query for what is due in a lane, in order, without anybody who has a message in flight.

    Its parameters are `team`, `now` and `most`.
    """
    flying = aliased(Touchpoint, name="flying")
    is_busy = select(col(flying.id)).where(
        text(f"flying.{IN_FLIGHT}"), col(flying.member_id) == col(Touchpoint.member_id)
    )
    due = select(col(Touchpoint.id), col(Touchpoint.member_id), col(Touchpoint.kind)).where(
        col(Touchpoint.team_id) == bindparam("team"), is_due(lane, NOW), ~is_busy.exists()
    )
    return due.order_by(col(Touchpoint.due_at), col(Touchpoint.id)).limit(bindparam("most", type_=Integer))


@cache
def _companions() -> Select[str]:
    order = (col(Touchpoint.lane), col(Touchpoint.due_at), col(Touchpoint.id))
    place = func.row_number().over(partition_by=col(Touchpoint.member_id), order_by=order)
    ranked = (
        select(col(Touchpoint.id), place.label("place"))
        .where(IS_READY, col(Touchpoint.member_id).in_(bindparam("people", expanding=True)))
        .where(col(Touchpoint.due_at) <= NOW, col(Touchpoint.kind).in_(bindparam("kinds", expanding=True)))
        .where(col(Touchpoint.lane).in_(bindparam("lanes", expanding=True)))
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.place <= MOST_IN_A_DIGEST)


@cache
def _planned_after() -> Select[str]:
    due = select(col(Touchpoint.id)).where(col(Touchpoint.team_id) == bindparam("team"), is_due(Lane.SCHEDULE, NOW))
    in_order = due.order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    return in_order.offset(bindparam("count", type_=Integer)).limit(1)


def _next(
    session: Session, lane: Lane, wanted: Wanted, slots: Sequence[datetime], *, apart_from: Sequence[Pick] = ()
) -> tuple[list[Pick], bool]:
    """Return who of a lane goes in these slots, and whether there may be more."""
    if lane not in wanted.lanes:
        return [], False
    most = OVERDRAWN * len(slots) + len(apart_from) + 1
    asked = {"team": wanted.team_id, "now": wanted.now, "most": most}
    rows = session.connection().execute(in_turn(lane), asked).all()
    served = {pick.member_id for pick in apart_from}
    people: dict[str, Row[str, str, TouchpointKind]] = {}
    for row in rows:
        if row.member_id not in served:
            people.setdefault(row.member_id, row)
    picks = [Pick(*row, slot) for row, slot in zip(people.values(), slots, strict=False)]
    return picks, len(people) > len(picks) or len(rows) == most


def _is_behind(session: Session, stride: Stride, wanted: Wanted) -> bool:
    """Whether more is due by the calendar than the slots of ten minutes can take; reads no more than those."""
    asked = {"team": wanted.team_id, "now": wanted.now, "count": BACKLOG // stride.interval}
    return session.connection().execute(_planned_after(), asked).first() is not None
