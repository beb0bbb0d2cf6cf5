"""Block Kit of an introduction's letter: to be changed by both until it is sent, afterwards to be read."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.doors import LETTER_MAX_CHARS, TITLE_MAX_CHARS, DoorSheet
from bot.errors import FieldError
from bot.views import blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.door_forms import LETTER, text
from bot.views.door_lines import facts
from storage.vocabulary import DoorState

SUBMIT, SUBMIT_NAME = "door_letter_form", "door_name_form"
NAME = "door_name"


def page(catalog: Catalog, *, door: DoorSheet, carried: Carried, typed: str | None = None) -> Payload:
    """Return the letter: as a form while it can be changed, else to be read.

    `typed` is what somebody has written on an older one: it stands in the field, and the newer one above it.
    """
    say = catalog.doors
    can_change = door.state is DoorState.OPEN and not door.card.is_resting
    shown = _newer(catalog, door) if typed else [blocks.words(door.said.title), blocks.note(facts(catalog, door))]
    kept = door.said.letter or ""
    return blocks.modal(
        callback_id=SUBMIT if can_change else None,
        title=say.letter_title,
        submit=say.keep if can_change else None,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[*shown, _field(catalog, door, typed or kept) if can_change else blocks.words(typed or kept)],
    )


def read_page(catalog: Catalog, view: Mapping[str, Any]) -> str:
    """Return the letter as it was written. Raises FieldError: nothing, or too much."""
    typed = text(catalog, view, LETTER, LETTER_MAX_CHARS)
    if typed is None:
        raise FieldError(LETTER, catalog.doors.no_letter)
    return typed


def kept(catalog: Catalog, *, door: DoorSheet) -> Payload:
    """Return the modal that says so where no board lies below the letter."""
    say = catalog.doors
    sentence = blocks.fill(say.letter_kept, partner=door.card.partner.name)
    return blocks.modal(title=say.begun_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def name_form(catalog: Catalog, *, door: DoorSheet, carried: Carried) -> Payload:
    """Return the form in which a mentor names somebody who is better placed."""
    say = catalog.doors
    partner = door.card.partner.name
    field = fields.short_text(
        NAME, say.ask_name, hint=say.sees_field.format(partner=partner), max_chars=TITLE_MAX_CHARS
    )
    return blocks.modal(
        callback_id=SUBMIT_NAME,
        title=say.name_title,
        submit=say.send,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[blocks.words(door.said.title), field],
    )


def read_name(catalog: Catalog, view: Mapping[str, Any]) -> str:
    """Return the name that was entered. Raises FieldError: nothing, or too much."""
    typed = text(catalog, view, NAME, TITLE_MAX_CHARS)
    if typed is None:
        raise FieldError(NAME, catalog.doors.no_name)
    return typed


def _field(catalog: Catalog, door: DoorSheet, initial: str) -> AnyBlock:
    say = catalog.doors
    hint = say.letter_hint.format(partner=door.card.partner.name)
    return fields.long_text(LETTER, say.ask_letter, hint=hint, max_chars=LETTER_MAX_CHARS, initial=initial)


def _newer(catalog: Catalog, door: DoorSheet) -> list[AnyBlock]:
    told = blocks.fill(catalog.doors.letter_changed, partner=door.card.partner.name)
    return [blocks.paragraph(told), blocks.words(door.said.letter or ""), blocks.line()]
