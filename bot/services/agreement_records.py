"""Stored agreements as one of the two may see them: the only place where one side's answers reach the other."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.agreement_sheets import AgreementStep, Version
from bot.domain.agreements import PARTS, AgreedWording, Line, Reading
from bot.domain.calendar import local_day
from bot.domain.pairs import PairCard
from bot.services import access
from storage.agreements import Agreement, AgreementWording, answers_of, wordings_of
from storage.members import Member
from storage.pairs import lock_pair
from storage.records import record
from storage.vocabulary import AgreementField, Side


@record
class Record:
    """One version and the rows about it, from the viewer's side."""

    card: PairCard
    agreement: Agreement
    own: Mapping[AgreementField, str]
    """The viewer's answers."""
    theirs: Mapping[AgreementField, str]
    """The other side's. They are not for the viewer's eyes before `lines` shows them."""
    wordings: Mapping[AgreementField, AgreementWording]

    @property
    def step(self) -> AgreementStep:
        """Return where this version stands for the viewer."""
        return step_of(self.agreement, side=self.card.side)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return every question with both answers, none of them while not both have sent theirs."""
        if not is_compared(self.agreement):
            return ()
        return tuple(self._line(field) for fields in PARTS.values() for field in fields)

    @property
    def is_settled(self) -> bool:
        """Return whether both have sent their answers and none of them contradict each other any more."""
        readings = {line.reading for line in self.lines}
        return bool(readings) and Reading.DIFFERENT not in readings

    def _line(self, field: AgreementField) -> Line:
        row = self.wordings.get(field)
        wording = AgreedWording(row.text, is_mine=row.author_id == self.card.me.member_id) if row else None
        return Line(field, self.own.get(field), self.theirs.get(field), wording)


def record_in(
    session: Session, *, actor: Member, agreement_id: str, is_to_change: bool = False, is_to_read: bool = False
) -> Record:
    """Return one version and all about it. One `is_to_change` waits until nobody else decides about the pair.

    One `is_to_read` may be of a pair that has come to its close.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    agreement, card = access.agreement_of(session, actor, agreement_id, is_to_read=is_to_read)
    if is_to_change:
        lock_pair(session, pair_id=card.pair_id)
        session.refresh(agreement)
    return record_of(session, agreement, card=card)


def record_of(session: Session, agreement: Agreement, *, card: PairCard) -> Record:
    """Return what there is about a version of the pair `card`: two queries."""
    answers = answers_of(session, agreement_id=agreement.id)
    me = card.me.member_id
    return Record(
        card=card,
        agreement=agreement,
        own={row.field: row.text for row in answers if row.author_id == me},
        theirs={row.field: row.text for row in answers if row.author_id != me},
        wordings={row.field: row for row in wordings_of(session, agreement_id=agreement.id)},
    )


def step_of(agreement: Agreement, *, side: Side) -> AgreementStep:
    """Return where a version stands for the one on `side`."""
    steps = {
        AgreementStep.STANDING: agreement.confirmed_at,
        AgreementStep.WRITING: sent_at(agreement, side) is None,
        AgreementStep.WAITING: sent_at(agreement, side.other) is None,
        AgreementStep.CONFIRMED_BY_ME: yes_at(agreement, side),
        AgreementStep.ASKED: yes_at(agreement, side.other),
    }
    return next((step for step, holds in steps.items() if holds), AgreementStep.COMPARING)


def is_waiting(agreement: Agreement, *, side: Side, today: date) -> bool:
    """Return whether a version waits for the one on `side`: for answers, for a yes, or to be looked at again."""
    step = step_of(agreement, side=side)
    is_due = agreement.review_on is not None and agreement.review_on <= today
    return (
        step in {AgreementStep.COMPARING, AgreementStep.ASKED}
        or (step is AgreementStep.WRITING and (is_due or sent_at(agreement, side.other) is not None))
        or (step is AgreementStep.STANDING and is_due)
    )


def sent_at(agreement: Agreement, side: Side) -> datetime | None:
    """Return when that side gave its answers over."""
    return agreement.mentor_sent_at if side is Side.MENTOR else agreement.mentee_sent_at


def yes_at(agreement: Agreement, side: Side) -> datetime | None:
    """Return when that side said yes to the page as it stands."""
    return agreement.mentor_confirmed_at if side is Side.MENTOR else agreement.mentee_confirmed_at


def is_compared(agreement: Agreement) -> bool:
    """Return whether both have given their answers over, so that each may read the other's."""
    return all(sent_at(agreement, side) for side in Side)


def version_of(agreement: Agreement, *, card: PairCard) -> Version | None:
    """Return a version as it is listed, None while not both have confirmed it."""
    if agreement.confirmed_at is None:
        return None
    return Version(agreement.id, agreement.number, confirmed_on=day_of(agreement.confirmed_at, card))


def day_of(instant: datetime, card: PairCard) -> date:
    """Return the day of an instant on the viewer's calendar."""
    return local_day(instant, card.me.clock)
