"""Self-checks: how somebody finds that their mentoring goes. Theirs alone: no query here asks about anybody else."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, key_of
from storage.installations import is_at_work
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new
from storage.vocabulary import PairState


class SelfCheck(SQLModel, table=True):
    """All that one member has answered. No pair, no day and no number of answers stands beside what is sealed."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    answers: str = Field(sa_type=EncryptedText)
    """Of each pair as JSON, filled up with blanks: its length tells neither how many pairs nor how many answers."""


def self_check_of(session: Session, *, member_id: str) -> SelfCheck | None:
    """Return what a member has answered, None when that is nothing."""
    return session.get(SelfCheck, member_id)


def self_check_to_change(session: Session, *, team_id: str, member_id: str, empty: str) -> SelfCheck:
    """Return the same, for this transaction alone: `empty` where there was nothing."""
    begun = SelfCheck(member_id=member_id, team_id=team_id, answers=empty)
    insert_new(session, SelfCheck, [begun.model_dump()], by=("member_id",))
    return session.exec(select(SelfCheck).where(SelfCheck.member_id == member_id).with_for_update()).one()


def delete_self_check(session: Session, *, member_id: str) -> None:
    """Keep nothing more of what a member has answered."""
    session.flush()
    session.connection().execute(delete(SelfCheck).where(col(SelfCheck.member_id) == member_id))


def ids_in_pairs_since(session: Session, *, before: datetime) -> Sequence[str]:
    """Return the ids of the members of every workspace who are in an active pair that began by `before`: two queries.

    What anybody has answered plays no part in it.
    """
    sides = (col(Pair.mentor_id), col(Pair.mentee_id))
    confirmed = (col(Pair.mentor_confirmed_at), col(Pair.mentee_confirmed_at))
    began = [or_(each.is_(None), each <= before) for each in confirmed]
    wanted = [
        select(side)
        .join(Member, col(Member.id) == side)
        .where(Pair.state == PairState.ACTIVE, col(Pair.proposed_at) <= before, *began, ~col(Member.is_deleted))
        .where(is_at_work(col(Pair.team_id)))
        for side in sides
    ]
    return sorted({member_id for each in wanted for member_id in session.exec(each.distinct())})
