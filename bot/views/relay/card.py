"""Cards of the mentoring queue: the same sentence each time, a two-word name, and a button. Nothing of a case."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import Payload
from storage.relay.vocabulary import StubKind

OPEN = "queue:open"
"""The button of a card; its value is the case, which is proven again when it is pressed."""


def of(catalog: Catalog, *, kind: StubKind, label: str, case_id: str) -> Payload:
    """Return a card for the channel, or a note to an owner."""
    say = catalog.relay_desk
    is_note = kind is StubKind.NUDGE
    sentence, plain = (say.note, say.note_plain) if is_note else (say.card, say.card_plain)
    shown = [
        blocks.paragraph(blocks.fill(sentence, label=label)),
        blocks.row(blocks.button(OPEN, say.open, value=case_id)),
    ]
    return blocks.message(plain, shown)
