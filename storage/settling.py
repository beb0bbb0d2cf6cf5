"""What becomes of messages that a sender has taken; of rows that are not its own any more it changes none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import BigInteger, ColumnElement, Update, bindparam, func, select, update
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from storage.changes import changed
from storage.columns import EPOCH, MICROSECOND
from storage.instants import clock_of, dialect_of
from storage.parcels import LEASE_SECONDS, Parcel
from storage.touchpoints import IS_IN_FLIGHT, IS_READY, Touchpoint
from storage.vocabulary import TouchpointState

OURS_STILL = (TouchpointState.SENDING, TouchpointState.READY, TouchpointState.DOUBTFUL, TouchpointState.SKIPPED)
"""Where a message that we have sent may stand by now, when nobody else has taken it since."""


def mark(session: Session, *, parcel: Parcel) -> frozenset[str]:
    """Note that Slack is about to be asked, and count the attempt; return the ids of the rows that are ours still."""
    asked = {"ids": [row.id for row in parcel.rows], "token": parcel.token}
    return frozenset(session.connection().execute(_mark(dialect_of(session)), asked).scalars())


def settle_sent(
    session: Session, *, parcel: Parcel, ids: Sequence[str], ts: str, at: datetime, gap: timedelta
) -> frozenset[str]:
    """Note that Slack took these rows as one message; return the ids that we could settle: the others are not ours.

    What was given up meanwhile, but taken by nobody else, is sent all the same. The person's next message then waits
    until Slack takes another in their conversation.

    Args:
        session: to write with.
        parcel: whose rows they are.
        ids: the first is the one by which a digest counts.
        ts: Slack's name for the message.
        at: the present instant of people's clock.
        gap: how long after it Slack takes the next message in one conversation.
    """
    digest_id = ids[0] if len(ids) > 1 else None
    known = {"ids": list(ids), "token": parcel.token, "digest": digest_id, "ts": ts, "at": at}
    settled = frozenset(session.connection().execute(_settle_sent(), known).scalars())
    free_at = at + gap
    held = {"person": parcel.member.id, "until": free_at, "until_us": (free_at - EPOCH) // MICROSECOND}
    session.connection().execute(_hold_back(), held)
    return settled


def settle(
    session: Session, *, touchpoint_id: str, token: str, state: TouchpointState, at: datetime, outcome: str | None
) -> bool:
    """Note that a message is not sent, or that nobody knows; return False when it is not ours any more."""
    return _change_ours(session, touchpoint_id, token, state=state, settled_at=at, outcome=outcome)


def postpone(session: Session, *, touchpoint_id: str, token: str, until: datetime, attempts: int) -> bool:
    """Put a message back, due at another time, with so many attempts; return False when it is not ours any more."""
    return _change_ours(session, touchpoint_id, token, state=TouchpointState.READY, due_at=until, attempts=attempts)


def _change_ours(session: Session, touchpoint_id: str, token: str, **values: object) -> bool:
    ours = update(Touchpoint).where(
        IS_IN_FLIGHT, col(Touchpoint.id) == touchpoint_id, col(Touchpoint.lease_token) == token
    )
    return changed(session, ours.values(values)) == 1


# A statement that is built once is also compiled and looked up once: messages are sent all day long.


@cache
def _mark(dialect: str) -> ReturningUpdate[str]:
    sending = {
        Touchpoint.state: TouchpointState.SENDING,
        Touchpoint.attempts: col(Touchpoint.attempts) + 1,
        Touchpoint.lease_until: clock_of(dialect, plus=LEASE_SECONDS),
    }
    ours = update(Touchpoint).where(*_held(), col(Touchpoint.state) == TouchpointState.LEASED)
    return ours.values(sending).returning(col(Touchpoint.id))


@cache
def _settle_sent() -> ReturningUpdate[str]:
    sent: dict[object, object] = {
        Touchpoint.state: TouchpointState.SENT,
        Touchpoint.outcome: None,
        Touchpoint.settled_at: bindparam("at"),
        Touchpoint.digest_id: bindparam("digest"),
        Touchpoint.slack_ts: bindparam("ts"),
    }
    ours = update(Touchpoint).where(*_held(), col(Touchpoint.state).in_(OURS_STILL))
    return ours.values(sent).returning(col(Touchpoint.id))


def _held() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Touchpoint.id).in_(bindparam("ids", expanding=True)),
        col(Touchpoint.lease_token) == bindparam("token"),
    )


@cache
def _hold_back() -> Update:
    """Return the statement after which nothing of `person` is due before `until`.

    What was keeps its order, a microsecond apart.
    """
    due_at = col(Touchpoint.due_at)
    early = select(col(Touchpoint.id), due_at).where(
        IS_READY, col(Touchpoint.member_id) == bindparam("person"), due_at < bindparam("until")
    )
    free = early.with_for_update(skip_locked=True).subquery()
    place = func.row_number().over(order_by=(free.c.due_at, free.c.id))
    ordered = select(free.c.id, place.label("place")).subquery("ordered")
    later = bindparam("until_us", type_=BigInteger) + ordered.c.place
    return update(Touchpoint).where(col(Touchpoint.id) == ordered.c.id).values(due_at=later)
