"""What became of people, year by year: under a number drawn by lot, sealed, and only of those who have agreed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, key_of, new_id
from storage.members import Member
from storage.upsert import insert_new, upsert


class StudyPerson(SQLModel, table=True):
    """One member who has agreed to say what becomes of them. Without such a row nothing of the kind is kept."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    study_id: str = Field(default_factory=new_id, sa_type=EncryptedText)
    """Under which their years are kept: sealed, so that without the keys nothing leads from one to the other."""
    agreed_on: date


class YearOutcome(SQLModel, table=True):
    """What one person has said of one academic year. Counts read this table alone, and never whose a row is."""

    # Without SQLite's hidden row number, which would tell who answered after whom.
    __table_args__ = (Index("ix_yearoutcome_team_id_period", "team_id", "period"), {"sqlite_with_rowid": False})

    study_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    """The month in which the year begins, such as `2025-07`."""
    team_id: str
    answers: str = Field(sa_type=EncryptedText)
    """The three answers and how the mentoring went, at one length whatever they are."""


def study_person_of(session: Session, *, member_id: str) -> StudyPerson | None:
    """Return that a member has agreed, None when they have not."""
    return session.exec(select(StudyPerson).where(StudyPerson.member_id == member_id)).one_or_none()


def keep_study_person(session: Session, *, person: StudyPerson) -> None:
    """Keep that a member agrees; who has agreed before keeps their number and their day."""
    insert_new(session, StudyPerson, [person.model_dump()], by=("member_id",))


def outcomes_of(session: Session, *, study_id: str) -> list[YearOutcome]:
    """Return what was said under a number, the latest year first."""
    theirs = select(YearOutcome).where(YearOutcome.study_id == study_id)
    return list(session.exec(theirs.order_by(col(YearOutcome.period).desc())))


def keep_outcome(session: Session, *, outcome: YearOutcome) -> None:
    """Keep what is said of a year in the place of what was said of it before."""
    upsert(session, YearOutcome, [outcome.model_dump()], by=("study_id", "period"))


def forget_study_person(session: Session, *, member_id: str) -> bool:
    """Delete that a member agreed, and all that they have said; return whether there was anything."""
    person = study_person_of(session, member_id=member_id)
    if person is None:
        return False
    session.connection().execute(delete(YearOutcome).where(col(YearOutcome.study_id) == person.study_id))
    session.delete(person)
    session.flush()
    return True


def answers_within(session: Session, *, team_id: str, period: str) -> Sequence[str]:
    """Return what was said of a year in one workspace, in no order and of nobody: one query."""
    said = select(YearOutcome.answers).where(YearOutcome.team_id == team_id, YearOutcome.period == period)
    return session.exec(said).all()


def has_answered(session: Session, *, member_id: str, period: str) -> bool:
    """Return whether a member has said something of a year."""
    person = study_person_of(session, member_id=member_id)
    return person is not None and session.get(YearOutcome, (person.study_id, period)) is not None


def ids_that_answered(session: Session, *, period: str) -> frozenset[str]:
    """Return the ids of the members of every workspace who have said something of a year: two queries."""
    numbers = frozenset(session.exec(select(YearOutcome.study_id).where(YearOutcome.period == period)))
    people = session.exec(select(StudyPerson.member_id, StudyPerson.study_id)) if numbers else ()
    return frozenset(member_id for member_id, study_id in people if study_id in numbers)
