"""Block Kit of the forms that authors of private requests fill in: a receipt, their words, and who must not have it."""

from collections.abc import Collection, Mapping

from bot.content.catalogue import Catalog
from bot.domain.relay.cases import SPEECH_MAX_CHARS
from bot.domain.relay.plain_words import normalised
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.relay import names
from bot.views.relay.intake import not_these_field


def receipt_form(catalog: Catalog, *, private_metadata: str) -> Payload:
    """Return the form in which a receipt is typed."""
    say = catalog.relay_mine
    field = fields.short_text(names.WHOLE, say.ask_receipt, hint=say.ask_receipt_hint, max_chars=None)
    back = blocks.row(blocks.button(names.MINE, say.list_button))
    return _form(catalog, names.TYPED, [field, back], submit=say.find_button, private_metadata=private_metadata)


def read_receipt(view: Payload) -> str:
    """Return what was typed from paper; empty for nothing."""
    return answers.text(view, names.WHOLE) or ""


def answer_form(catalog: Catalog, *, label: str, private_metadata: str) -> Payload:
    """Return the form in which the author of a request says something more."""
    say = catalog.relay_mine
    shown = [
        blocks.heading(label),
        fields.long_text(names.SPEECH, say.ask_answer, hint=say.ask_answer_hint, max_chars=SPEECH_MAX_CHARS),
        blocks.note(say.answer_when),
        blocks.row(blocks.button(names.BACK, say.back_button)),
    ]
    return _form(catalog, names.REPLY, shown, submit=say.send_button, private_metadata=private_metadata)


def read_answer(catalog: Catalog, view: Payload) -> str:
    """Return what was said, as facilitators get it.

    Raises:
        FieldError: nothing, or too much.
    """
    typed = answers.text(view, names.SPEECH) or ""
    words = normalised(typed[: SPEECH_MAX_CHARS + 1])
    if not words or len(typed) > SPEECH_MAX_CHARS or len(words) > SPEECH_MAX_CHARS:
        raise FieldError(names.SPEECH, catalog.relay_mine.too_long)
    return words


def others_form(
    catalog: Catalog, *, facilitators: Mapping[str, str], tied: Collection[str], private_metadata: str
) -> Payload:
    """Return the form that gives a request to other facilitators; arguments as of the form of a request."""
    say = catalog.relay_mine
    shown = [
        blocks.heading(say.change_heading),
        blocks.paragraph(say.change_about),
        *not_these_field(catalog, facilitators, tied, hint=say.ask_others_hint),
        blocks.row(blocks.button(names.BACK, say.back_button)),
    ]
    return _form(catalog, names.OTHERS, shown, submit=say.give_button, private_metadata=private_metadata)


def read_others(view: Payload) -> frozenset[str]:
    """Return who else must not have it."""
    return answers.ticked(view, names.NOT_THESE)


def _form(catalog: Catalog, callback_id: str, shown: list[AnyBlock], *, submit: str, private_metadata: str) -> Payload:
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        submit=submit,
        callback_id=callback_id,
        private_metadata=private_metadata,
        blocks=shown,
    )
