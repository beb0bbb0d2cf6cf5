"""What a pair agrees on: each version, what each side answered alone, and one wording where they read differently."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import upsert
from storage.vocabulary import AgreementField


class Agreement(SQLModel, table=True):
    """One version of one pair's agreement: open until both have confirmed it, and then as it is for good."""

    __table_args__ = (UniqueConstraint("pair_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair))
    number: int
    """1 for the pair's first one."""
    opened_at: datetime = Field(sa_type=UtcDateTime)
    edited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When somebody last changed an answer; None while all stands as the version before left it."""
    mentor_sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the mentor's answers were given over to be compared."""
    mentee_sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mentor_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the mentor said yes to the page as it stands now."""
    mentee_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the second of them did: from then on nothing of this version changes."""
    review_on: date | None = None
    """When the two look at it again: of one that is open, the day on which they look at the one before."""
    revision: int = 1
    """Rises with all that both can see, so that nobody says yes to what they have not read."""


class AgreementAnswer(SQLModel, table=True):
    """One side's answer to one question. It is nobody else's to read before both have sent theirs."""

    agreement_id: str = Field(foreign_key=key_of(Agreement), primary_key=True)
    author_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    field: AgreementField = Field(primary_key=True, sa_type=words(AgreementField))
    team_id: str
    text: str = Field(sa_type=EncryptedText)


class AgreementWording(SQLModel, table=True):
    """What stands in the place of two answers to one question: the newest wording of either side."""

    agreement_id: str = Field(foreign_key=key_of(Agreement), primary_key=True)
    field: AgreementField = Field(primary_key=True, sa_type=words(AgreementField))
    team_id: str
    author_id: str = Field(foreign_key=key_of(Member))
    text: str | None = Field(default=None, sa_type=EncryptedText)
    """None where the question is left out."""
    written_at: datetime = Field(sa_type=UtcDateTime)


def agreement_by_id(session: Session, *, agreement_id: str) -> Agreement | None:
    """Return one version, None when there is none of that id."""
    return session.get(Agreement, agreement_id)


def newest_agreements(session: Session, *, pair_ids: Collection[str]) -> dict[str, Agreement]:
    """Return the newest version of each of these pairs, by pair; those without any are left out: one query."""
    newest = select(Agreement.pair_id, func.max(Agreement.number).label("number")).group_by(col(Agreement.pair_id))
    latest = newest.where(col(Agreement.pair_id).in_(pair_ids)).subquery()
    wanted = select(Agreement).join(
        latest, (col(Agreement.pair_id) == latest.c.pair_id) & (col(Agreement.number) == latest.c.number)
    )
    return {agreement.pair_id: agreement for agreement in session.exec(wanted)}


def agreements_of(session: Session, *, pair_id: str) -> list[Agreement]:
    """Return every version of a pair's agreement, the newest first."""
    wanted = select(Agreement).where(Agreement.pair_id == pair_id)
    return list(session.exec(wanted.order_by(col(Agreement.number).desc())))


def has_agreement(session: Session, *, pair_id: str) -> bool:
    """Return whether both of a pair have ever confirmed an agreement."""
    wanted = select(Agreement.id).where(Agreement.pair_id == pair_id, col(Agreement.confirmed_at).is_not(None))
    return session.exec(wanted.limit(1)).one_or_none() is not None


def answers_of(session: Session, *, agreement_id: str) -> list[AgreementAnswer]:
    """Return both sides' answers of one version: who may read which is not decided here."""
    return list(session.exec(select(AgreementAnswer).where(AgreementAnswer.agreement_id == agreement_id)))


def wordings_of(session: Session, *, agreement_id: str) -> list[AgreementWording]:
    """Return the wordings of one version."""
    return list(session.exec(select(AgreementWording).where(AgreementWording.agreement_id == agreement_id)))


def keep_answers(
    session: Session, *, agreement: Agreement, author_id: str, texts: Mapping[AgreementField, str | None]
) -> None:
    """Keep one side's answers to these questions in place of what stood there; None takes an answer back."""
    session.flush()
    emptied = [field for field, text in texts.items() if text is None]
    theirs: Sequence[ColumnElement[bool]] = (
        col(AgreementAnswer.agreement_id) == agreement.id,
        col(AgreementAnswer.author_id) == author_id,
    )
    session.exec(delete(AgreementAnswer).where(*theirs, col(AgreementAnswer.field).in_(emptied)))
    common = {"agreement_id": agreement.id, "author_id": author_id, "team_id": agreement.team_id}
    rows: list[dict[str, object]] = [
        {**common, "field": field, "text": text} for field, text in sorted(texts.items()) if text is not None
    ]
    upsert(session, AgreementAnswer, rows, by=("agreement_id", "author_id", "field"))


def keep_wording(session: Session, *, wording: AgreementWording) -> None:
    """Keep the wording of a question in place of an earlier one."""
    session.flush()
    upsert(session, AgreementWording, [wording.model_dump()], by=("agreement_id", "field"))
