"""How fast messages go out to one workspace: slots, reserved by whoever sends next, so that senders need not meet."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, or_, select, update
from sqlmodel import Field, Session, SQLModel, col

from storage.changes import changed
from storage.columns import EPOCH, MICROSECOND, UtcDateTime
from storage.instants import clock, clock_of, dialect_of
from storage.records import record
from storage.upsert import insert_new

INTERVAL_US = 1_050_000
"""Slack takes about one message a second (docs.slack.dev/apis/web-api/rate-limits); a little more."""
LONGEST_INTERVAL_US = 60_000_000
SLOWER_BY, FASTER_BY = 20, 100
"""Shares of the time between two messages: a twentieth more after each 429, a hundredth less a quiet minute."""
QUIET_SECONDS = 60.0
PAUSE_SECONDS = 600.0
"""A workspace that refused its token is asked again so often, with one message."""


class Pace(SQLModel, table=True):
    """The next free slot of one workspace, and what keeps it waiting. Every instant is the database's own clock."""

    team_id: str = Field(primary_key=True)
    next_slot_at: datetime = Field(sa_type=UtcDateTime)
    interval_us: int = INTERVAL_US
    """Microseconds between two messages. Grows with each 429, comes back slowly."""
    blocked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Slack said when to come again, or could not be reached."""
    troubles: int = 0
    """How often in a row Slack could not be reached."""
    paused_reason: str | None = None
    """Slack's word for why the whole workspace waits, such as `token_revoked`."""


@record
class Stride:
    """How the pace of one workspace stands while its row is locked."""

    now: datetime
    """By the machine's clock."""
    free_at: datetime
    """When the next slot begins, at the earliest now."""
    interval: timedelta
    is_paused: bool

    def slots(self, *, ahead: timedelta) -> Iterator[datetime]:
        """Give the slots that begin no later than `ahead` from now, in order."""
        slot = self.free_at
        while slot <= self.now + ahead:
            yield slot
            slot += self.interval

    def is_even(self, slot: datetime) -> bool:
        """Return whether this is one of every second slot, all slots counted from 1970."""
        return (slot - EPOCH) // self.interval % 2 == 0

    def next_even(self, slot: datetime) -> datetime:
        """Return when the first even slot after this one can begin."""
        return EPOCH + ((slot - EPOCH) // (2 * self.interval) + 1) * 2 * self.interval


def lock(session: Session, *, team_id: str, interval_us: int | None = None) -> Stride:
    """Lock a workspace's pace until the transaction ends, and return how it stands.

    Args:
        session: to write with.
        team_id: the workspace.
        interval_us: the configured time between two messages; one that Slack has made us slow down to may be longer.
    """
    row = _locked(session, team_id)
    if row is None:
        _ensure(session, team_id, interval_us)
        row = _locked(session, team_id)
    if row is None:
        raise LookupError("a pace vanished while it was being locked")
    free_at = max(row.now, row.next_slot_at, row.blocked_until or row.now)
    interval = max(row.interval_us, interval_us or 0) * MICROSECOND
    return Stride(row.now, free_at, interval, is_paused=row.paused_reason is not None)


def take(session: Session, *, team_id: str, next_slot_at: datetime, is_paused: bool) -> None:
    """Reserve all slots before `next_slot_at`; a paused workspace then waits until its next trial."""
    taken: dict[str, object] = {"next_slot_at": next_slot_at}
    if is_paused:
        taken["blocked_until"] = clock(session, plus=PAUSE_SECONDS)
    session.connection().execute(update(Pace).where(col(Pace.team_id) == team_id).values(taken))


def block(session: Session, *, team_id: str, seconds: float) -> None:
    """Send nothing to this workspace for so long. A longer wait that stands already stays."""
    until, standing = clock(session, plus=seconds), col(Pace.blocked_until)
    _change(session, team_id, blocked_until=case((standing > until, standing), else_=until))


def slow_down(session: Session, *, team_id: str) -> None:
    """Leave a twentieth more time between two messages from now on: Slack said that they come too fast."""
    slower = col(Pace.interval_us) + col(Pace.interval_us) // SLOWER_BY
    _change(session, team_id, interval_us=case((slower < LONGEST_INTERVAL_US, slower), else_=LONGEST_INTERVAL_US))


def ease(session: Session, *, floor_us: int = INTERVAL_US) -> int:
    """Let every workspace that has been quiet for a minute go 1 % faster; return how many did. For once a minute.

    Args:
        session: to write with.
        floor_us: the configured time between two messages, which none goes below.
    """
    is_quiet = or_(col(Pace.blocked_until).is_(None), col(Pace.blocked_until) < clock(session, plus=-QUIET_SECONDS))
    faster = col(Pace.interval_us) - col(Pace.interval_us) // FASTER_BY
    change = update(Pace).where(col(Pace.interval_us) > floor_us, is_quiet)
    return changed(session, change.values(interval_us=case((faster > floor_us, faster), else_=floor_us)))


def note_trouble(session: Session, *, team_id: str) -> int:
    """Note that Slack could not be reached for this workspace; return how often in a row that was, this time too.

    Messages that were under way together find out together: while the workspace is held up already it is one trouble.
    """
    is_known = and_(col(Pace.troubles) > 0, col(Pace.blocked_until) > clock(session))
    _change(session, team_id, troubles=case((is_known, col(Pace.troubles)), else_=col(Pace.troubles) + 1))
    return session.connection().execute(select(col(Pace.troubles)).where(col(Pace.team_id) == team_id)).scalar_one()


def note_success(session: Session, *, team_id: str) -> bool:
    """Note that Slack took a message: troubles are over, and so is a pause; return whether there was either."""
    was_ill = or_(col(Pace.troubles) > 0, col(Pace.paused_reason).is_not(None))
    return _recover(session, was_ill, team_id)


def pause(session: Session, *, team_id: str, reason: str) -> bool:
    """Hold this workspace but for one message every ten minutes; return whether it was not held before."""
    until = clock(session, plus=PAUSE_SECONDS)
    begins = update(Pace).where(col(Pace.team_id) == team_id, col(Pace.paused_reason).is_(None))
    _ensure(session, team_id)
    is_new = changed(session, begins.values(paused_reason=reason)) == 1
    _change(session, team_id, paused_reason=reason, blocked_until=until)
    return is_new


def resume(session: Session, *, team_id: str) -> bool:
    """Let a workspace that was paused go on at once; return whether it was."""
    return _recover(session, col(Pace.paused_reason).is_not(None), team_id)


def _recover(session: Session, was_ill: ColumnElement[bool], team_id: str) -> bool:
    """Forget troubles and pause. What a 429 asked for stays, for it says nothing of either."""
    wait = case((col(Pace.paused_reason).is_(None), col(Pace.blocked_until)), else_=None)
    healthy = update(Pace).values(troubles=0, paused_reason=None, blocked_until=wait)
    return changed(session, healthy.where(col(Pace.team_id) == team_id, was_ill)) == 1


def _change(session: Session, team_id: str, **values: object) -> None:
    _ensure(session, team_id)
    changed(session, update(Pace).where(col(Pace.team_id) == team_id).values(values))


def _ensure(session: Session, team_id: str, interval_us: int | None = None) -> None:
    fresh = Pace(team_id=team_id, next_slot_at=EPOCH, interval_us=interval_us or INTERVAL_US)
    insert_new(session, Pace, [fresh.model_dump()], by=("team_id",))


def _locked(session: Session, team_id: str) -> Row[datetime, int, datetime | None, str | None, datetime] | None:
    return session.connection().execute(_lock_statement(dialect_of(session)), {"team": team_id}).first()


@cache
def _lock_statement(dialect: str) -> Select[datetime, int, datetime | None, str | None, datetime]:
    pace = (col(Pace.next_slot_at), col(Pace.interval_us), col(Pace.blocked_until), col(Pace.paused_reason))
    wanted = select(*pace, clock_of(dialect).label("now")).where(col(Pace.team_id) == bindparam("team"))
    return wanted.with_for_update()
