"""Writers of the messages about agreements: what they say is so when they are sent, or they are not sent."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.agreement_sheets import AgreementStep
from bot.domain.agreements import ASKED_FOR
from bot.domain.recaps import WRITABLE_FOR
from bot.errors import NotYoursError
from bot.services.agreement_records import Record, record_in, sent_at
from bot.services.agreement_reviews import SECOND, is_to_review
from bot.services.letter import Letter, PointlessError
from bot.services.meeting_messages import meeting_and_card
from bot.views import agreement_messages as view
from bot.views.blocks import Payload
from storage.agreements import has_agreement
from storage.meetings import count_held
from storage.vocabulary import TouchpointKind

TOLD = frozenset({AgreementStep.COMPARING, AgreementStep.ASKED, AgreementStep.STANDING})


def write_news(deps: Deps, letter: Letter) -> Payload:
    """Tell one side how far the agreement has come: the other one's answers wait, both are there, it stands.

    Raises:
        PointlessError: it waits for the other one, there is nothing to tell, or the pair is no more.
    """
    with deps.db.read() as session:
        record = _record(session, letter)
    step = record.step
    if step is AgreementStep.WRITING and sent_at(record.agreement, record.card.other_side):
        step = AgreementStep.WAITING
    elif step not in TOLD:
        raise PointlessError("done")
    return view.news(deps.catalog, card=record.card, step=step)


def write_short(deps: Deps, letter: Letter) -> Payload:
    """Offer the five-minute version on the morning after a second meeting.

    Raises:
        PointlessError: an agreement stands, the two did not meet, or it was no second meeting.
    """
    with deps.db.read() as session:
        meeting, card = meeting_and_card(session, letter, is_for_two=True)
        if meeting.revision != letter.revision:
            raise PointlessError("moved")
        if not meeting.took_place:
            raise PointlessError("not_held")
        if has_agreement(session, pair_id=card.pair_id):
            raise PointlessError("done")
        if count_held(session, pair_id=card.pair_id, before=meeting.starts_at) != SECOND:
            raise PointlessError("not_second")
    waits = letter.waits(point=meeting.ends_at + WRITABLE_FOR)
    return view.short(deps.catalog, card=card, meeting_id=meeting.id, revision=letter.revision, waits=waits)


def write_review(deps: Deps, letter: Letter) -> Payload:
    """Ask whether what stands still holds: on the day on which the two look again, and when a role has changed.

    Raises:
        PointlessError: a newer version stands, the reader has sent theirs, or the pair is no more.
    """
    with deps.db.read() as session:
        record = _record(session, letter)
        if record.agreement.confirmed_at is None or not is_to_review(session, record):
            raise PointlessError("newer")
    if record.card.is_resting:
        raise PointlessError("partner_left")
    ask = view.role if letter.kind is TouchpointKind.AGREEMENT_ROLE else view.review
    waits = letter.waits(point=letter.at + ASKED_FOR)
    return ask(deps.catalog, card=record.card, agreement_id=letter.subject_id, revision=letter.revision, waits=waits)


def _record(session: Session, letter: Letter) -> Record:
    try:
        return record_in(session, actor=letter.member, agreement_id=letter.subject_id)
    except NotYoursError as error:
        raise PointlessError("gone") from error
