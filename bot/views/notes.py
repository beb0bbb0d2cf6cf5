"""Block Kit of notes between two meetings: the board of a pair, and the form in which one is written or put right."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.between import NOTE_MAX_CHARS, NotesBoard, NoteSheet
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, contact, fields, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner

FAMILY = "notes:"
"""All buttons of notes begin with this."""
WRITE, CHANGE = FAMILY + "write", FAMILY + "change"
SUBMIT = "notes_form"
TEXT = "notes_text"


def board(catalog: Catalog, *, board: NotesBoard, carried: Carried) -> Payload:
    """Return one page of what two people have written to each other, the newest first."""
    say = catalog.notes
    partner = board.card.partner.name
    ways = [] if board.card.is_resting else [_ways(catalog, board.card)]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=partner)),
            *ways,
            blocks.line(),
            *([] if board.notes else [blocks.paragraph(say.none_yet)]),
            *(block for note in board.notes for block in _row(catalog, note, board.card)),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def write_button(label: str, *, pair_id: str, is_primary: bool = False) -> Button:
    """Return the button that opens an empty note to the other one, wherever it stands."""
    return blocks.button(WRITE, label, value=pair_id, is_primary=is_primary)


def form(catalog: Catalog, *, card: PairCard, carried: Carried, note: NoteSheet | None = None) -> Payload:
    """Return the form of a note: an empty one, or one to be put right."""
    say = catalog.notes
    partner = card.partner.name
    field = fields.long_text(
        TEXT,
        say.ask_text.format(partner=partner),
        hint=(say.sees_change if note else say.sees).format(partner=partner),
        max_chars=NOTE_MAX_CHARS,
        initial=note.text if note else None,
    )
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.change_title if note else say.form_title,
        submit=say.keep if note else say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[field],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> str:
    """Return what was written.

    Raises:
        FieldError: nothing, or too much.
    """
    say = catalog.notes
    text = answers.text_within(view, TEXT, NOTE_MAX_CHARS, refusal=say.too_long)
    if text is None:
        raise FieldError(TEXT, say.no_text)
    return text


def done(catalog: Catalog, *, card: PairCard, is_change: bool) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    say = catalog.notes
    title, phrase = (say.kept_title, say.kept) if is_change else (say.sent_title, say.sent)
    sentence = blocks.fill(phrase, partner=card.partner.name)
    return blocks.modal(title=title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def _ways(catalog: Catalog, card: PairCard) -> AnyBlock:
    write = write_button(catalog.notes.write_button, pair_id=card.pair_id, is_primary=True)
    return blocks.row(write, contact.button(catalog, card=card))


def _row(catalog: Catalog, note: NoteSheet, card: PairCard) -> list[AnyBlock]:
    say = catalog.notes
    moment = times.moment(note.written_at, card.me.zone)
    who = say.mine if note.is_own else say.theirs
    line = blocks.fill(who, partner=card.partner.name, moment=moment)
    change = blocks.button(CHANGE, say.change_button, value=note.note_id) if note.is_own else None
    return [
        blocks.words(note.text, accessory=change),
        blocks.note(f"{line} · {say.changed}" if note.is_changed else line),
    ]
