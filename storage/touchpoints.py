"""Messages to people, one row each: written in the transaction of the fact that causes them, sent later, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from itertools import islice

from sqlalchemy import CTE, Select, SmallInteger, Update, and_, bindparam, delete, func, or_, text, update
from sqlalchemy import select as sa_select
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from storage.bulk import insert_columns
from storage.changes import changed
from storage.columns import UtcDateTime, key_of, new_id, partial_index, words
from storage.members import Member
from storage.records import record
from storage.vocabulary import Lane, TouchpointKind, TouchpointState

READY = "state = 'ready'"
IN_FLIGHT = "state IN ('leased', 'sending')"
SENT = "state = 'sent'"
SETTLED = "state IN ('sent', 'skipped', 'failed', 'doubtful')"
NEVER_ARRIVED = (TouchpointState.SKIPPED, TouchpointState.FAILED, TouchpointState.DOUBTFUL)
EXPIRED = "expired"
NEWER = "newer"

# In the indexes' own words: SQLite uses a partial index only where it sees that the condition holds (sqlite.org,
# partial indexes, section 3).
IS_READY = text(f"touchpoint.{READY}")
IS_IN_FLIGHT = text(f"touchpoint.{IN_FLIGHT}")
IS_SENT = text(f"touchpoint.{SENT}")
IS_SETTLED = text(f"touchpoint.{SETTLED}")


class Touchpoint(SQLModel, table=True):
    """One message to one person: ids only. Its words are made when it is sent, from what is true then."""

    __table_args__ = (
        partial_index("ix_touchpoint_ready", "team_id", "lane", "due_at", "id", where=READY),
        partial_index("ix_touchpoint_flight", "lease_until", where=IN_FLIGHT),
        partial_index("ix_touchpoint_person_flight", "member_id", where=IN_FLIGHT),
        partial_index("ix_touchpoint_person_ready", "member_id", "due_at", where=READY),
        partial_index("ix_touchpoint_person_sent", "member_id", "settled_at", where=SENT),
        partial_index("ix_touchpoint_settled", "settled_at", where=SETTLED),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    dedupe_key: str = Field(unique=True)
    """Says what the message is about, so that planning it twice leaves one."""
    member_id: str = Field(foreign_key=key_of(Member))
    lane: int = Field(default=Lane.SCHEDULE, sa_type=SmallInteger)
    """A `Lane`."""
    kind: TouchpointKind = Field(sa_type=words(TouchpointKind))
    subject_id: str
    """The row it is about: a pair, a meeting, an action item."""
    revision: int = 1
    """The revision of the subject for which it was planned."""
    local_on: date | None = None
    """The day on its person's calendar, for what is due on a morning; None for what is due at an instant."""
    due_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    """Not sent after this instant: it would have become pointless."""
    state: TouchpointState = Field(default=TouchpointState.READY, sa_type=words(TouchpointState))
    attempts: int = 0
    lease_token: str | None = None
    """Of the sender that has it, or had it last. Whoever lost it may settle nothing."""
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """On the database's clock, which nobody moves."""
    outcome: str | None = None
    """A word about why it was skipped or failed; never anybody's text."""
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    digest_id: str | None = None
    """The message in which this one was told as well, when several of one person went out as one."""
    slack_ts: str | None = None
    """Slack's name for the message, once sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTouchpoint:
    """A message to be planned: the columns in which one differs from another before anything has happened to it."""

    id: str = field(default_factory=new_id)
    team_id: str
    dedupe_key: str
    member_id: str
    lane: int = Lane.SCHEDULE
    kind: TouchpointKind
    subject_id: str
    revision: int = 1
    local_on: date | None = None
    due_at: datetime
    expires_at: datetime


@record
class Retimed:
    """Another time for a message that is ready."""

    id: str
    local_on: date | None
    due_at: datetime
    expires_at: datetime


PLANNED = tuple(column.name for column in fields(PlannedTouchpoint))
UNTOUCHED = {"state": TouchpointState.READY, "attempts": 0}
CHUNK = 5_000
"""Rows written at a time: more would be no faster, and take more memory."""


def plan(session: Session, touchpoints: Iterable[PlannedTouchpoint]) -> int:
    """Keep these messages for later and return how many are new: one whose dedupe key is known is left as it stands."""
    every, count = iter(touchpoints), 0
    while chunk := list(islice(every, CHUNK)):
        columns = {name: [getattr(each, name) for each in chunk] for name in PLANNED}
        count += insert_columns(session, Touchpoint, columns, alike=UNTOUCHED, by=("dedupe_key",))
    return count


def plan_again(session: Session, touchpoint: PlannedTouchpoint, *, settled_before: datetime | None = None) -> bool:
    """Make a message ready once more that was planned before and never arrived; return whether there was one.

    With `settled_before` also one that has arrived, before that instant: what was sent once may be wished anew, by
    somebody else as well.
    """
    state = col(Touchpoint.state)
    has_arrived = [and_(IS_SENT, col(Touchpoint.settled_at) < settled_before)] if settled_before else []
    is_over = or_(state.in_(NEVER_ARRIVED), *has_arrived)
    lost = update(Touchpoint).where(col(Touchpoint.dedupe_key) == touchpoint.dedupe_key, is_over)
    again = {
        "member_id": touchpoint.member_id,
        "due_at": touchpoint.due_at,
        "expires_at": touchpoint.expires_at,
        "attempts": 0,
        "outcome": None,
    }
    return changed(session, lost.values(state=TouchpointState.READY, settled_at=None, lease_token=None, **again)) == 1


def retime(session: Session, *, member_id: str, messages: Collection[Retimed]) -> int:
    """Give a person's ready messages another time; return how many there were."""
    theirs = update(Touchpoint).where(IS_READY, col(Touchpoint.member_id) == member_id)
    moved = theirs.where(col(Touchpoint.id) == bindparam("message")).values(
        local_on=bindparam("day"), due_at=bindparam("due"), expires_at=bindparam("expires")
    )
    rows = [
        {"message": each.id, "day": each.local_on, "due": each.due_at, "expires": each.expires_at}
        for each in sorted(messages, key=lambda each: each.id)
    ]
    return changed(session, moved, rows)


def ready_mornings(session: Session, *, member_ids: Collection[str]) -> list[Touchpoint]:
    """Return what is still to come to these people on a morning of theirs, soonest first."""
    theirs = select(Touchpoint).where(IS_READY, col(Touchpoint.member_id).in_(member_ids))
    mornings = theirs.where(col(Touchpoint.local_on).is_not(None))
    return list(session.exec(mornings.order_by(col(Touchpoint.due_at), col(Touchpoint.id))))


def ready_after(session: Session, *, member_ids: Collection[str], after: datetime) -> list[Touchpoint]:
    """Return what is ready for these people and due later than that instant, soonest first."""
    theirs = select(Touchpoint).where(IS_READY, col(Touchpoint.member_id).in_(member_ids))
    later = theirs.where(col(Touchpoint.due_at) > after)
    return list(session.exec(later.order_by(col(Touchpoint.due_at), col(Touchpoint.id))))


def ready_teams() -> CTE:
    """Return, as `team.team_id`, every workspace with a message that is ready; it looks at one row of each.

    SELECT DISTINCT would read them all, and there may be a million.
    """
    team_id = col(Touchpoint.team_id)
    first = select(team_id).where(IS_READY).order_by(team_id).limit(1)
    team = select(first.scalar_subquery().label("team_id")).cte("team", recursive=True, nesting=True)
    following = select(team_id).where(IS_READY, team_id > team.c.team_id).order_by(team_id).limit(1).correlate(team)
    return team.union_all(select(following.scalar_subquery()).where(team.c.team_id.is_not(None)))


def due_ids(*, now: datetime) -> Select[str]:
    """Return the ids of what is ready and due, each locked; what another transaction is about to change is left out."""
    team = ready_teams()
    ids = sa_select(col(Touchpoint.id)).join(team, team.c.team_id == col(Touchpoint.team_id))
    is_due = (IS_READY, col(Touchpoint.lane).in_(Lane), col(Touchpoint.due_at) <= now)
    return ids.where(*is_due).with_for_update(skip_locked=True, of=Touchpoint)


def expire(session: Session, *, now: datetime) -> int:
    """Skip what has become pointless by waiting; return how many there were."""
    ids = due_ids(now=now).where(col(Touchpoint.expires_at) < now)
    return changed(session, _skipped(ids, EXPIRED, now))


def coalesce(session: Session, *, now: datetime, rounds: Collection[TouchpointKind] = ()) -> int:
    """Skip what is due and has been overtaken: of a person's messages about one thing the newest revision is kept.

    Of the kinds in `rounds`, whose revisions are planned ahead one after the other, a later one overtakes an earlier
    one only once it is due itself.

    Returns:
        How many there were.
    """
    newer = aliased(Touchpoint, name="newer")
    is_newer = (
        text(f"newer.{READY}"),
        col(newer.member_id) == col(Touchpoint.member_id),
        col(newer.kind) == col(Touchpoint.kind),
        col(newer.subject_id) == col(Touchpoint.subject_id),
        col(newer.revision) > col(Touchpoint.revision),
        or_(col(Touchpoint.kind).not_in(rounds), col(newer.due_at) <= now),
    )
    ids = due_ids(now=now).where(select(newer.id).where(*is_newer).exists())
    return changed(session, _skipped(ids, NEWER, now))


def prune(session: Session, *, before: datetime, most: int) -> int:
    """Delete what was settled before that instant, so many at most, the oldest first; return how many there were."""
    settled_at = col(Touchpoint.settled_at)
    old = sa_select(col(Touchpoint.id)).where(IS_SETTLED, settled_at < before).order_by(settled_at).limit(most)
    ids = old.with_for_update(skip_locked=True)
    return changed(session, delete(Touchpoint).where(col(Touchpoint.id).in_(ids)))


def count_by_state(session: Session, *, team_id: str) -> dict[TouchpointState, int]:
    """Return how many messages of this workspace stand where; a state without any is absent."""
    counted = select(Touchpoint.state, func.count()).where(Touchpoint.team_id == team_id)
    return {TouchpointState(state): count for state, count in session.exec(counted.group_by(col(Touchpoint.state)))}


def _skipped(ids: Select[str], outcome: str, at: datetime) -> Update:
    skipped = {"state": TouchpointState.SKIPPED, "outcome": outcome, "settled_at": at}
    return update(Touchpoint).where(col(Touchpoint.id).in_(ids), IS_READY).values(skipped)
