"""The work-and-credit register: what the two of a pair do together, and every version of who gets which credit."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Field, Session, SQLModel, col, func, select, update

from storage.changes import changed
from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.vocabulary import CreditState, Side


class CreditEntry(SQLModel, table=True):
    """One work that the two share. What it is, and whose, stands in its versions."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    newest: int = 1
    """The number of its newest version: the only one that can be signed."""
    state: CreditState = Field(default=CreditState.OPEN, sa_type=words(CreditState))
    opened_at: datetime = Field(sa_type=UtcDateTime)
    marked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When somebody last said how far it has come."""
    marked_by_id: str | None = Field(default=None, foreign_key=key_of(Member))
    frozen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When its pair came to its close: from then on nothing of it changes."""


class CreditVersion(SQLModel, table=True):
    """What one of the two wrote on one day. Nothing of it ever changes but that each of the two signs it, once."""

    entry_id: str = Field(foreign_key=key_of(CreditEntry), primary_key=True)
    number: int = Field(primary_key=True)
    """1 for the first one."""
    team_id: str
    author_id: str = Field(foreign_key=key_of(Member))
    written_at: datetime = Field(sa_type=UtcDateTime)
    title: str = Field(sa_type=EncryptedText)
    origin: str | None = Field(default=None, sa_type=EncryptedText)
    """Whose idea it was."""
    mentee_role: str | None = Field(default=None, sa_type=EncryptedText)
    mentor_role: str | None = Field(default=None, sa_type=EncryptedText)
    others: str | None = Field(default=None, sa_type=EncryptedText)
    """Who else has a part in it, and which."""
    author_order: str | None = Field(default=None, sa_type=EncryptedText)
    data_owner: str | None = Field(default=None, sa_type=EncryptedText)
    submission_on: date | None = None
    """When it is meant to go out next."""
    mentor_signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mentee_signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def signed_at(self) -> dict[Side, datetime | None]:
        """Return when each of the two has signed it."""
        return {Side.MENTOR: self.mentor_signed_at, Side.MENTEE: self.mentee_signed_at}


class CreditRow(NamedTuple):
    """One work, and one version of it."""

    entry: CreditEntry
    version: CreditVersion


def credit_by_id(session: Session, *, entry_id: str, is_to_change: bool = False) -> CreditEntry | None:
    """Return one work, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(CreditEntry).where(CreditEntry.id == entry_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def version_of(session: Session, *, entry_id: str, number: int) -> CreditVersion | None:
    """Return one version of a work, None when there is none of that number."""
    return session.get(CreditVersion, (entry_id, number))


def newest_credits(session: Session, *, pair_id: str, offset: int, limit: int) -> list[CreditRow]:
    """Return a part of a pair's works with the newest version of each: the open ones first, the soonest due first."""
    is_newest = (col(CreditVersion.entry_id) == col(CreditEntry.id)) & (
        col(CreditVersion.number) == col(CreditEntry.newest)
    )
    wanted = select(CreditEntry, CreditVersion).join(CreditVersion, is_newest).where(CreditEntry.pair_id == pair_id)
    due_on = col(CreditVersion.submission_on)
    in_order = wanted.order_by(
        col(CreditEntry.state) != CreditState.OPEN, due_on.is_(None), due_on, col(CreditEntry.opened_at), CreditEntry.id
    )
    return [CreditRow(*row) for row in session.exec(in_order.offset(offset).limit(limit))]


def all_credits(session: Session, *, pair_id: str) -> list[CreditRow]:
    """Return every version of every work of a pair: the works in the order in which they began, the newest first."""
    joined = select(CreditEntry, CreditVersion).join(CreditVersion, col(CreditVersion.entry_id) == col(CreditEntry.id))
    in_order = joined.where(CreditEntry.pair_id == pair_id).order_by(
        col(CreditEntry.opened_at), CreditEntry.id, col(CreditVersion.number).desc()
    )
    return [CreditRow(*row) for row in session.exec(in_order)]


def last_signed(session: Session, *, entry_ids: Collection[str]) -> dict[str, int]:
    """Return the number of the last version of each of these works that both have signed; none for the others."""
    both = (col(CreditVersion.mentor_signed_at).is_not(None), col(CreditVersion.mentee_signed_at).is_not(None))
    signed = select(CreditVersion.entry_id, func.max(CreditVersion.number)).where(*both)
    return dict(
        session.exec(
            signed.where(col(CreditVersion.entry_id).in_(entry_ids)).group_by(col(CreditVersion.entry_id))
        ).all()
    )


def count_credits(session: Session, *, pair_id: str) -> tuple[int, int]:
    """Return (works, versions of them) of a pair."""
    counted = select(func.count(), func.coalesce(func.sum(CreditEntry.newest), 0)).where(CreditEntry.pair_id == pair_id)
    works, versions = session.exec(counted).one()
    return works, versions


def sign(session: Session, *, version: CreditVersion, side: Side, at: datetime) -> bool:
    """Note that one side signs a version, unless they have; return whether it is new."""
    name = f"{side}_signed_at"
    theirs = update(CreditVersion).where(
        col(CreditVersion.entry_id) == version.entry_id,
        col(CreditVersion.number) == version.number,
        getattr(CreditVersion, name).is_(None),
    )
    return changed(session, theirs.values({name: at})) == 1


def freeze_credits(session: Session, *, pair_ids: Collection[str], at: datetime) -> None:
    """Let the registers of these pairs stand as they are, for good."""
    theirs = update(CreditEntry).where(col(CreditEntry.pair_id).in_(pair_ids), col(CreditEntry.frozen_at).is_(None))
    session.exec(theirs.values(frozen_at=at))
