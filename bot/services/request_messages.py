"""What people are told about a request, written when it is sent, from what is true then."""

from bot.deps import Deps
from bot.domain.requests import FRESH, RequestCard, Turn
from bot.errors import NotYoursError
from bot.services import requests
from bot.services.letter import Letter, PointlessError, Written
from bot.views import prompt_menu
from bot.views import request_messages as view
from bot.views.blocks import Menu
from storage.requests import request_row
from storage.vocabulary import RequestState


def made(deps: Deps, letter: Letter) -> Written:
    """Tell the mentor that they are asked. Raises PointlessError when it is settled."""
    return view.made(deps.catalog, card=_open(deps, letter))


def reminder(deps: Deps, letter: Letter) -> Written:
    """Remind the mentor, once. Raises PointlessError when it is settled."""
    return view.reminder(deps.catalog, card=_open(deps, letter), more=_more(deps, letter))


def answered(deps: Deps, letter: Letter) -> Written:
    """Tell the mentee that there is an answer. Raises PointlessError where there is none to read."""
    card = _card(deps, letter)
    if card.state not in {RequestState.SUGGESTED, RequestState.NOT_NOW}:
        raise PointlessError(card.state)
    return view.answered(deps.catalog, card=card)


def unanswered(deps: Deps, letter: Letter) -> Written:
    """Tell the mentee that a facilitator can help. Raises PointlessError when it is settled, or one has been asked."""
    card = _card(deps, letter)
    if card.turn is not Turn.MENTEE:
        raise PointlessError("settled")
    return view.unanswered(deps.catalog, card=card, more=_more(deps, letter))


def to_help(deps: Deps, letter: Letter) -> Written:
    """Tell a facilitator that a mentee wishes for help. Raises PointlessError when it is settled, or is their own."""
    with deps.db.read() as session:
        row = request_row(session, request_id=letter.subject_id)
    if row is None or row.request.state is not RequestState.ASKED:
        raise PointlessError("settled")
    if letter.member.id in (row.mentor.id, row.mentee.id):
        raise PointlessError("own")
    return view.to_help(deps.catalog, mentor=row.mentor.name, mentee=row.mentee.name)


def _more(deps: Deps, letter: Letter) -> Menu:
    waits = letter.waits(point=letter.at + FRESH)
    return prompt_menu.more(
        deps.catalog, kind=letter.kind, subject_id=letter.subject_id, revision=letter.revision, waits=waits
    )


def _open(deps: Deps, letter: Letter) -> RequestCard:
    card = _card(deps, letter)
    if card.state is not RequestState.ASKED or card.partner.has_left:
        raise PointlessError("settled")
    return card


def _card(deps: Deps, letter: Letter) -> RequestCard:
    try:
        return requests.card(deps, actor=letter.member, request_id=letter.subject_id)
    except NotYoursError as error:
        raise PointlessError("gone") from error
