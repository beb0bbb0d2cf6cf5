"""Messages in the outbox, as rows: who gets what, and how they stand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select, update

from bot.domain.delivery import PERSON_GAP
from storage import outbox
from storage.database import Database
from storage.instants import machine_now
from storage.members import Member
from storage.outbox import Claim, Parcel
from storage.pace import Pace
from storage.touchpoints import PlannedTouchpoint, Touchpoint, plan
from storage.vocabulary import Lane, TouchpointKind, TouchpointState

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, OTHER_TEAM = "T1", "T2"
FOLDABLE = frozenset({TouchpointKind.ITEM_DUE, TouchpointKind.AGENDA_PROMPT})
ALONE = TouchpointKind.MEETING_FILE
FAST_US = 1_000
"""So short a time between two messages that every claim finds all the slots it asks for."""
SLOW_US = 60_000_000
"""So long a time between two messages that no test takes two."""


def people(db: Database, count: int, *, team_id: str = TEAM) -> list[str]:
    """Keep so many members and return their ids."""
    members = [Member(team_id=team_id, user_id=f"U{number}", name=f"Person {number}") for number in range(count)]
    with db.begin() as session:
        session.add_all(members)
    return [member.id for member in members]


def a_message(
    member_id: str,
    about: object = 1,
    *,
    kind: TouchpointKind = ALONE,
    lane: Lane = Lane.SCHEDULE,
    minutes: float = 0,
    lives: timedelta = timedelta(days=1),
    revision: int = 1,
    team_id: str = TEAM,
) -> PlannedTouchpoint:
    """Return a message to be planned, due so many minutes before NOW."""
    return PlannedTouchpoint(
        team_id=team_id,
        dedupe_key=f"{kind}:{about}:{member_id}:{revision}",
        member_id=member_id,
        lane=lane,
        kind=kind,
        subject_id=str(about),
        revision=revision,
        due_at=NOW - timedelta(minutes=minutes),
        expires_at=NOW - timedelta(minutes=minutes) + lives,
    )


def keep(db: Database, *messages: PlannedTouchpoint) -> list[str]:
    """Plan messages and return their ids."""
    with db.begin() as session:
        plan(session, messages)
    return [message.id for message in messages]


def claimed(
    db: Database,
    *,
    team_id: str = TEAM,
    now: datetime = NOW,
    token: str = "ours",  # noqa: S107 - names a lease
    most: int = 8,
    interval_us: int | None = FAST_US,
    lanes: Sequence[Lane] = tuple(Lane),
) -> Claim:
    """Claim in a transaction of its own."""
    with db.begin() as session:
        if interval_us:
            quick(session, team_id, interval_us)
        return outbox.claim(
            session,
            team_id=team_id,
            now=now,
            foldable=FOLDABLE,
            token=token,
            most=most,
            interval_us=interval_us,
            lanes=lanes,
        )


def quick(session: Session, team_id: str, interval_us: int) -> None:
    """Let a workspace that has a pace already go as fast as that."""
    session.exec(update(Pace).where(col(Pace.team_id) == team_id).values(interval_us=interval_us))


def marked(db: Database) -> Parcel:
    """Claim one parcel and mark it as being sent."""
    [parcel] = claimed(db, most=1).parcels
    with db.begin() as session:
        assert outbox.mark(session, parcel=parcel) == {row.id for row in parcel.rows}
    return parcel


def sent(db: Database, parcel: Parcel, *, at: datetime = NOW) -> frozenset[str]:
    """Settle a parcel as sent and return what could be."""
    with db.begin() as session:
        ids = [row.id for row in parcel.rows]
        return outbox.settle_sent(session, parcel=parcel, ids=ids, ts="1700000000.000100", at=at, gap=PERSON_GAP)


def row_of(db: Database, message_id: str) -> Touchpoint:
    """Return a message as it stands."""
    with db.read() as session:
        return session.exec(select(Touchpoint).where(Touchpoint.id == message_id)).one()


def state_of(db: Database, message_id: str) -> TouchpointState:
    """Return where a message stands."""
    return row_of(db, message_id).state


def age(db: Database, *, seconds: float) -> None:
    """Let every lease have ended so many seconds ago."""
    with db.begin() as session:
        ended_at = machine_now(session) - timedelta(seconds=seconds)
        session.exec(update(Touchpoint).values(lease_until=ended_at))


def ids_of(claim: Claim) -> list[list[str]]:
    """Return the ids in each parcel, in order."""
    return [[row.id for row in parcel.rows] for parcel in claim.parcels]
