"""Tips for mentors: who has asked for them. Nobody gets one unasked."""

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import key_of
from storage.installations import is_at_work
from storage.members import Member, are_full_members
from storage.upsert import insert_new


class TipWish(SQLModel, table=True):
    """One mentor who would like a tip now and then. Whoever has not asked, or wants no more of them, has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str


def wants_tips(session: Session, *, member_id: str) -> bool:
    """Return whether somebody has asked for tips."""
    return session.get(TipWish, member_id) is not None


def who_wants_tips(session: Session) -> list[Member]:
    """Return everybody who has asked for tips, in whichever workspace: one query."""
    wished = select(TipWish.member_id).where(is_at_work(col(TipWish.team_id)))
    return list(
        session.exec(select(Member).where(col(Member.id).in_(wished), *are_full_members()).order_by(col(Member.id)))
    )


def wish_for_tips(session: Session, *, member_id: str, team_id: str) -> None:
    """Keep that somebody would like tips; a second time changes nothing."""
    insert_new(session, TipWish, [{"member_id": member_id, "team_id": team_id}], by=("member_id",))


def end_tips(session: Session, *, member_id: str) -> None:
    """Keep no more that somebody would like tips; a second time changes nothing."""
    session.exec(delete(TipWish).where(col(TipWish.member_id) == member_id))
