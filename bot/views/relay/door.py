"""The private door's first screen: what is promised, and where to turn today."""

from bot.content.catalogue import Catalog
from bot.domain.relay.intake import TurnedAway
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.relay import names


def promise(catalog: Catalog, *, contacts: str | None) -> Payload:
    """Return the screen of a workspace where nothing can be sent yet.

    `contacts` is the programme's own list, shown word for word; None shows who may help anywhere. Everybody gets the
    same title and the same first words, so that a glance at a shared screen says nothing.
    """
    say = catalog.privacy
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.heading(say.heading),
            blocks.paragraph(say.promise),
            blocks.paragraph(say.not_open),
            blocks.line(),
            *where_to_turn(catalog, contacts=contacts),
        ],
    )


def notice(catalog: Catalog, *, contacts: str | None, private_metadata: str) -> Payload:
    """Return what everybody reads before the first word is typed, with the three ways on."""
    say = catalog.relay_intake
    ways = (
        blocks.button(names.WRITE, say.write_button),
        blocks.button(names.MINE, say.mine_button),
        blocks.button(names.HAVE_RECEIPT, say.receipt_button),
    )
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.NOTICE,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(catalog.privacy.heading),
            blocks.paragraph(catalog.privacy.promise),
            blocks.paragraph(f"*{say.hidden_title}*\n{say.hidden}"),
            blocks.paragraph(f"*{say.seen_title}*\n{say.seen}"),
            blocks.paragraph(say.leave_out),
            blocks.row(*ways),
            blocks.line(),
            *where_to_turn(catalog, contacts=contacts),
        ],
    )


def elsewhere(catalog: Catalog, *, why: TurnedAway, contacts: str | None) -> Payload:
    """Return why a request is not taken, and where else to turn."""
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.ELSEWHERE,
        blocks=[
            blocks.heading(catalog.relay_intake.elsewhere_heading),
            blocks.paragraph(getattr(catalog.relay_intake, why)),
            blocks.line(),
            *where_to_turn(catalog, contacts=contacts),
        ],
    )


def where_to_turn(catalog: Catalog, *, contacts: str | None) -> list[AnyBlock]:
    """Return who can help outside the programme: its own list word for word, or else who may help anywhere."""
    say = catalog.privacy
    where = blocks.words(contacts) if contacts else blocks.paragraph(say.no_contacts)
    return [blocks.paragraph(f"*{say.contacts_title}*"), where, blocks.note(say.emergency)]
