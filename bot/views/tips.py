"""Block Kit of tips for mentors, and of the one offer of a lesson."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.snoozes import Prompted, Wait
from bot.domain.tips import Tip
from bot.views import blocks, prompt_menu, scenarios
from bot.views.blocks import Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import Scenario

FAMILY = "tip:"
NOT_NOW, NO_MORE = FAMILY + "later", FAMILY + "no_more"


def message(catalog: Catalog, *, tip: Tip, prompted: Prompted, waits: Collection[Wait]) -> Payload:
    """Return a tip, which can be put off by a week or ended beside it. Where a week is too long there is the menu."""
    say = catalog.tips
    said: str = getattr(say, f"tip_{tip}")
    value = f"{prompted.revision}"
    ways = blocks.row(
        *([blocks.button(NOT_NOW, say.not_now_button, value=value)] if Wait.NEXT_WEEK in waits else []),
        blocks.button(NO_MORE, say.no_more_button),
    )
    tip_block = blocks.paragraph(f"{say.lead} {said}", accessory=_more(catalog, prompted, waits))
    return blocks.message(said, [tip_block, ways, blocks.note(say.sees)])


def lesson(catalog: Catalog, *, prompted: Prompted, waits: Collection[Wait]) -> Payload:
    """Return the offer of the lesson. It says neither of whom nor that a rank has risen: messages can be exported."""
    say = catalog.tips
    shown = [
        blocks.paragraph(say.lesson, accessory=_more(catalog, prompted, waits)),
        blocks.row(scenarios.offer(catalog, Scenario.TO_COLLEAGUE)),
        blocks.note(say.lesson_sees),
    ]
    return blocks.message(say.lesson_text, shown)


def ended(catalog: Catalog) -> Payload:
    """Return what takes the place of a tip once no more are wanted, with the way back."""
    sentence = catalog.tips.ended
    back = blocks.row(opener(Screen.CIRCLE, catalog.circle.door_button))
    return blocks.message(sentence, [blocks.paragraph(sentence), back])


def round_of(action: Mapping[str, Any]) -> int | None:
    """Return the round of the tip that is put off, None where the button names none."""
    value = str(action.get("value"))
    return int(value) if value.isdecimal() else None


def _more(catalog: Catalog, prompted: Prompted, waits: Collection[Wait]) -> blocks.Menu:
    return prompt_menu.more(
        catalog, kind=prompted.kind, subject_id=prompted.subject_id, revision=prompted.revision, waits=waits
    )
