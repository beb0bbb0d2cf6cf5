"""What the two do once both have sent their answers: one wording where they differ, and a yes of each to the page."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.agreements import ABOUT_ONESELF, Line
from bot.domain.pairs import PairCard
from bot.errors import FieldError, NotYoursError, UserError
from bot.services.agreement_endings import say_yes, take_back, tell_partner
from bot.services.agreement_records import Record, is_compared, record_in
from storage.agreements import AgreementWording, keep_wording
from storage.members import Member
from storage.vocabulary import AgreementField


def line(deps: Deps, *, actor: Member, agreement_id: str, field: AgreementField) -> tuple[PairCard, Line]:
    """Return one question that the two can still word, and their pair.

    Raises:
        NotYoursError: it is of another pair, or each answers it for themselves.
        UserError: not both have sent their answers, or both have confirmed already.
    """
    with deps.db.read() as session:
        record = record_in(session, actor=actor, agreement_id=agreement_id)
    _refuse_fixed(deps, record, field)
    return record.card, _line(record, field)


def take(deps: Deps, *, actor: Member, agreement_id: str, field: AgreementField, is_mine: bool, revision: int) -> None:
    """Let one side's answer stand for both, the viewer's own where it `is_mine`; the same again changes nothing.

    Raises:
        NotYoursError: it is of another pair, or there is no such answer.
        UserError: it cannot be worded any more, or the other one has worded something since `revision`.
    """
    with deps.db.begin() as session:
        record = _comparing(deps, session, actor, agreement_id, field)
        chosen = _line(record, field)
        text = chosen.mine if is_mine else chosen.theirs
        if text is None:
            raise NotYoursError
        if chosen.wording and chosen.wording.is_mine and chosen.wording.text == text:
            return
        if record.agreement.revision != revision:
            raise UserError(_reworded(deps, record))
        _keep(deps, session, record, field=field, text=text)


def word(
    deps: Deps, *, actor: Member, agreement_id: str, field: AgreementField, text: str | None, revision: int, beside: str
) -> None:
    """Put one question into one wording, or leave it out; the same words again change nothing.

    Args:
        deps: the collaborators.
        actor: who words it.
        agreement_id: the version.
        field: the question.
        text: the words; None to leave the question out.
        revision: of the page on which the form was opened.
        beside: the field beside which a refusal stands.

    Raises:
        NotYoursError: it is of another pair, or each answers the question for themselves.
        FieldError: the other one has worded something meanwhile.
        UserError: it cannot be worded any more.
    """
    with deps.db.begin() as session:
        record = _comparing(deps, session, actor, agreement_id, field)
        stands = _line(record, field).wording
        if stands and stands.is_mine and stands.text == text:
            return
        if record.agreement.revision != revision:
            raise FieldError(beside, _reworded(deps, record))
        _keep(deps, session, record, field=field, text=text)


def confirm(deps: Deps, *, actor: Member, agreement_id: str, revision: int) -> None:
    """Note that `actor` says yes to the page as it stands; the second yes makes it the pair's agreement.

    Raises:
        NotYoursError: it is of another pair.
        UserError: something is still to be settled, or has been changed since `revision`.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = record_in(session, actor=actor, agreement_id=agreement_id, is_to_change=True)
        if record.agreement.confirmed_at:
            return
        if not record.is_settled:
            raise UserError(deps.catalog.agreements.not_settled)
        if record.agreement.revision != revision:
            raise UserError(_reworded(deps, record))
        say_yes(session, record, now=now)
        tell_partner(session, record, now=now)


def _comparing(deps: Deps, session: Session, actor: Member, agreement_id: str, field: AgreementField) -> Record:
    record = record_in(session, actor=actor, agreement_id=agreement_id, is_to_change=True)
    _refuse_fixed(deps, record, field)
    return record


def _refuse_fixed(deps: Deps, record: Record, field: AgreementField) -> None:
    say = deps.catalog.agreements
    if field in ABOUT_ONESELF:
        raise NotYoursError
    if not is_compared(record.agreement):
        raise UserError(say.not_both)
    if record.agreement.confirmed_at:
        raise UserError(say.confirmed_already)


def _keep(deps: Deps, session: Session, record: Record, *, field: AgreementField, text: str | None) -> None:
    now = deps.clock.now()
    wording = AgreementWording(
        agreement_id=record.agreement.id,
        field=field,
        team_id=record.card.team_id,
        author_id=record.card.me.member_id,
        text=text,
        written_at=now,
    )
    keep_wording(session, wording=wording)
    record.agreement.revision += 1
    if take_back(record):
        tell_partner(session, record, now=now)
    session.add(record.agreement)


def _line(record: Record, field: AgreementField) -> Line:
    return next(line for line in record.lines if line.field is field)


def _reworded(deps: Deps, record: Record) -> str:
    return deps.catalog.agreements.reworded.format(partner=record.card.partner.name)
