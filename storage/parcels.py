"""What has been taken for one person, with what sending it needs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import BindParameter, Select, Table, bindparam, inspect, select, update
from sqlalchemy.sql.selectable import ExecutableReturnsRows
from sqlmodel import Session, col

from storage.conversations import DirectChannel
from storage.instants import clock_of, dialect_of
from storage.members import Member
from storage.picking import Pick
from storage.records import record
from storage.touchpoints import IS_READY, Touchpoint
from storage.vocabulary import TouchpointState

LEASE_SECONDS = 60.0


@record
class Parcel:
    """What goes out to one person in one slot: usually one message."""

    member: Member
    channel_id: str | None
    """Where messages to this member stand, None while nothing has been sent."""
    rows: tuple[Touchpoint, ...]
    """Those of people first, then by the time they were due; `attempts` without this one."""
    slot_at: datetime
    """Not sent before this instant of the machine's clock."""
    token: str
    """By which these rows are ours."""


def lease(session: Session, ids: Collection[str], token: str) -> list[Touchpoint]:
    """Take these messages under that token, but for those that another transaction is about to change."""
    return list(session.execute(_lease(dialect_of(session)), {"ids": list(ids), "token": token}).scalars())


def parcels(session: Session, picks: Sequence[Pick], rows: Sequence[Touchpoint], token: str) -> tuple[Parcel, ...]:
    """Put what was taken together, person by person."""
    theirs: dict[str, list[Touchpoint]] = {}
    for row in sorted(rows, key=lambda row: (row.lane, row.due_at, row.id)):
        theirs.setdefault(row.member_id, []).append(row)
    people = session.execute(_people(), {"people": list(theirs)})
    known = {member.id: (member, channel_id) for member, channel_id in people}
    return tuple(
        Parcel(*known[pick.member_id], tuple(theirs[pick.member_id]), pick.slot_at, token)
        for pick in picks
        if pick.member_id in theirs
    )


@cache
def _lease(dialect: str) -> ExecutableReturnsRows:
    ids: BindParameter[str] = bindparam("ids", expanding=True)
    free = select(col(Touchpoint.id)).where(IS_READY, col(Touchpoint.id).in_(ids)).with_for_update(skip_locked=True)
    taken = {
        Touchpoint.state: TouchpointState.LEASED,
        Touchpoint.lease_token: bindparam("token"),
        Touchpoint.lease_until: clock_of(dialect, plus=LEASE_SECONDS),
    }
    table = cast("Table", inspect(Touchpoint).local_table)
    lease = update(table).where(table.c.id.in_(free)).values(taken).returning(table)
    return select(Touchpoint).from_statement(lease).execution_options(populate_existing=True)


@cache
def _people() -> Select[Member, str]:
    return (
        select(Member, col(DirectChannel.channel_id))
        .outerjoin(DirectChannel, col(DirectChannel.member_id) == col(Member.id))
        .where(col(Member.id).in_(bindparam("people", expanding=True)))
    )
