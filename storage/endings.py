"""How pairs come to their close: the note that one side writes, and when it goes out and takes effect."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.changes import changed
from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.installations import is_at_work
from storage.members import Member
from storage.pairs import Pair
from storage.touchpoints import IS_READY, Touchpoint
from storage.vocabulary import ClosureKind, PairState


class Ending(SQLModel, table=True):
    """One side's note that a pair ends. Until it goes out its author alone knows of it; taken back, it is gone.

    Either side may write one, so that neither learns from a refusal that the other is about to. No reason is kept, and
    nothing that leads anywhere but to the pair.
    """

    __table_args__ = (UniqueConstraint("pair_id", "author_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair))
    author_id: str = Field(foreign_key=key_of(Member))
    kind: ClosureKind = Field(default=ClosureKind.UNSAID, sa_type=words(ClosureKind))
    letter: str = Field(sa_type=EncryptedText)
    is_at_once: bool = False
    """It takes effect as soon as it goes out."""
    ends_on: date
    """The first day on which they are no pair any more."""
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    tells_at: datetime = Field(sa_type=UtcDateTime)
    """When it goes out. It can be taken back until then."""
    revision: int = 1
    """Rises when it is sent sooner: the message planned before is pointless."""


EARLIEST_FIRST = (col(Ending.ends_at), col(Ending.tells_at), col(Ending.id))
"""By which note a pair ends: of two with the same day, the one that went out first."""


def ending_by_id(session: Session, *, ending_id: str) -> Ending | None:
    """Return one note, None when there is none of that id, or none any more."""
    return session.get(Ending, ending_id)


def endings_of(session: Session, *, pair_ids: Collection[str]) -> list[Ending]:
    """Return the notes of these pairs, gone out or not, the earliest end first: one query."""
    wanted = select(Ending).where(col(Ending.pair_id).in_(pair_ids))
    return list(session.exec(wanted.order_by(*EARLIEST_FIRST)))


def end_of(session: Session, *, pair_id: str, at: datetime) -> Ending | None:
    """Return the note by which a pair ends first, of those that have gone out by then; None when it goes on."""
    told = select(Ending).where(Ending.pair_id == pair_id, Ending.tells_at <= at)
    return session.exec(told.order_by(*EARLIEST_FIRST).limit(1)).first()


def pairs_at_their_end(session: Session, *, now: datetime) -> list[tuple[Pair, Ending]]:
    """Return every pair whose end has come and that is still active, with the note by which it ends, each locked."""
    due = (
        select(Pair, Ending)
        .join(Ending, col(Ending.pair_id) == col(Pair.id))
        .where(
            Ending.ends_at <= now, Ending.tells_at <= now, Pair.state == PairState.ACTIVE, is_at_work(col(Pair.team_id))
        )
        .order_by(*EARLIEST_FIRST)
    )
    found: dict[str, tuple[Pair, Ending]] = {}
    for pair, ending in session.exec(due.with_for_update(of=Pair, skip_locked=True)):
        found.setdefault(pair.id, (pair, ending))
    return list(found.values())


def has_pairs_at_their_end(session: Session, *, now: datetime) -> bool:
    """Return whether a pair's end has come that is still active."""
    due = select(Ending.id).join(Pair, col(Ending.pair_id) == col(Pair.id))
    has_come = (Ending.ends_at <= now, Ending.tells_at <= now, Pair.state == PairState.ACTIVE)
    is_due = due.where(*has_come, is_at_work(col(Pair.team_id)))
    return session.exec(is_due.limit(1)).first() is not None


def take_back(session: Session, *, ending: Ending, reader_ids: Collection[str]) -> None:
    """Forget a note, and what was ready to tell these people of it."""
    ready = delete(Touchpoint).where(IS_READY, col(Touchpoint.member_id).in_(reader_ids))
    changed(session, ready.where(col(Touchpoint.subject_id) == ending.id))
    session.delete(ending)
