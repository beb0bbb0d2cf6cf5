"""Block Kit of beginning a door: one form for each kind; of an introduction the letter stands in it already."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.doors import ABOUT_MAX_CHARS, LETTER_MAX_CHARS, TITLE_MAX_CHARS, DoorDraft, filled_letter
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.doors import NEW
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import DoorKind

SUBMIT = NEW
"""What the name of each form begins with; its `DoorKind` follows."""
TITLE, ABOUT, LETTER, DAY = "door_title", "door_about", "door_letter", "door_day"


def form(catalog: Catalog, *, card: PairCard, kind: DoorKind, carried: Carried) -> Payload:
    """Return the form of a new door."""
    say = catalog.doors
    sees = say.sees_field.format(partner=card.partner.name)
    is_letter = kind is DoorKind.INTRODUCTION
    topic = (
        fields.short_text(ABOUT, say.ask_topic, hint=sees, max_chars=TITLE_MAX_CHARS)
        if is_letter
        else fields.long_text(ABOUT, say.ask_about, hint=sees, max_chars=ABOUT_MAX_CHARS, is_optional=True)
    )
    last = _letter(catalog, card) if is_letter else fields.day(DAY, say.ask_day, hint=sees, is_optional=True)
    title: str = getattr(say, f"form_{kind}_title")
    return blocks.modal(
        callback_id=SUBMIT + kind,
        title=title,
        submit=say.keep if is_letter else say.send,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            fields.short_text(TITLE, _ask(catalog, card, kind), hint=sees, max_chars=TITLE_MAX_CHARS),
            topic,
            last,
        ],
    )


def kind_of(view: Mapping[str, Any]) -> DoorKind | None:
    """Return what a form begins, None for one that is none of ours."""
    word = str(view["callback_id"]).removeprefix(SUBMIT)
    return DoorKind(word) if word in set(DoorKind) else None


def read_form(catalog: Catalog, view: Mapping[str, Any], kind: DoorKind) -> DoorDraft:
    """Return what was entered; the gaps of a letter are filled with what stands above it.

    Raises:
        FieldError: something is missing, or too long.
    """
    say = catalog.doors
    title, about = text(catalog, view, TITLE, TITLE_MAX_CHARS), text(catalog, view, ABOUT, ABOUT_MAX_CHARS)
    if title is None:
        raise FieldError(TITLE, say.no_title)
    if kind is not DoorKind.INTRODUCTION:
        return DoorDraft(kind, title, about, matters_on=answers.day(view, DAY))
    letter = text(catalog, view, LETTER, LETTER_MAX_CHARS)
    if about is None:
        raise FieldError(ABOUT, say.no_topic)
    if letter is None:
        raise FieldError(LETTER, say.no_letter)
    letter = filled_letter(letter, {say.gap_title: title, say.gap_about: about})
    if len(letter) > LETTER_MAX_CHARS:
        raise FieldError(LETTER, say.too_long.format(limit=LETTER_MAX_CHARS))
    return DoorDraft(kind, title, about, letter)


def text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    """Return what was typed, None for nothing. Raises FieldError where it is longer than its field takes."""
    return answers.text_within(view, name, limit, refusal=catalog.doors.too_long)


def begun(catalog: Catalog, *, card: PairCard, kind: DoorKind) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    say = catalog.doors
    phrase: str = getattr(say, f"begun_{kind}")
    return blocks.modal(
        title=say.begun_title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(blocks.fill(phrase, partner=card.partner.name)),
            blocks.row(board_button(Screen.DOORS, say.board_button, pair_id=card.pair_id)),
        ],
    )


def _ask(catalog: Catalog, card: PairCard, kind: DoorKind) -> str:
    phrase: str = getattr(catalog.doors, f"ask_{kind}_{card.side}")
    return phrase.format(partner=card.partner.name)


def _letter(catalog: Catalog, card: PairCard) -> AnyBlock:
    say = catalog.doors
    draft = say.letter.format(whom=say.gap_title, about=say.gap_about, mentee=card.mentee.name, mentor=card.mentor.name)
    hint = say.ask_letter_hint.format(partner=card.partner.name)
    return fields.long_text(LETTER, say.ask_letter, hint=hint, max_chars=LETTER_MAX_CHARS, initial=draft)
