"""Plans: where somebody wants to be, how their time is split, and whom they let read it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, UtcDateTime, key_of, words
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new, upsert
from storage.vocabulary import Paper


class Plan(SQLModel, table=True):
    """One member's own long-range plan: theirs alone, unless they share it."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    one_year: str | None = Field(default=None, sa_type=EncryptedText)
    three_years: str | None = Field(default=None, sa_type=EncryptedText)
    five_years: str | None = Field(default=None, sa_type=EncryptedText)
    ten_years: str | None = Field(default=None, sa_type=EncryptedText)
    own: str | None = Field(default=None, sa_type=EncryptedText)
    """Whether it is still their plan and not somebody else's, and what help is missing."""
    revision: int = 1
    """Rises whenever they write or look it through: the question of a year later is about the newest."""
    looked_at: datetime = Field(sa_type=UtcDateTime)


class TimeSplit(SQLModel, table=True):
    """How one member's time was split in one year: theirs alone, unless they share it."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    year: int = Field(primary_key=True)
    team_id: str
    parts: str = Field(sa_type=EncryptedText)
    """Per cent of each duty as JSON: as it is, and as the job description has it."""
    note: str | None = Field(default=None, sa_type=EncryptedText)


class PlanShare(SQLModel, table=True):
    """One member lets the other side of one pair read one of the two, until they take it back."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    pair_id: str = Field(foreign_key=key_of(Pair), primary_key=True, index=True)
    paper: Paper = Field(primary_key=True, sa_type=words(Paper))
    team_id: str


def plan_of(session: Session, *, member_id: str) -> Plan | None:
    """Return one member's plan, None when they have written none."""
    return session.exec(select(Plan).where(Plan.member_id == member_id)).one_or_none()


def plan_to_change(session: Session, *, team_id: str, member_id: str, at: datetime) -> Plan:
    """Return one member's plan, for this transaction alone: one of revision 0, begun `at`, where there was none."""
    begun = Plan(member_id=member_id, team_id=team_id, revision=0, looked_at=at)
    insert_new(session, Plan, [begun.model_dump()], by=("member_id",))
    return session.exec(select(Plan).where(Plan.member_id == member_id).with_for_update()).one()


def splits_of(session: Session, *, member_id: str, most: int) -> list[TimeSplit]:
    """Return a member's last years, the newest first."""
    wanted = select(TimeSplit).where(TimeSplit.member_id == member_id)
    return list(session.exec(wanted.order_by(col(TimeSplit.year).desc()).limit(most)))


def keep_split(session: Session, *, split: TimeSplit) -> None:
    """Keep one year in the place of what was said of it before."""
    upsert(session, TimeSplit, [split.model_dump()], by=("member_id", "year"))


def shares_in(session: Session, *, pair_ids: Collection[str]) -> list[PlanShare]:
    """Return what either side of these pairs lets the other read: one query."""
    return list(session.exec(select(PlanShare).where(col(PlanShare.pair_id).in_(pair_ids))))


def share(session: Session, *, shares: Collection[PlanShare]) -> None:
    """Let others read; what they may read already stays so."""
    rows = [each.model_dump() for each in shares]
    insert_new(session, PlanShare, rows, by=("member_id", "pair_id", "paper"))


def unshare(session: Session, *, member_id: str) -> None:
    """Let nobody read anything of one member any more."""
    session.exec(delete(PlanShare).where(col(PlanShare.member_id) == member_id))
