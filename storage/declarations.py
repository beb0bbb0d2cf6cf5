"""Declarations: what somebody says of how they and the other one of a pair depend on each other."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, UtcDateTime, key_of
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import upsert
from storage.vocabulary import Interest


class Declaration(SQLModel, table=True):
    """What one side of a pair has declared. Its words are for the two alone; facilitators learn the kinds, never those.

    It is gone with the pair that does not come about.
    """

    pair_id: str = Field(foreign_key=key_of(Pair), primary_key=True)
    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    kinds: str = Field(sa_type=EncryptedText)
    """The `Interest`s, separated by commas."""
    explanation: str | None = Field(default=None, sa_type=EncryptedText)
    declared_at: datetime = Field(sa_type=UtcDateTime)


def declarations_in(session: Session, *, pair_ids: Collection[str]) -> list[Declaration]:
    """Return what the people of these pairs have declared: one query, the earliest first."""
    wanted = select(Declaration).where(col(Declaration.pair_id).in_(pair_ids))
    return list(session.exec(wanted.order_by(col(Declaration.declared_at), col(Declaration.member_id))))


def keep_declaration(session: Session, *, declaration: Declaration) -> None:
    """Keep what somebody declares, in place of what they declared before."""
    upsert(session, Declaration, [declaration.model_dump()], by=("pair_id", "member_id"))


def forget_declarations(session: Session, *, pair_id: str) -> None:
    """Forget what the two of a pair have declared."""
    session.exec(delete(Declaration).where(col(Declaration.pair_id) == pair_id))


def interests_in(declaration: Declaration) -> frozenset[Interest]:
    """Return what is declared; a word that this version does not know is passed over."""
    return frozenset(kind for kind in Interest if kind in declaration.kinds.split(","))


def interest_words(kinds: Collection[Interest]) -> str:
    """Return what is declared as it is stored: in the order of the vocabulary."""
    return ",".join(kind for kind in Interest if kind in kinds)
