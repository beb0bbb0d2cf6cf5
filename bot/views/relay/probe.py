"""The Home that is shown while somebody checks whether Homes keep what they carry."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import Payload

PRESS = "probe:press"


def home(catalog: Catalog, *, private_metadata: str) -> Payload:
    """Return a Home with one button."""
    say = catalog.privacy
    shown = [
        blocks.heading(say.check_heading),
        blocks.paragraph(say.check_text),
        blocks.row(blocks.button(PRESS, say.check_button)),
    ]
    return blocks.home(blocks=shown, private_metadata=private_metadata)
