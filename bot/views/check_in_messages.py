"""Block Kit of a check-in: one question to a mentor, and what takes its place. No answer is ever in a message."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.check_ins import DEEDS, PAUSE_MONTHS, Asked
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import CheckIn, CheckInDeed, TouchpointKind

FAMILY = "check_in:"
"""All buttons of check-ins begin with this; of an answer its `CheckInDeed` follows."""
NOT_NOW, NEVER, PAUSE = FAMILY + "not_now", FAMILY + "never", FAMILY + "quiet"
PARTS = 4
"""Of a value: the pair, the question, the round, and the months of a pause."""


def question(catalog: Catalog, *, asked: Asked, card: PairCard, subject_id: str, waits: Collection[Wait]) -> Payload:
    """Return the question, its answers, and the ways not to answer it."""
    say = catalog.check_ins
    mentee, value = card.partner.name, f"{asked.pair_id}:{asked.question}:{asked.number}"
    text = blocks.fill(ask(catalog, asked.question), mentee=mentee)
    more = prompt_menu.more(
        catalog, kind=TouchpointKind.CHECK_IN, subject_id=subject_id, revision=asked.number, waits=waits
    )
    answers = [
        blocks.button(FAMILY + deed, label(catalog, asked.question, deed), value=value)
        for deed in DEEDS[asked.question]
    ]
    spans = [(getattr(say, f"pause_{months}"), f"{value}:{months}") for months in PAUSE_MONTHS]
    others = (
        blocks.button(NOT_NOW, say.not_now_button, value=value),
        blocks.button(NEVER, say.never_button, value=value),
        blocks.pick(PAUSE, say.ask_pause, [(say.pause_label, spans)]),
    )
    shown = [
        blocks.paragraph(text, accessory=more),
        blocks.row(*answers),
        blocks.row(*others),
        blocks.note(blocks.fill(say.private, mentee=mentee)),
    ]
    return blocks.message(text, shown)


def ask(catalog: Catalog, question: CheckIn) -> str:
    """Return a question, with a slot for the mentee's name."""
    phrase: str = getattr(catalog.check_ins, f"ask_{question}")
    return phrase


def label(catalog: Catalog, question: CheckIn, deed: CheckInDeed) -> str:
    """Return an answer as it is pressed."""
    phrase: str = getattr(catalog.check_ins, f"{question}_{deed}")
    return phrase


def pressed(action: Mapping[str, Any]) -> tuple[Asked, int | None] | None:
    """Return the question that was answered, and the months of a pause; None when it is none of ours.

    Neither proves anything.
    """
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    pair_id, question, *numbers = [*str(value).split(":"), "", "", ""][:PARTS]
    number, months = (int(each) if each.isdecimal() else None for each in numbers)
    if question not in set(CheckIn) or number is None:
        return None
    return Asked(pair_id, CheckIn(question), number), months


def settled(catalog: Catalog, *, sentence: str) -> Payload:
    """Return the line that takes the question's place, with the way to what was answered so far."""
    return blocks.message(
        sentence, [blocks.paragraph(sentence), blocks.row(opener(Screen.CHECK_INS, catalog.check_ins.own_button))]
    )
