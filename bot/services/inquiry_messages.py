"""What people are told about an inquiry, written when it is sent. Names stand behind a button, never in a message."""

from bot.deps import Deps
from bot.services.letter import Letter, PointlessError, Written
from bot.views import references as view
from storage.offers import Offer
from storage.references import Inquiry, inquiry_by_id
from storage.vocabulary import InquiryState


def made(deps: Deps, letter: Letter) -> Written:
    """Ask somebody who is willing. Raises PointlessError when it is settled, or the mentor no longer agrees."""
    say = deps.catalog.references
    inquiry = _inquiry(deps, letter, InquiryState.OPEN)
    return view.message(deps.catalog, text=say.made_text, label=say.made_button, inquiry_id=inquiry.id)


def waits(deps: Deps, letter: Letter) -> Written:
    """Offer the asker to ask somebody else. Raises PointlessError when there has been an answer."""
    say = deps.catalog.references
    inquiry = _inquiry(deps, letter, InquiryState.OPEN)
    return view.message(deps.catalog, text=say.waits_text, label=say.open_button, inquiry_id=inquiry.id)


def answered(deps: Deps, letter: Letter) -> Written:
    """Tell the asker that there is an answer. Raises PointlessError when there is none."""
    say = deps.catalog.references
    inquiry = _inquiry(deps, letter, InquiryState.AGREED, InquiryState.NOBODY)
    return view.message(deps.catalog, text=say.answered_text, label=say.open_button, inquiry_id=inquiry.id)


def _inquiry(deps: Deps, letter: Letter, *states: InquiryState) -> Inquiry:
    with deps.db.read() as session:
        inquiry = inquiry_by_id(session, inquiry_id=letter.subject_id)
        offer = session.get(Offer, inquiry.mentor_id) if inquiry else None
    if inquiry is None or inquiry.state not in states or inquiry.revision != letter.revision:
        raise PointlessError("settled")
    if inquiry.state is InquiryState.OPEN and not (offer and offer.is_reference_scheme):
        raise PointlessError("taken_back")
    return inquiry
