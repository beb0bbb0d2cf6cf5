"""Check-ins: what a mentor has answered to questions about a mentee. Sealed, and nobody else's."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, UtcDateTime, key_of
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import upsert
from storage.vocabulary import CheckIn


class CheckInAnswer(SQLModel, table=True):
    """One answer of one mentor. Which question it was to, and what was answered, is sealed as one."""

    id: str = Field(primary_key=True)
    team_id: str
    member_id: str = Field(foreign_key=key_of(Member), index=True)
    pair_id: str = Field(foreign_key=key_of(Pair))
    answer: str = Field(sa_type=EncryptedText)
    """A `CheckIn` and a `CheckInDeed` with a colon between them."""
    answered_at: datetime = Field(sa_type=UtcDateTime)


class CheckInChoice(SQLModel, table=True):
    """What one mentor has chosen about being asked. Whoever has chosen nothing has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    never: str = Field(default="", sa_type=EncryptedText)
    """The `CheckIn`s they want no more, separated by commas."""
    paused_until: date | None = None
    """The first day on which they are asked again."""


def answers_of(session: Session, *, member_id: str, limit: int) -> list[CheckInAnswer]:
    """Return the last answers of one mentor, the newest first."""
    theirs = select(CheckInAnswer).where(CheckInAnswer.member_id == member_id)
    return list(
        session.exec(theirs.order_by(col(CheckInAnswer.answered_at).desc(), col(CheckInAnswer.id)).limit(limit))
    )


def keep_answer(session: Session, answer: CheckInAnswer) -> None:
    """Keep an answer in place of what was answered to the same question of the same round."""
    upsert(session, CheckInAnswer, [answer.model_dump()], by=("id",))


def forget_answers(session: Session, *, member_id: str) -> None:
    """Delete every answer of one mentor."""
    session.exec(delete(CheckInAnswer).where(col(CheckInAnswer.member_id) == member_id))


def choice_of(session: Session, *, member_id: str) -> CheckInChoice | None:
    """Return what one mentor has chosen, None when they have chosen nothing."""
    return session.get(CheckInChoice, member_id)


def never_in(choice: CheckInChoice | None) -> frozenset[CheckIn]:
    """Return the questions that are not wanted; a word that this version does not know is passed over."""
    return frozenset(each for each in CheckIn if choice and each in choice.never.split(","))


def keep_choice(session: Session, choice: CheckInChoice) -> None:
    """Keep what a mentor has chosen in place of what they chose before."""
    upsert(session, CheckInChoice, [choice.model_dump()], by=("member_id",))
