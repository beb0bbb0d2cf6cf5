"""Notes: a few lines from one side of a pair to the other, between two meetings."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new


class Note(SQLModel, table=True):
    """What one side has written to the other. Whether it was read is kept nowhere."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    text: str = Field(sa_type=EncryptedText)
    written_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When its author put it right; None for one that stands as it was sent."""


def note_by_id(session: Session, *, note_id: str, is_to_change: bool = False) -> Note | None:
    """Return one note, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Note).where(Note.id == note_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_note(session: Session, *, note: Note) -> bool:
    """Keep a note and return whether it is new: one whose id is known stays as it stands."""
    return insert_new(session, Note, [note.model_dump()], by=("id",)) == 1


def page_of_notes(session: Session, *, pair_id: str, limit: int, offset: int) -> list[Note]:
    """Return some of the notes of a pair, the newest first."""
    wanted = select(Note).where(Note.pair_id == pair_id).order_by(col(Note.written_at).desc(), col(Note.id))
    return list(session.exec(wanted.limit(limit).offset(offset)))


def count_notes(session: Session, *, pair_id: str) -> int:
    """Return how many notes the two of a pair have written."""
    return session.exec(select(func.count()).select_from(Note).where(Note.pair_id == pair_id)).one()


def has_written_since(session: Session, *, pair_id: str, author_id: str, since: datetime) -> bool:
    """Return whether this member has written a note to the other one since that instant."""
    theirs = select(Note.id).where(Note.pair_id == pair_id, Note.author_id == author_id, Note.written_at > since)
    return session.exec(theirs.limit(1)).first() is not None
