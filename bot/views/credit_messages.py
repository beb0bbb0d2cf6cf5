"""Messages about the work-and-credit register. What stands in it stays out of them, down to the name of a work."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Button, Payload
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind


def news(catalog: Catalog, *, card: PairCard, is_signed: bool) -> Payload:
    """Return the message that the other one has written something, or that both have signed."""
    say = catalog.credits
    told = blocks.fill(say.news_signed if is_signed else say.news_written, partner=card.partner.name)
    return blocks.message(told, [blocks.paragraph(told), blocks.row(_open(catalog, card, is_primary=not is_signed))])


def question(catalog: Catalog, *, card: PairCard, entry_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the question whether what is written still holds, before a work goes out."""
    asked = blocks.fill(catalog.credits.question, partner=card.partner.name)
    kind = TouchpointKind.CREDIT_DUE
    more = prompt_menu.more(catalog, kind=kind, subject_id=entry_id, revision=revision, waits=waits)
    return blocks.message(asked, [blocks.paragraph(asked, accessory=more), blocks.row(_open(catalog, card))])


def _open(catalog: Catalog, card: PairCard, *, is_primary: bool = False) -> Button:
    return board_button(Screen.CREDIT, catalog.credits.open_button, pair_id=card.pair_id, is_primary=is_primary)
