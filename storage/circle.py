"""The circle of mentors: who is willing to be seen in it, and what they say there of how to reach them."""

from collections.abc import Collection

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, key_of
from storage.members import Member, are_full_members
from storage.offers import OfferWord
from storage.pairs import Pair
from storage.upsert import upsert
from storage.vocabulary import PairState

MENTORED = (PairState.ACTIVE, PairState.ENDED)


class CircleSeat(SQLModel, table=True):
    """One mentor in the circle. Whoever is not in it, or has left it, has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str = Field(index=True)
    reach: str | None = Field(default=None, sa_type=EncryptedText)
    """How others in the circle can reach them."""


def is_mentor(session: Session, *, member_id: str) -> bool:
    """Return whether somebody mentors, or has mentored, or says what they can help with: two statements at most."""
    pairs = select(Pair.id).where(Pair.mentor_id == member_id, col(Pair.state).in_(MENTORED))
    offered = select(OfferWord.word).where(OfferWord.member_id == member_id)
    return any(session.exec(wanted.limit(1)).first() is not None for wanted in (pairs, offered))


def seat_of(session: Session, *, member_id: str) -> CircleSeat | None:
    """Return somebody's place in the circle, None where they have none."""
    return session.get(CircleSeat, member_id)


def seats_in(session: Session, *, team_id: str, left_out: Collection[str], most: int) -> list[tuple[str, str]]:
    """Return (member id, name) of so many in the circle, at most, by name; nothing sealed is read."""
    wanted = select(Member.id, Member.name).join(CircleSeat, col(CircleSeat.member_id) == col(Member.id))
    theirs = wanted.where(CircleSeat.team_id == team_id, col(Member.id).not_in(left_out), *are_full_members())
    return list(session.exec(theirs.order_by(col(Member.name), col(Member.id)).limit(most)))


def reaches_of(session: Session, *, member_ids: Collection[str]) -> dict[str, str | None]:
    """Return what these people in the circle say of how to reach them, by member id."""
    wanted = select(CircleSeat).where(col(CircleSeat.member_id).in_(member_ids))
    return {seat.member_id: seat.reach for seat in session.exec(wanted)}


def keep_seat(session: Session, seat: CircleSeat) -> None:
    """Let somebody be in the circle, with what they say now."""
    upsert(session, CircleSeat, [seat.model_dump()], by=("member_id",))


def leave_circle(session: Session, *, member_id: str) -> None:
    """Keep nothing more of somebody's place in the circle; a second time changes nothing."""
    session.exec(delete(CircleSeat).where(col(CircleSeat.member_id) == member_id))
