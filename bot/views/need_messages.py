"""Messages about needs: that there is something to read or to decide. Never what it is."""

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.views import blocks
from bot.views.blocks import Payload
from bot.views.need_hints import read_button
from bot.views.screens import Screen, opener


def shared(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that a mentee lets their mentor read something."""
    say = catalog.needs
    text = blocks.fill(say.shared, mentee=card.mentee.name)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(read_button(say.read_button, card=card))])


def suggested(catalog: Catalog, *, mentor: str) -> Payload:
    """Return the message that a mentor suggests something."""
    say = catalog.needs
    text = blocks.fill(say.told_suggested, mentor=mentor)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(opener(Screen.GAP, say.look_button))])
