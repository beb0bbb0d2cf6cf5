"""What a pair finds of its agreement: the board, the questions, one version side by side."""

from collections.abc import Container, Sequence

from bot.deps import Deps
from bot.domain.agreement_sheets import AgreementBoard, AgreementForm, AgreementPage, AgreementStep, PartLine
from bot.domain.agreements import FEW_ARE_SHOWN, PARTS, Part, Reading, fields_of
from bot.domain.calendar import local_day
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.agreement_records import (
    Record,
    is_compared,
    record_in,
    record_of,
    sent_at,
    version_of,
)
from storage.agreements import agreements_of, newest_agreements
from storage.members import Member
from storage.vocabulary import AgreementField


def board(deps: Deps, *, actor: Member, pair_id: str) -> AgreementBoard:
    """Return a pair's agreement as `actor` sees it: at most four statements.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        versions = agreements_of(session, pair_id=pair_id)
        record = record_of(session, versions[0], card=card) if versions else None
    standing = [version for row in versions if (version := version_of(row, card=card))]
    review_on = next((row.review_on for row in versions if row.confirmed_at), None)
    newest = record.agreement if record else None
    return AgreementBoard(
        card=card,
        step=record.step if record else AgreementStep.NONE,
        agreement_id=newest.id if newest else "",
        number=newest.number if newest else 1,
        revision=newest.revision if newest else 0,
        is_theirs_sent=newest is not None and sent_at(newest, card.other_side) is not None,
        is_unchanged=newest is not None and newest.edited_at is None and bool(standing),
        parts=_parts(record),
        standing=standing[0] if standing else None,
        earlier=tuple(standing[1 : 1 + FEW_ARE_SHOWN]),
        review_on=review_on,
        is_review_due=review_on is not None and review_on <= local_day(deps.clock.now(), card.me.clock),
    )


def form(deps: Deps, *, actor: Member, pair_id: str, name: str) -> AgreementForm:
    """Return what the form of the questions `name` is made of: a part, or the five-minute version.

    Raises:
        NotYoursError: `actor` is not in this pair, or nothing is asked under that name.
        UserError: both have sent their answers, so there is nothing to be written alone any more.
    """
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        newest = newest_agreements(session, pair_ids=[pair_id]).get(pair_id)
        record = record_of(session, newest, card=card) if newest and not newest.confirmed_at else None
    if not fields_of(name):
        raise NotYoursError
    if record and is_compared(record.agreement):
        raise UserError(deps.catalog.agreements.compared)
    return AgreementForm(card, name, record.own if record else {})


def page(deps: Deps, *, actor: Member, agreement_id: str, number: int) -> AgreementPage:
    """Return one part of a version, both sides beside each other; a part beyond the last one is the last one.

    Raises:
        NotYoursError: it is of another pair.
        UserError: not both have sent their answers.
    """
    with deps.db.read() as session:
        record = record_in(session, actor=actor, agreement_id=agreement_id, is_to_read=True)
    if not is_compared(record.agreement):
        raise UserError(deps.catalog.agreements.not_both)
    part = tuple(Part)[min(max(number, 0), len(Part) - 1)]
    version = version_of(record.agreement, card=record.card)
    return AgreementPage(
        card=record.card,
        agreement_id=agreement_id,
        number=record.agreement.number,
        confirmed_on=version.confirmed_on if version else None,
        revision=record.agreement.revision,
        part=part,
        lines=tuple(line for line in record.lines if line.field in PARTS[part]),
    )


def _parts(record: Record | None) -> tuple[PartLine, ...]:
    own = record.own if record else {}
    readings = {line.field: line.reading for line in record.lines} if record else {}
    said = {field for field, reading in readings.items() if reading is not Reading.EMPTY}
    different = {field for field, reading in readings.items() if reading is Reading.DIFFERENT}
    return tuple(
        PartLine(part, len(fields), _count(own, fields), _count(said, fields), _count(different, fields))
        for part, fields in PARTS.items()
    )


def _count(found: Container[AgreementField], fields: Sequence[AgreementField]) -> int:
    return sum(field in found for field in fields)
