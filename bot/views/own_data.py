"""Block Kit of somebody's own data: the two ways with it, and the form that is filled in before anything is erased."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import Payload

SEND = "data:send"
ERASE = "data:erase"
SUBMIT = "data_form"
WORD = "data_word"
WORD_MAX_CHARS = 40


def sheet(catalog: Catalog) -> Payload:
    """Return the screen. It is the same for everybody, and says of private requests what is true of all."""
    say = catalog.own_data
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.intro),
            blocks.note(say.about_files),
            blocks.row(blocks.button(SEND, say.send_button)),
            blocks.line(),
            blocks.paragraph(say.erase_intro),
            blocks.row(blocks.button(ERASE, say.erase_button)),
            blocks.line(),
            blocks.note(say.about_private),
        ],
    )


def form(catalog: Catalog, *, private_metadata: str) -> Payload:
    """Return what goes and what stays, and the field whose word says that this is meant."""
    say = catalog.own_data
    told = (say.erase_goes, say.erase_ends, say.erase_stays, say.about_private, say.erase_first)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.erase_title,
        submit=say.erase_save,
        close=catalog.common.close,
        private_metadata=private_metadata,
        blocks=[
            *(blocks.paragraph(each) for each in told),
            fields.short_text(WORD, say.ask_word, hint=say.ask_word_hint, max_chars=WORD_MAX_CHARS),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> None:
    """Make sure that the word was typed.

    Raises:
        FieldError: it was another one.
    """
    if (answers.text(view, WORD) or "").strip().lower() != catalog.own_data.word:
        raise FieldError(WORD, catalog.own_data.wrong_word)
