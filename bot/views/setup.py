"""Block Kit of the programme's settings."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.setup import CONTACTS_MAX_CHARS, Setup, SetupDraft
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload

SUBMIT = "settings_form"
CHANNEL = "settings_channel"
CONTACTS = "settings_contacts"


def form(catalog: Catalog, *, setup: Setup, private_metadata: str) -> Payload:
    """Return the form, filled in with what is settled now. `private_metadata` is what it carries (`views.carried`)."""
    say = catalog.setup
    contacts = fields.long_text(
        CONTACTS,
        say.ask_contacts,
        hint=say.ask_contacts_hint,
        max_chars=CONTACTS_MAX_CHARS,
        initial=setup.contacts,
        is_optional=True,
    )
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=private_metadata or None,
        blocks=[blocks.paragraph(say.intro), _channel_block(catalog, setup), contacts],
    )


def read_form(view: Mapping[str, Any]) -> SetupDraft:
    """Return what was entered."""
    contacts = answers.text(view, CONTACTS)
    return SetupDraft(channel_id=answers.conversation(view, CHANNEL), contacts=contacts)


def kept(catalog: Catalog, *, setup: Setup) -> Payload:
    """Return the modal that confirms what is settled now."""
    say = catalog.setup
    contacts: list[AnyBlock] = [blocks.note(say.kept_no_contacts)]
    if setup.contacts:
        contacts = [blocks.paragraph(say.kept_contacts), blocks.words(setup.contacts)]
    confirmed = blocks.paragraph(blocks.fill(say.kept, channel=setup.channel_id or ""))
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=[confirmed, *contacts])


def _channel_block(catalog: Catalog, setup: Setup) -> AnyBlock:
    say = catalog.setup
    if setup.is_channel_fixed:
        return blocks.paragraph(blocks.fill(say.fixed_channel, channel=setup.channel_id or ""))
    return fields.private_channel(CHANNEL, say.ask_channel, hint=say.ask_channel_hint, initial=setup.channel_id)
