"""Block Kit of notes of thanks: the board of a pair, the form, and the message that one is there."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.thanks import TEXT_MAX_CHARS, ThanksBoard, ThanksSheet
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from bot.views.pairs import board_button
from bot.views.screens import Screen

WRITE, PUT_AWAY = "thanks:write", "thanks:put_away"
"""Their values are a pair, and a note."""
SUBMIT = "thanks_form"
TEXT = "thanks_text"


def board(catalog: Catalog, *, board: ThanksBoard, carried: Carried) -> Payload:
    """Return one page of what the viewer has of the two."""
    say = catalog.thanks
    card = board.card
    ways = [] if card.partner.has_left else [blocks.row(write_button(catalog, pair_id=card.pair_id, is_primary=True))]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=card.partner.name)),
            *ways,
            blocks.line(),
            *([] if board.notes else [blocks.paragraph(say.none_yet)]),
            *(block for note in board.notes for block in _row(catalog, note, card)),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def write_button(catalog: Catalog, *, pair_id: str, is_primary: bool = False) -> Button:
    """Return the button that opens an empty note, wherever it stands."""
    return blocks.button(WRITE, catalog.thanks.write_button, value=pair_id, is_primary=is_primary)


def form(catalog: Catalog, *, card: PairCard, carried: Carried) -> Payload:
    """Return the form of a note."""
    say = catalog.thanks
    partner = card.partner.name
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.send,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            fields.long_text(
                TEXT,
                say.ask_text.format(partner=partner),
                hint=say.sees.format(partner=partner),
                max_chars=TEXT_MAX_CHARS,
            )
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> str:
    """Return what was written.

    Raises:
        FieldError: nothing, or too much.
    """
    say = catalog.thanks
    text = answers.text_within(view, TEXT, TEXT_MAX_CHARS, refusal=say.too_long)
    if text is None:
        raise FieldError(TEXT, say.no_text)
    return text


def sent(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    say = catalog.thanks
    sentence = blocks.fill(say.sent, partner=card.partner.name)
    return blocks.modal(title=say.sent_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def told(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that a note is there: messages can be exported, so it holds none of its words."""
    say = catalog.thanks
    text = blocks.fill(say.told, partner=card.partner.name)
    read = board_button(Screen.THANK, say.read_button, pair_id=card.pair_id, is_primary=True)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(read)])


def _row(catalog: Catalog, note: ThanksSheet, card: PairCard) -> list[AnyBlock]:
    say = catalog.thanks
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.sure_yes, no=say.sure_no)
    delete = blocks.button(PUT_AWAY, say.put_away_button, value=note.thanks_id, confirm=sure)
    moment = times.moment(note.sent_at, card.me.zone)
    line = blocks.fill(say.mine if note.is_own else say.theirs, partner=card.partner.name, moment=moment)
    return [blocks.words(note.text, accessory=delete), blocks.note(line)]
