"""Block Kit of an item's reminder and of what it turns into. Messages can be exported, so they hold no task's words."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.items import ItemSheet
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu, times
from bot.views.blocks import Payload
from bot.views.items import DONE, DROP, FAMILY, MOVE
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import ItemState, TouchpointKind


def due(catalog: Catalog, *, item: ItemSheet, waits: Collection[Wait]) -> Payload:
    """Return the reminder to an item's owner."""
    say = catalog.items
    text = blocks.fill(say.reminder, partner=item.card.partner.name, day=_day(catalog, item))
    buttons = [
        blocks.button(FAMILY + verb, label, value=item.item_id)
        for verb, label in ((DONE, say.done_button), (MOVE, say.move_button), (DROP, say.drop_button))
    ]
    read = board_button(Screen.ITEMS, say.read_button, pair_id=item.card.pair_id)
    more = prompt_menu.more(
        catalog,
        kind=TouchpointKind.ITEM_DUE,
        subject_id=item.item_id,
        revision=item.revision,
        waits=waits,
    )
    return blocks.message(text, [blocks.paragraph(text, accessory=more), blocks.row(read, *buttons)])


def settled(catalog: Catalog, *, item: ItemSheet) -> Payload:
    """Return the line that takes the reminder's place after a press: what is true of the item now."""
    say = catalog.items
    still_open = say.now_open if item.due_on else say.now_open_undated
    phrase = {ItemState.OPEN: still_open, ItemState.DONE: say.now_done, ItemState.DROPPED: say.now_dropped}[item.state]
    text = blocks.fill(phrase, partner=item.card.partner.name, day=_day(catalog, item))
    return blocks.message(text, [blocks.paragraph(text)])


def _day(catalog: Catalog, item: ItemSheet) -> str:
    return times.day(item.due_on) if item.due_on else catalog.items.undated
