"""Whom people would rather not be paired with: told to nobody, kept sealed, honoured both ways."""

from collections.abc import Collection, Mapping

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, key_of
from storage.members import Member
from storage.upsert import upsert

BETWEEN = ","


class Avoidance(SQLModel, table=True):
    """One member's list. Whoever has named nobody has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    avoided: str = Field(sa_type=EncryptedText)
    """Member ids: the database does not tell who is on a list."""


def avoided_by(session: Session, *, member_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return whom each of these members would rather not be paired with; those who have named nobody are left out."""
    wanted = select(Avoidance).where(col(Avoidance.member_id).in_(member_ids))
    return {each.member_id: frozenset(each.avoided.split(BETWEEN)) for each in session.exec(wanted)}


def are_apart(session: Session, *, member_ids: tuple[str, str]) -> bool:
    """Return whether one of these two would rather not be paired with the other."""
    lists = avoided_by(session, member_ids=member_ids)
    one, other = member_ids
    return other in lists.get(one, ()) or one in lists.get(other, ())


def keep_avoided(session: Session, *, member_id: str, team_id: str, avoided: Collection[str]) -> None:
    """Keep somebody's list in place of what they named before; an empty one leaves no row."""
    if not avoided:
        session.exec(delete(Avoidance).where(col(Avoidance.member_id) == member_id))
        return
    row = {"member_id": member_id, "team_id": team_id, "avoided": BETWEEN.join(sorted(avoided))}
    upsert(session, Avoidance, [row], by=("member_id",))


def avoid_instead(session: Session, *, team_id: str, member_id: str, instead_id: str) -> None:
    """Let every list of a workspace that names one row of somebody name another row of theirs: they are who was meant.

    All lists are opened for it: nothing but what is sealed in them tells which.
    """
    every = select(Avoidance).where(Avoidance.team_id == team_id).order_by(col(Avoidance.member_id))
    for each in session.exec(every.with_for_update()):
        avoided = set(each.avoided.split(BETWEEN))
        if member_id in avoided:
            each.avoided = BETWEEN.join(sorted(avoided - {member_id} | {instead_id}))
            session.add(each)
    session.flush()
