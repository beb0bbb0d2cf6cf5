"""Block Kit of requests as their list and in Home: who has asked whom, and whose step is next."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.requests import RequestCard, RequestsBoard
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from storage.vocabulary import RequestState, Side

FAMILY = "request:"
ASK, OPEN, WITHDRAW, HELP, LIST, TURN = (FAMILY + word for word in ("ask", "open", "withdraw", "help", "list", "page"))
"""The value of the first says who is asked (`ask_value`), that of the next three the request, of the last the page."""
SHOWN_IN_HOME = 4
NAME_CHARS = 40
"""Of a mentor's name on a button, which holds 75 characters."""


def board(catalog: Catalog, *, board: RequestsBoard, carried: Carried) -> Payload:
    """Return one page of somebody's requests."""
    say = catalog.requests
    rows = [_row(catalog, card) for card in board.cards]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            blocks.paragraph(say.board_lead),
            *(rows or [blocks.paragraph(say.board_nothing)]),
            *turner(catalog, page=board.page, pages=board.pages, action_id=TURN),
        ],
    )


def home_lines(catalog: Catalog, cards: Sequence[RequestCard]) -> list[AnyBlock]:
    """Return the requests that wait for an answer, as Home shows them: those that wait for its owner first."""
    say = catalog.requests
    in_order = sorted(cards, key=lambda card: not card.is_to_answer)
    more = len(in_order) - SHOWN_IN_HOME
    return [
        *([blocks.paragraph(f"*{say.home_title}*")] if in_order else []),
        *(_home_line(catalog, card) for card in in_order[:SHOWN_IN_HOME]),
        *([blocks.note(say.home_more.format(number=more))] if more > 0 else []),
        *([blocks.line()] if in_order else []),
    ]


def line_button(catalog: Catalog, *, request_id: str, mentor: str) -> Button:
    """Return the button behind which stands the line that a mentor has added to a yes."""
    return blocks.button(OPEN, catalog.requests.line_button.format(mentor=mentor[:NAME_CHARS]), value=request_id)


def ask_value(mentor_id: str, need_id: str = "") -> str:
    """Return whom a button asks, and for which need; for none where there is none."""
    return f"{mentor_id}:{need_id}" if need_id else mentor_id


def asked_in(value: str) -> tuple[str, str]:
    """Return the mentor and the need that such a button names; they prove nothing."""
    mentor_id, _, need_id = value.partition(":")
    return mentor_id, need_id


def state_of(catalog: Catalog, card: RequestCard) -> str:
    """Return how far a request is, in a few words, for mrkdwn."""
    say = catalog.requests
    is_open = card.state is RequestState.ASKED
    phrase: str = getattr(say, f"next_{card.turn}" if is_open else f"short_{card.state}")
    return blocks.fill(phrase, mentor=card.mentor.name, mentee=card.mentee.name)


def _row(catalog: Catalog, card: RequestCard) -> AnyBlock:
    say = catalog.requests
    phrase = say.board_by_me if card.side is Side.MENTEE else say.board_to_me
    return _line(catalog, card, phrase)


def _home_line(catalog: Catalog, card: RequestCard) -> AnyBlock:
    say = catalog.requests
    return _line(catalog, card, say.home_to_me if card.is_to_answer else say.home_by_me)


def _line(catalog: Catalog, card: RequestCard, phrase: str) -> AnyBlock:
    say = catalog.requests
    text = phrase.format(
        partner=blocks.escape(card.partner.name), day=times.day(card.asked_on), state=state_of(catalog, card)
    )
    label = say.read_button if card.is_to_answer else say.open_button
    return blocks.paragraph(text, accessory=blocks.button(OPEN, label, value=card.request_id))
