"""What has been taken for one person, with what sending it needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from storage.conversations import DirectChannel
from storage.instants import clock
from storage.members import Member
from storage.picking import Pick
from storage.touchpoints import IS_READY, Touchpoint
from storage.vocabulary import TouchpointState

LEASE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
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
    free = select(col(Touchpoint.id)).where(IS_READY, col(Touchpoint.id).in_(ids)).with_for_update(skip_locked=True)
    taken = {"state": TouchpointState.LEASED, "lease_token": token, "lease_until": clock(session, plus=LEASE_SECONDS)}
    lease = update(Touchpoint).where(col(Touchpoint.id).in_(free)).values(taken).returning(Touchpoint)
    return list(session.scalars(lease, execution_options={"synchronize_session": False, "populate_existing": True}))


def parcels(session: Session, picks: Sequence[Pick], rows: Sequence[Touchpoint], token: str) -> tuple[Parcel, ...]:
    """Put what was taken together, person by person."""
    theirs: dict[str, list[Touchpoint]] = {}
    for row in sorted(rows, key=lambda row: (row.lane, row.due_at, row.id)):
        theirs.setdefault(row.member_id, []).append(row)
    people = (
        select(Member, col(DirectChannel.channel_id))
        .outerjoin(DirectChannel, col(DirectChannel.member_id) == col(Member.id))
        .where(col(Member.id).in_(theirs))
    )
    known = {member.id: (member, channel_id) for member, channel_id in session.execute(people)}
    return tuple(
        Parcel(*known[pick.member_id], tuple(theirs[pick.member_id]), pick.slot_at, token)
        for pick in picks
        if pick.member_id in theirs
    )
