"""Block Kit of the programme's settings."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.public_holidays import BETWEEN, NONE, name_of, parts
from bot.domain.setup import CONTACTS_MAX_CHARS, Setup, SetupDraft
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.holiday_choices import country_groups

SUBMIT = "settings_form"
CHANNEL = "settings_channel"
CONTACTS = "settings_contacts"
COUNTRY = "settings_country"
"""A choice here is told at once, so that the parts of that country can be offered."""
PART = "settings_part_"
"""What the name of that field begins with; it ends with the country, as each has parts of its own."""
GROUP = 100
"""Slack takes no more choices under one heading (docs.slack.dev/reference/block-kit/composition-objects)."""


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
        blocks=[
            blocks.paragraph(say.intro),
            _channel_block(catalog, setup),
            contacts,
            *_holidays_fields(catalog, setup.holidays or NONE),
        ],
    )


def with_parts(catalog: Catalog, view: Mapping[str, Any]) -> Payload:
    """Return the form that is open with the parts of the country that was chosen; what else stands in it stays."""
    country = answers.choice(view, COUNTRY) or NONE
    ours = [block for block in view["blocks"] if not str(block.get("block_id")).startswith((COUNTRY, PART))]
    offered = [block.to_dict() for block in _holidays_fields(catalog, country)]
    kept = ("callback_id", "title", "submit", "close", "private_metadata")
    return {"type": "modal", **{name: view[name] for name in kept if view.get(name)}, "blocks": [*ours, *offered]}


def read_form(view: Mapping[str, Any]) -> SetupDraft:
    """Return what was entered."""
    contacts = answers.text(view, CONTACTS)
    country = answers.choice(view, COUNTRY)
    part = answers.choice(view, PART + country) if country else None
    holidays = f"{country}{BETWEEN}{part}" if country and part else country
    return SetupDraft(channel_id=answers.conversation(view, CHANNEL), contacts=contacts, holidays=holidays)


def kept(catalog: Catalog, *, setup: Setup) -> Payload:
    """Return the modal that confirms what is settled now."""
    say = catalog.setup
    contacts: list[AnyBlock] = [blocks.note(say.kept_no_contacts)]
    if setup.contacts:
        contacts = [blocks.paragraph(say.kept_contacts), blocks.words(setup.contacts)]
    confirmed = blocks.paragraph(blocks.fill(say.kept, channel=setup.channel_id or ""))
    days = [blocks.words(say.kept_holidays.format(place=name_of(setup.holidays)))] if setup.holidays else []
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=[confirmed, *days, *contacts])


def _holidays_fields(catalog: Catalog, holidays: str) -> list[AnyBlock]:
    """Return the field of the country, and that of its parts where it has any with days of their own."""
    say = catalog.setup
    country, _, part = holidays.partition(BETWEEN)
    asked = fields.grouped_select(
        COUNTRY, say.ask_holidays, country_groups(), hint=say.ask_holidays_hint, initial=country, acts=True
    )
    offered = [(name, code) for code, name in parts(country).items()]
    groups = [offered[first : first + GROUP] for first in range(0, len(offered), GROUP)]
    if not groups:
        return [asked]
    named = [(say.part_group.format(first=group[0][0], last=group[-1][0]), group) for group in groups]
    label = say.ask_part.format(country=name_of(country))
    return [asked, fields.grouped_select(PART + country, label, named, hint=say.ask_part_hint, initial=part)]


def _channel_block(catalog: Catalog, setup: Setup) -> AnyBlock:
    say = catalog.setup
    if setup.is_channel_fixed:
        return blocks.paragraph(blocks.fill(say.fixed_channel, channel=setup.channel_id or ""))
    return fields.private_channel(CHANNEL, say.ask_channel, hint=say.ask_channel_hint, initial=setup.channel_id)
