"""Writers of the messages about reviews: what they say holds when they are sent, or they are not sent."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.items import last_moment
from bot.domain.reviews import Load, ReviewRoom, ReviewSheet
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written
from bot.services.review_load import load_of, room_for
from bot.services.reviews import sheet_of
from bot.views import review_messages as view
from storage.members import Member
from storage.vocabulary import ReviewState, TouchpointKind

OPEN_TO = {TouchpointKind.REVIEW_WAITS: ReviewState.ASKED, TouchpointKind.REVIEW_DUE: ReviewState.ACCEPTED}
"""How a request must stand for a prompt about it to mean something."""


def asked(deps: Deps, letter: Letter) -> Written:
    """Ask the mentor, with what they carry at present beside it.

    Raises:
        PointlessError: it was answered or withdrawn before, or the pair is no more.
    """
    review, room, load = _seen(deps, letter)
    return view.asked(deps.catalog, review=review, room=room, load=load)


def prompted(deps: Deps, letter: Letter) -> Written:
    """Remind the mentor: of a request without an answer, or of what they have agreed to.

    Raises:
        PointlessError: it stands otherwise by now, or the pair is no more.
    """
    review, room, _ = _seen(deps, letter)
    waits = letter.waits(point=last_moment(review.wanted_on, letter.hours.zone))
    return view.prompted(deps.catalog, kind=letter.kind, review=review, room=room, waits=waits)


def changed(deps: Deps, letter: Letter) -> Written:
    """Tell one side what the other has done.

    Raises:
        PointlessError: something else has been done since, or the pair is no more.
    """
    review, _, _ = _seen(deps, letter)
    return view.changed(deps.catalog, review=review)


def point_of(catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, hours: Hours) -> datetime:
    """Return from which instant on a prompt about a request would be pointless.

    Raises:
        NotYoursError: the request is of another pair.
        UserError: it stands otherwise by now.
    """
    review, _ = access.review_of(session, actor, prompted.subject_id)
    if review.state is not OPEN_TO.get(prompted.kind) or review.revision != prompted.revision:
        raise UserError(catalog.preferences.settled_meanwhile)
    return last_moment(review.wanted_on, hours.zone)


def _seen(deps: Deps, letter: Letter) -> tuple[ReviewSheet, ReviewRoom, Load]:
    with deps.db.read() as session:
        try:
            review, card = access.review_of(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
        if review.revision != letter.revision:
            raise PointlessError("changed")
        if card.is_resting:
            raise PointlessError("partner_left")
        room = room_for(session, card, now=letter.at)
        return sheet_of(review, card), room, load_of(session, letter.member, now=letter.at)
