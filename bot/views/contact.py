"""Block Kit of having no contact: the quiet button, what it will do and to whom, and the word to one facilitator."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.between import Helper
from bot.domain.pairs import PairCard
from bot.views import blocks
from bot.views.blocks import Button, Payload
from bot.views.carried import Carried, pack, unpack
from bot.views.screens import Screen, opener

OUT_OF_TOUCH = "contact:none"
SUBMIT = "contact_form"
LABEL_MAX_CHARS = 75
"""Of a button (docs.slack.dev/reference/block-kit/block-elements/button-element)."""


def button(catalog: Catalog, *, card: PairCard) -> Button:
    """Return the button that nobody but its reader sees; a press asks first."""
    room = LABEL_MAX_CHARS - len(catalog.contact.button.format(partner=""))
    name = card.partner.name
    shown = name if len(name) <= room else name[: room - 1] + "…"
    return blocks.button(OUT_OF_TOUCH, catalog.contact.button.format(partner=shown), value=card.pair_id)


def form(catalog: Catalog, *, card: PairCard, helper: Helper) -> Payload:
    """Return what will happen, to whom, and what will not, before anything does."""
    say = catalog.contact
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.submit,
        close=catalog.common.close,
        private_metadata=pack(Carried(pair_id=card.pair_id, subject_id=helper.user_id)),
        blocks=[
            blocks.paragraph(say.lead),
            blocks.paragraph(blocks.fill(say.tells, helper=helper.name)),
            blocks.note(blocks.fill(say.sees, partner=card.partner.name)),
        ],
    )


def named(view: Mapping[str, Any]) -> tuple[str, str]:
    """Return the pair, and the facilitator who was named; neither proves anything."""
    carried = unpack(view)
    return carried.pair_id, carried.subject_id


def done(catalog: Catalog, *, helper: Helper, is_new: bool) -> Payload:
    """Return the modal that says who is told, and what else there is."""
    say = catalog.contact
    sentence = blocks.fill(say.told if is_new else say.told_already, helper=helper.name)
    talk = blocks.row(opener(Screen.TALK, catalog.common.talk))
    return blocks.modal(title=say.told_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence), talk])


def told(catalog: Catalog, *, name: str) -> Payload:
    """Return the message to the facilitator."""
    text = blocks.fill(catalog.contact.dm, name=name)
    return blocks.message(text, [blocks.paragraph(text)])
