"""Block Kit of the two forms at the end of a pair: what both leave in order, and what one keeps for themselves."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.endings import LINE_MAX_CHARS, Lines
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack

SUBMIT = "handover_form"
SUBMIT_REFLECTION = "reflection_form"
THANKS, LETTERS, MAY_SAY, TOUCH = "handover_thanks", "handover_letters", "handover_may_say", "handover_touch"
WORDS = "reflection_words"


def form(catalog: Catalog, *, card: PairCard, lines: Lines, carried: Carried) -> Payload:
    """Return the form of a hand-over; none of it must be filled in."""
    say = catalog.endings
    asked = (
        (THANKS, say.ask_thanks, say.ask_thanks_hint.format(partner=card.partner.name), lines.thanks),
        (LETTERS, say.ask_letters, say.ask_letters_hint, lines.letters),
        (MAY_SAY, say.ask_may_say, say.ask_may_say_hint, lines.may_say),
        (TOUCH, say.ask_touch, say.ask_touch_hint, lines.touch),
    )
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.handover_form_title,
        submit=say.handover_save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            fields.long_text(name, label, hint=hint, max_chars=LINE_MAX_CHARS, initial=initial, is_optional=True)
            for name, label, hint, initial in asked
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any], *, revision: int) -> Lines:
    """Return what was entered, on the lines of `revision`.

    Raises:
        FieldError: a line is too long.
    """
    return Lines(
        thanks=_line(catalog, view, THANKS),
        letters=_line(catalog, view, LETTERS),
        may_say=_line(catalog, view, MAY_SAY),
        touch=_line(catalog, view, TOUCH),
        revision=revision,
    )


def reflection_form(catalog: Catalog, *, words: str | None, carried: Carried) -> Payload:
    """Return the form of what somebody keeps for themselves."""
    say = catalog.endings
    asked = fields.long_text(
        WORDS,
        say.ask_reflection,
        hint=say.ask_reflection_hint,
        max_chars=LINE_MAX_CHARS,
        initial=words,
        is_optional=True,
    )
    return blocks.modal(
        callback_id=SUBMIT_REFLECTION,
        title=say.reflection_form_title,
        submit=say.handover_save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[asked],
    )


def read_reflection(catalog: Catalog, view: Mapping[str, Any]) -> str | None:
    """Return what was entered, None where that is nothing. Raises FieldError where it is too long."""
    return _line(catalog, view, WORDS)


def _line(catalog: Catalog, view: Mapping[str, Any], name: str) -> str | None:
    text = answers.text(view, name)
    if text and len(text) > LINE_MAX_CHARS:
        raise FieldError(name, catalog.endings.long_line)
    return text
