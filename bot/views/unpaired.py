"""What goals, agenda and recap show to somebody who is in no pair: where these will stand, and a way to think ahead."""

from bot.content.catalogue import Catalog, Section
from bot.views import blocks
from bot.views.blocks import Payload


def screen(catalog: Catalog, *, topic: Section) -> Payload:
    """Return the modal of one topic: `catalog.goals`, `catalog.agendas` or `catalog.recaps`."""
    shown = [blocks.paragraph(topic.unpaired), blocks.line(), blocks.paragraph(topic.meanwhile)]
    return blocks.modal(title=topic.title, close=catalog.common.close, blocks=shown)
