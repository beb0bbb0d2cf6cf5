"""Block Kit of messages between two meetings. Messages can be exported, so they hold nobody's words."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, contact, prompt_menu
from bot.views.blocks import Payload
from bot.views.notes import FAMILY, write_button
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind

NOTHING = FAMILY + "nothing"


def told(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that the other one has left a note."""
    say = catalog.notes
    text = blocks.fill(say.told, partner=card.partner.name)
    read = board_button(Screen.NOTES, say.read_button, pair_id=card.pair_id, is_primary=True)
    return blocks.message(
        text, [blocks.paragraph(text), blocks.row(read, write_button(say.answer_button, pair_id=card.pair_id))]
    )


def question(catalog: Catalog, *, card: PairCard, meeting_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the question to a mentee, halfway between two meetings."""
    say = catalog.notes
    text = blocks.fill(say.between, partner=card.partner.name)
    more = prompt_menu.more(
        catalog, kind=TouchpointKind.BETWEEN_MEETINGS, subject_id=meeting_id, revision=revision, waits=waits
    )
    buttons = blocks.row(
        write_button(say.write_button, pair_id=card.pair_id, is_primary=True),
        blocks.button(NOTHING, say.nothing_button, value=card.pair_id),
        contact.button(catalog, card=card),
    )
    return blocks.message(text, [blocks.paragraph(text, accessory=more), buttons])


def nothing(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return what takes the place of the question when there is nothing to tell."""
    text = blocks.fill(catalog.notes.nothing, partner=card.partner.name)
    return blocks.message(text, [blocks.paragraph(text)])
