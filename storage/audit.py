"""What was done to a programme: who did what kind of thing, and when. Nothing of its contents, and of nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, time

from sqlalchemy import Index
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel, col, delete, or_, select

from storage.columns import UtcDateTime, key_of, new_id, words
from storage.installations import installed_teams
from storage.members import Member
from storage.vocabulary import AuditKind

NOON = time(12, tzinfo=UTC)


class AuditEntry(SQLModel, table=True):
    """One act of a facilitator, or of whoever runs Rapport. It names nobody it was done to, and tells no content."""

    __table_args__ = (Index("ix_auditentry_team_id_at", "team_id", "at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    at: datetime = Field(sa_type=UtcDateTime)
    actor_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """None: at the machine, by whoever runs Rapport."""
    kind: AuditKind = Field(sa_type=words(AuditKind))


def note(session: Session, *, team_id: str, actor_id: str | None, kind: AuditKind, at: datetime) -> None:
    """Note an act in the transaction that does it.

    Of a pair on hold only the day is kept: by its instant the decision could be told from the messages that it sent.
    """
    if kind is AuditKind.PAIR_SETTLED:
        at = datetime.combine(at.astimezone(UTC).date(), NOON)
    session.add(AuditEntry(team_id=team_id, actor_id=actor_id, kind=kind, at=at))


def note_everywhere(session: Session, *, kind: AuditKind, at: datetime) -> None:
    """Note in every workspace what was done at the machine to all of them."""
    for team_id in installed_teams(session):
        note(session, team_id=team_id, actor_id=None, kind=kind, at=at)


@contextmanager
def where_it_can_be() -> Iterator[None]:
    """Let pass that the database cannot be written at this moment: nobody wants a backup to fail for want of a note."""
    with suppress(OperationalError):
        yield


def entries(
    session: Session, *, team_id: str, hidden: AuditKind | None, reader_id: str, limit: int, offset: int
) -> list[tuple[AuditEntry, str | None]]:
    """Return some of what was done in a workspace, the newest first, each with the name of whoever did it.

    Of the kind `hidden` only what `reader_id` did themselves.
    """
    wanted = select(AuditEntry, Member.name).join(Member, col(AuditEntry.actor_id) == col(Member.id), isouter=True)
    if hidden:
        wanted = wanted.where(or_(AuditEntry.kind != hidden, AuditEntry.actor_id == reader_id))
    in_order = wanted.where(AuditEntry.team_id == team_id).order_by(col(AuditEntry.at).desc(), col(AuditEntry.id))
    return list(session.exec(in_order.limit(limit).offset(offset)).all())


def all_entries(session: Session) -> list[AuditEntry]:
    """Return everything that is noted, workspace by workspace, the oldest first."""
    in_order = (col(AuditEntry.team_id), col(AuditEntry.at), col(AuditEntry.id))
    return list(session.exec(select(AuditEntry).order_by(*in_order)))


def forget_entries(session: Session, *, before: datetime) -> None:
    """Delete what was done before that instant."""
    session.exec(delete(AuditEntry).where(col(AuditEntry.at) < before))
