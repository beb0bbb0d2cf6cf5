"""The agreement as a document, and asking for it."""

from datetime import timedelta

from bot.deps import Deps
from bot.domain.agreement_sheets import AgreementSheet
from bot.errors import NotYoursError, UserError
from bot.services.agreement_records import day_of, record_in
from bot.services.letter import FilePayload, Letter, PointlessError, planned
from bot.views.agreement_document import document
from storage.members import Member
from storage.touchpoints import plan, plan_again
from storage.vocabulary import TouchpointKind

FILE_WAITS = timedelta(days=1)
"""How long a document that was asked for is worth sending."""


def ask_for_document(deps: Deps, *, actor: Member, agreement_id: str) -> bool:
    """Have a version sent to `actor` as a document; return False when it is on its way or has arrived.

    Raises:
        NotYoursError: it is of another pair.
        UserError: not both have confirmed it.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = record_in(session, actor=actor, agreement_id=agreement_id, is_to_read=True)
        if record.agreement.confirmed_at is None:
            raise UserError(deps.catalog.agreements.not_confirmed)
        asked = planned(
            kind=TouchpointKind.AGREEMENT_FILE,
            member_id=actor.id,
            team_id=record.card.team_id,
            subject_id=agreement_id,
            due_at=now,
            expires_at=now + FILE_WAITS,
        )
        return plan(session, [asked]) == 1 or plan_again(session, asked)


def write_file(deps: Deps, letter: Letter) -> FilePayload:
    """Make the document for whoever asked for it.

    Raises:
        PointlessError: the pair is no more, or not both have confirmed it.
    """
    try:
        sheet = sheet_for(deps, letter.member, letter.subject_id)
    except NotYoursError as error:
        raise PointlessError("gone") from error
    except UserError as error:
        raise PointlessError("open") from error
    say = deps.catalog.agreements
    return FilePayload(
        name=say.document_name.format(number=sheet.number),
        content=document(deps.catalog, sheet=sheet, made_at=letter.at),
        title=say.document_caption.format(number=sheet.number),
    )


def sheet_for(deps: Deps, reader: Member, agreement_id: str) -> AgreementSheet:
    """Return a whole version as one of the two has it as a document.

    Raises:
        NotYoursError: it is of another pair.
        UserError: not both have confirmed it.
    """
    with deps.db.read() as session:
        record = record_in(session, actor=reader, agreement_id=agreement_id, is_to_read=True)
    agreement, card = record.agreement, record.card
    said_yes = (agreement.confirmed_at, agreement.mentor_confirmed_at, agreement.mentee_confirmed_at)
    days = [day_of(instant, card) for instant in said_yes if instant]
    if len(days) != len(said_yes):
        raise UserError(deps.catalog.agreements.not_confirmed)
    confirmed_on, mentor_on, mentee_on = days
    return AgreementSheet(
        card=card,
        number=agreement.number,
        confirmed_on=confirmed_on,
        mentor_confirmed_on=mentor_on,
        mentee_confirmed_on=mentee_on,
        review_on=agreement.review_on,
        lines={line.field: line for line in record.lines},
    )
