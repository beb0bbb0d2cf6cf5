"""The one line below every reminder: where answers to private requests wait. The same for everybody, word for word.

Nobody is sent a message for its sake, so that a message tells nobody that there is a request.
"""

from bot.content.catalogue import Catalog
from bot.views.blocks import MESSAGE_MAX_BLOCKS, Payload, note

BLOCKS = 1
"""How many blocks it takes."""


def with_footer(catalog: Catalog, message: Payload) -> Payload:
    """Return a message with the line below it; a message that leaves no room for it says it in its text alone."""
    say = catalog.privacy
    blocks = list(message.get("blocks") or [])
    has_room = blocks and len(blocks) + BLOCKS <= MESSAGE_MAX_BLOCKS
    signed = {"blocks": [*blocks, note(say.footer).to_dict()]} if has_room else {}
    return {**message, **signed, "text": f"{message['text']}\n{say.footer}"}
