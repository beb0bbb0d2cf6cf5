"""Notes of thanks: a few lines from one side of a pair to the other, each kept for as long as its reader likes."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new


class Thanks(SQLModel, table=True):
    """What one side has written to the other. Each of the two puts away their own copy; without any its words are gone.

    That there was one stays, so that the next one cannot follow at once.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    text: str = Field(sa_type=EncryptedText)
    sent_at: datetime = Field(sa_type=UtcDateTime)
    is_kept_by_author: bool = True
    is_kept_by_reader: bool = True

    def is_kept_by(self, member_id: str) -> bool:
        """Return whether this one of the two still has it."""
        return self.is_kept_by_author if member_id == self.author_id else self.is_kept_by_reader


def thanks_by_id(session: Session, *, thanks_id: str, is_to_change: bool = False) -> Thanks | None:
    """Return one note, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Thanks).where(Thanks.id == thanks_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_thanks(session: Session, *, thanks: Thanks) -> bool:
    """Keep a note and return whether it is new: one whose id is known stays as it stands."""
    return insert_new(session, Thanks, [thanks.model_dump()], by=("id",)) == 1


def last_thanks_at(session: Session, *, pair_id: str, author_id: str) -> datetime | None:
    """Return when this member has last thanked the other one, None for never."""
    wanted = select(Thanks.sent_at).where(Thanks.pair_id == pair_id, Thanks.author_id == author_id)
    return session.exec(wanted.order_by(col(Thanks.sent_at).desc()).limit(1)).first()


def page_of_thanks(session: Session, *, pair_id: str, member_id: str, limit: int, offset: int) -> list[Thanks]:
    """Return some of the notes of a pair that this one of the two still has, the newest first."""
    wanted = select(Thanks).where(Thanks.pair_id == pair_id, _is_kept_by(member_id))
    return list(session.exec(wanted.order_by(col(Thanks.sent_at).desc(), col(Thanks.id)).limit(limit).offset(offset)))


def count_thanks(session: Session, *, pair_id: str, member_id: str) -> int:
    """Return how many notes of a pair this one of the two still has."""
    wanted = select(func.count()).select_from(Thanks).where(Thanks.pair_id == pair_id, _is_kept_by(member_id))
    return session.exec(wanted).one()


def _is_kept_by(member_id: str) -> ColumnElement[bool]:
    is_own = col(Thanks.author_id) == member_id
    return or_(and_(is_own, col(Thanks.is_kept_by_author)), and_(~is_own, col(Thanks.is_kept_by_reader)))
