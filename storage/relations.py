"""Relations: who has a say in whose career. They decide who must not handle a private request, and who may mentor."""

from collections.abc import Collection

from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, delete, or_, select, update

from storage.columns import key_of, words
from storage.members import Member
from storage.upsert import insert_new, upsert
from storage.vocabulary import Authority


class Relation(SQLModel, table=True):
    """One colleague's say in another's career, as the roster or the junior has named it."""

    senior_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    junior_id: str = Field(foreign_key=key_of(Member), primary_key=True, index=True)
    kind: Authority = Field(primary_key=True, sa_type=words(Authority))
    team_id: str = Field(index=True)
    is_own: bool = False
    """Named by the junior alone, who can take it back; what the roster says as well is the roster's."""


KEY = ("senior_id", "junior_id", "kind")
IN_ORDER = (col(Relation.junior_id), col(Relation.kind), col(Relation.senior_id))


def relations_with(session: Session, *, member_id: str) -> list[Relation]:
    """Return every relation that this member is in, on either side."""
    is_in = or_(col(Relation.senior_id) == member_id, col(Relation.junior_id) == member_id)
    return list(session.exec(select(Relation).where(is_in).order_by(*IN_ORDER)))


def who_has_a_say(session: Session, *, team_id: str, user_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return the Slack ids, senior and junior, of every relation that one of these people is in: one query."""
    senior, junior = aliased(Member), aliased(Member)
    wanted = (
        select(senior.user_id, junior.user_id)
        .select_from(Relation)
        .join(senior, col(Relation.senior_id) == senior.id)
        .join(junior, col(Relation.junior_id) == junior.id)
        .where(Relation.team_id == team_id, or_(col(senior.user_id).in_(user_ids), col(junior.user_id).in_(user_ids)))
    )
    return list(session.exec(wanted.distinct()))


def relations_among(session: Session, *, member_ids: Collection[str]) -> list[Relation]:
    """Return the relations whose two people are both among these members."""
    both = (col(Relation.senior_id).in_(member_ids), col(Relation.junior_id).in_(member_ids))
    return list(session.exec(select(Relation).where(*both).order_by(*IN_ORDER)))


def seniors_of(session: Session, *, member_ids: Collection[str]) -> list[Relation]:
    """Return the relations in which these members are the juniors."""
    wanted = select(Relation).where(col(Relation.junior_id).in_(member_ids))
    return list(session.exec(wanted.order_by(*IN_ORDER)))


def add_relations(session: Session, *, relations: Collection[Relation]) -> int:
    """Keep these relations beside those that are known; return how many are new. Known ones stay whose they are."""
    return insert_new(session, Relation, _rows(relations), by=KEY)


def keep_of_roster(session: Session, *, relations: Collection[Relation]) -> None:
    """Keep what a roster says, beside what is known: what the junior has named before is the roster's from now on."""
    upsert(session, Relation, _rows(relations), by=KEY)


def forget_seniors(
    session: Session, *, member_ids: Collection[str], is_own: bool, kinds: Collection[Authority] = tuple(Authority)
) -> None:
    """Forget who has a say of these kinds in these members' careers, as they (`is_own`) or the roster have named it."""
    theirs = (col(Relation.junior_id).in_(member_ids), col(Relation.is_own).is_(is_own), col(Relation.kind).in_(kinds))
    session.exec(delete(Relation).where(*theirs))


def mean_instead(session: Session, *, senior_id: str, instead_id: str) -> None:
    """Let whoever had a say by one row have it by another one of theirs, which nobody names yet."""
    theirs = (col(Relation.senior_id) == senior_id, col(Relation.junior_id) != senior_id)
    session.exec(update(Relation).where(*theirs).values(senior_id=instead_id))


def _rows(relations: Collection[Relation]) -> list[dict[str, object]]:
    """Return rows in one order for all who write several."""
    return sorted((each.model_dump() for each in relations), key=lambda row: [str(row[name]) for name in KEY])
