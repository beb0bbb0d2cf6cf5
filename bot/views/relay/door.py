"""The private door's first screen: what is promised, and where to turn today."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import Payload


def promise(catalog: Catalog, *, contacts: str | None) -> Payload:
    """Return the screen. `contacts` is the programme's own list, shown word for word; None shows who may help anywhere.

    Everybody gets the same title and the same first words, so that a glance at a shared screen says nothing.
    """
    say = catalog.privacy
    where = blocks.words(contacts) if contacts else blocks.paragraph(say.no_contacts)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.heading(say.heading),
            blocks.paragraph(say.promise),
            blocks.paragraph(say.not_open),
            blocks.line(),
            blocks.paragraph(f"*{say.contacts_title}*"),
            where,
            blocks.note(say.emergency),
        ],
    )
