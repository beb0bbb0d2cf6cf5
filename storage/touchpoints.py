"""Messages to people, one row each: written in the transaction of the fact that causes them, sent later, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import CursorResult, Index, SmallInteger, Update, func, literal_column, text, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime, new_id, words
from storage.conversations import DirectChannel
from storage.members import Member
from storage.upsert import insert_new
from storage.vocabulary import Lane, TouchpointKind, TouchpointState

UNSETTLED = (TouchpointState.READY, TouchpointState.SENDING)
READY = "state = 'ready'"
IN_FLIGHT = "state IN ('leased', 'sending')"
SENT = "state = 'sent'"
SETTLED = "state IN ('sent', 'skipped', 'failed', 'doubtful')"
NEVER_ARRIVED = (TouchpointState.SKIPPED, TouchpointState.FAILED, TouchpointState.DOUBTFUL)


def _partial(name: str, *columns: str, where: str) -> Index:
    """Return an index over the rows for which `where` holds, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Touchpoint(SQLModel, table=True):
    """One message to one person: ids only. Its words are made when it is sent, from what is true then."""

    __table_args__ = (
        _partial("ix_touchpoint_ready", "team_id", "lane", "due_at", "id", where=READY),
        _partial("ix_touchpoint_flight", "lease_until", where=IN_FLIGHT),
        _partial("ix_touchpoint_person_flight", "member_id", where=IN_FLIGHT),
        _partial("ix_touchpoint_person_ready", "member_id", "due_at", where=READY),
        _partial("ix_touchpoint_person_sent", "member_id", "settled_at", where=SENT),
        _partial("ix_touchpoint_settled", "settled_at", where=SETTLED),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    dedupe_key: str = Field(unique=True)
    """Says what the message is about, so that planning it twice leaves one."""
    member_id: str = Field(foreign_key="member.id")
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


def plan(session: Session, touchpoints: Iterable[Touchpoint]) -> int:
    """Keep these messages for later and return how many are new: one whose dedupe key is known is left as it stands."""
    return insert_new(session, Touchpoint, [touchpoint.model_dump() for touchpoint in touchpoints], by=("dedupe_key",))


def plan_again(session: Session, touchpoint: Touchpoint) -> bool:
    """Make a message ready once more that was planned before and never arrived; return whether there was one."""
    lost = update(Touchpoint).where(
        col(Touchpoint.dedupe_key) == touchpoint.dedupe_key, col(Touchpoint.state).in_(NEVER_ARRIVED)
    )
    again = {"due_at": touchpoint.due_at, "expires_at": touchpoint.expires_at, "attempts": 0, "outcome": None}
    return _changed(session, lost.values(state=TouchpointState.READY, settled_at=None, **again)) == 1


@dataclass(frozen=True, slots=True)
class DueRow:
    """A message whose time has come, with what sending it needs."""

    touchpoint: Touchpoint
    member: Member
    channel_id: str | None
    """Where messages to this member stand, None while nothing has been sent."""


def next_due(session: Session, *, team_id: str, now: datetime, passing_over: Collection[str] = ()) -> DueRow | None:
    """Return the message of this workspace that has been due longest, None when none is.

    Args:
        session: to read with.
        team_id: the workspace.
        now: the present instant.
        passing_over: ids of members whose turn is not now.
    """
    wanted = (
        select(Touchpoint, Member, DirectChannel.channel_id)
        .join(Member, col(Member.id) == col(Touchpoint.member_id))
        .outerjoin(DirectChannel, col(DirectChannel.member_id) == col(Touchpoint.member_id))
        # In the index's own words: SQLite uses a partial index only where it sees that the condition holds.
        .where(literal_column("touchpoint.state") == literal_column("'ready'"))
        .where(col(Touchpoint.due_at) <= now, col(Touchpoint.team_id) == team_id)
        .where(col(Touchpoint.member_id).not_in(passing_over))
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
        .limit(1)
    )
    row = session.exec(wanted).first()
    return DueRow(*row) if row else None


def claim(session: Session, *, touchpoint_id: str) -> bool:
    """Mark one message as being sent and count the attempt; return False when it is no longer ready."""
    is_ready = update(Touchpoint).where(
        col(Touchpoint.id) == touchpoint_id, col(Touchpoint.state) == TouchpointState.READY
    )
    change = is_ready.values(state=TouchpointState.SENDING, attempts=col(Touchpoint.attempts) + 1)
    return _changed(session, change) == 1


def settle(
    session: Session, *, touchpoint_id: str, state: TouchpointState, at: datetime, outcome: str | None = None
) -> None:
    """Note what became of a message. One that is settled already stays as it is."""
    _changed(session, _unsettled(touchpoint_id).values(state=state, outcome=outcome, settled_at=at))


def postpone(session: Session, *, touchpoint_id: str, until: datetime, attempts: int) -> None:
    """Make a message ready again for a later instant, with so many attempts behind it."""
    change = _unsettled(touchpoint_id).values(state=TouchpointState.READY, due_at=until, attempts=attempts)
    _changed(session, change)


def recover(session: Session, *, team_id: str, once: Collection[TouchpointKind], now: datetime) -> tuple[int, int]:
    """Settle what a crash left half sent, when nothing is being sent: return how many are doubtful and how many ready.

    Args:
        session: to write with.
        team_id: the workspace.
        once: the kinds that rather never arrive than twice: they become doubtful. The others are made ready again.
        now: the present instant.
    """
    left = update(Touchpoint).where(
        col(Touchpoint.team_id) == team_id, col(Touchpoint.state) == TouchpointState.SENDING
    )
    doubt = left.where(col(Touchpoint.kind).in_(once)).values(state=TouchpointState.DOUBTFUL, settled_at=now)
    return _changed(session, doubt), _changed(session, left.values(state=TouchpointState.READY))


def count_by_state(session: Session, *, team_id: str) -> dict[TouchpointState, int]:
    """Return how many messages of this workspace stand where; a state without any is absent."""
    counted = select(Touchpoint.state, func.count()).where(Touchpoint.team_id == team_id)
    return {TouchpointState(state): count for state, count in session.exec(counted.group_by(col(Touchpoint.state)))}


def _unsettled(touchpoint_id: str) -> Update:
    return update(Touchpoint).where(col(Touchpoint.id) == touchpoint_id, col(Touchpoint.state).in_(UNSETTLED))


def _changed(session: Session, change: Update) -> int:
    return cast("CursorResult[tuple[()]]", session.connection().execute(change)).rowcount
