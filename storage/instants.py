"""The machine's clock, by which leases, slots and heartbeats are reckoned: one for all processes on one database.

It is not the clock of people, which a demo may move: no instant of the one is ever compared with one of the other.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, bindparam, cast, extract, func, select, type_coerce
from sqlmodel import Session

from storage.columns import UtcDateTime

MICROSECONDS = 1_000_000


def machine_now(session: Session) -> datetime:
    """Return the present instant, aware, UTC: the server's on PostgreSQL, this machine's on SQLite."""
    return session.connection().execute(select(clock(session))).scalar_one()


def clock(session: Session, *, plus: float = 0.0) -> ColumnElement[datetime]:
    """Return the same instant, `plus` so many seconds, as an expression for statements of this session."""
    return clock_of(dialect_of(session), plus=plus)


def clock_of(dialect: str, *, plus: float = 0.0) -> ColumnElement[datetime]:
    """Return the same for statements on a database of that kind; it is read each time one runs.

    On PostgreSQL it is `clock_timestamp()` (postgresql.org/docs, date/time functions), the time at which the row is
    looked at: `now()` would be that of the transaction's start, which may lie before a long wait for a lock.
    """
    if dialect == "sqlite":
        later = timedelta(seconds=plus)
        return bindparam(None, callable_=lambda: datetime.now(UTC) + later, type_=UtcDateTime, unique=True)
    since_epoch = cast(extract("epoch", func.clock_timestamp()) * MICROSECONDS, BigInteger)
    return type_coerce(since_epoch + round(plus * MICROSECONDS), UtcDateTime)


def dialect_of(session: Session) -> str:
    """Return `sqlite` or `postgresql`."""
    return session.get_bind().dialect.name
