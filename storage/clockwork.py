"""What several processes on one database know of each other: whose turn a piece of work is, and who is alive."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.changes import changed
from storage.columns import UtcDateTime
from storage.instants import clock, machine_now
from storage.records import record
from storage.upsert import insert_new, upsert

BEAT_SECONDS = 15.0
"""How often a process tells that it lives; a round that is due more often is still told so often."""
MISSED_BEATS = 3
DEAD_SECONDS = 3600.0


class JobLease(SQLModel, table=True):
    """Which process does a piece of work, until when: at most one at a time. Instants are the database's own clock."""

    name: str = Field(primary_key=True)
    owner: str
    until: datetime = Field(sa_type=UtcDateTime)


class Heartbeat(SQLModel, table=True):
    """When a piece of work of one process last came round. Instants are the database's own clock."""

    owner: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    every_seconds: float
    beat_at: datetime = Field(sa_type=UtcDateTime)


@record
class SilentBeat:
    """A piece of work that has missed its beats."""

    owner: str
    name: str
    seconds: float
    """Since it was last heard of."""


def take_lease(session: Session, *, name: str, owner: str, seconds: float) -> bool:
    """Make a piece of work this owner's for so long; return False while it is another's. An owner may prolong it."""
    lease = {"owner": owner, "until": clock(session, plus=seconds)}
    is_free = or_(col(JobLease.until) <= clock(session), col(JobLease.owner) == owner)
    if changed(session, update(JobLease).where(col(JobLease.name) == name, is_free).values(lease)):
        return True
    first = {"name": name, "owner": owner, "until": machine_now(session) + timedelta(seconds=seconds)}
    return insert_new(session, JobLease, [first], by=("name",)) == 1


def give_back(session: Session, *, name: str, owner: str) -> None:
    """Leave a piece of work to whoever comes next."""
    changed(session, delete(JobLease).where(col(JobLease.name) == name, col(JobLease.owner) == owner))


def beat(session: Session, *, owner: str, beats: Mapping[str, float]) -> None:
    """Note that these rounds of a process came round, in one statement: each with the seconds it has between two."""
    now = machine_now(session)
    rows = [{"owner": owner, "name": name, "every_seconds": every, "beat_at": now} for name, every in beats.items()]
    upsert(session, Heartbeat, rows, by=("owner", "name"))


def silent(session: Session) -> list[SilentBeat]:
    """Return the rounds that have missed three beats, the longest silent first."""
    now = machine_now(session)
    beats = session.exec(select(Heartbeat).order_by(col(Heartbeat.beat_at), col(Heartbeat.owner), col(Heartbeat.name)))
    silences = ((beat, (now - beat.beat_at).total_seconds()) for beat in beats)
    return [
        SilentBeat(beat.owner, beat.name, seconds)
        for beat, seconds in silences
        if seconds > MISSED_BEATS * max(beat.every_seconds, BEAT_SECONDS)
    ]


def forget_beats(session: Session, *, owner: str) -> None:
    """Forget a process that ends as it should."""
    changed(session, delete(Heartbeat).where(col(Heartbeat.owner) == owner))


def owners(session: Session) -> list[str]:
    """Return every process that has been heard of and not been forgotten."""
    return list(session.exec(select(Heartbeat.owner).distinct()))


def forget_the_dead(session: Session, *, older_than_seconds: float = DEAD_SECONDS) -> int:
    """Forget processes of which nothing was heard for so long; return how many rounds that were.

    A round that stands still in a process that lives is never forgotten: it would seem well again.
    """
    is_alive = col(Heartbeat.beat_at) >= clock(session, plus=-older_than_seconds)
    living = select(Heartbeat.owner).where(is_alive)
    return changed(session, delete(Heartbeat).where(col(Heartbeat.owner).not_in(living)))
