"""Block Kit of the programme's settings."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.own_data import KEPT_DAYS
from bot.domain.programme import ISO_DAYS, RAREST
from bot.domain.public_holidays import BETWEEN, NONE, name_of, parts
from bot.domain.setup import CONTACTS_MAX_CHARS, NAME_MAX_CHARS, Setup, SetupDraft, SetupFlaw
from bot.views import answers, blocks, fields, holds
from bot.views.blocks import AnyBlock, Payload
from bot.views.holiday_choices import country_groups
from bot.views.pairs import cadence
from bot.views.screens import Screen, opener
from storage.vocabulary import Cadence, MatchMode

SUBMIT = "settings_form"
CHANNEL = "settings_channel"
CONTACTS = "settings_contacts"
NAME, MODE, FLOOR = "settings_name", "settings_mode", "settings_floor"
DAYS, COUNT, KEPT = "settings_days", "settings_count", "settings_kept"
COUNTRY = "settings_country"
"""A choice here is told at once, so that the parts of that country can be offered."""
PART = "settings_part_"
"""What the name of that field begins with; it ends with the country, as each has parts of its own."""
GROUP = 100
"""Slack takes no more choices under one heading (docs.slack.dev/reference/block-kit/composition-objects)."""

FIELDS: Mapping[SetupFlaw, str] = {
    SetupFlaw.LONG_NAME: NAME,
    SetupFlaw.NO_DAY: DAYS,
    SetupFlaw.NO_COUNT: COUNT,
    SetupFlaw.NO_TIME: KEPT,
    SetupFlaw.NO_HOLIDAYS: COUNTRY,
}
"""Beside which field each refusal stands."""


def form(catalog: Catalog, *, setup: Setup, private_metadata: str) -> Payload:
    """Return the form, filled in with what is settled now. `private_metadata` is what it carries (`views.carried`)."""
    say = catalog.setup
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=private_metadata or None,
        blocks=[
            blocks.paragraph(say.intro),
            _channel_block(catalog, setup),
            *_programme_fields(catalog, setup),
            holds.rules_field(catalog, barred=setup.barred),
            *_help_fields(catalog, setup),
            _days_field(catalog, setup),
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
    ticked = answers.ticked(view, DAYS)
    return SetupDraft(
        channel_id=answers.conversation(view, CHANNEL),
        contacts=contacts,
        holidays=holidays,
        name=answers.text(view, NAME),
        mode=answers.word(view, MODE, MatchMode) or MatchMode.SELF_CHOICE,
        floor=answers.word(view, FLOOR, Cadence) or RAREST,
        weekdays=frozenset(day for day in ISO_DAYS if str(day) in ticked),
        smallest_count=_count(answers.choice(view, COUNT)),
        kept_days=_count(answers.choice(view, KEPT)),
        barred=holds.read_rules(view),
    )


def kept(catalog: Catalog, *, setup: Setup) -> Payload:
    """Return the modal that confirms what is settled now."""
    say = catalog.setup
    contacts: list[AnyBlock] = [blocks.note(say.kept_no_contacts)]
    if setup.contacts:
        contacts = [blocks.paragraph(say.kept_contacts), blocks.words(setup.contacts)]
    how: str = getattr(say, f"kept_{setup.mode}")
    often = say.kept_floor.format(cadence=cadence(catalog, setup.floor), number=setup.smallest_count)
    days = [blocks.words(say.kept_holidays.format(place=name_of(setup.holidays)))] if setup.holidays else []
    shown = [
        blocks.paragraph(blocks.fill(say.kept, channel=setup.channel_id or "")),
        blocks.words(f"{how} {often}"),
        blocks.words(holds.rules_sentence(catalog, barred=setup.barred)),
        *days,
        *contacts,
        blocks.line(),
        blocks.paragraph(say.next_steps),
        blocks.row(
            opener(Screen.ROSTER, say.roster_button),
            opener(Screen.LIBRARY, say.library_button),
            opener(Screen.PAIR, catalog.pairs.title),
            opener(Screen.HELP, say.help_button),
        ),
    ]
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=shown)


def _programme_fields(catalog: Catalog, setup: Setup) -> list[AnyBlock]:
    say = catalog.setup
    modes = [(getattr(say, f"mode_{mode}"), str(mode)) for mode in MatchMode]
    floors = [(cadence(catalog, each).capitalize(), str(each)) for each in Cadence]
    return [
        fields.short_text(
            NAME,
            say.ask_name,
            hint=say.ask_name_hint,
            max_chars=NAME_MAX_CHARS,
            initial=setup.name,
            is_optional=True,
        ),
        fields.radios(MODE, say.ask_mode, modes, hint=say.ask_mode_hint, initial=setup.mode),
        fields.select(FLOOR, say.ask_floor, floors, hint=say.ask_floor_hint, initial=setup.floor),
    ]


def _help_fields(catalog: Catalog, setup: Setup) -> list[AnyBlock]:
    say = catalog.setup
    counts = [(str(count), str(count)) for count in setup.counts]
    times = [(say.kept_for.format(days=days), str(days)) for days in KEPT_DAYS]
    return [
        fields.long_text(
            CONTACTS,
            say.ask_contacts,
            hint=say.ask_contacts_hint,
            max_chars=CONTACTS_MAX_CHARS,
            initial=setup.contacts,
            is_optional=True,
        ),
        fields.select(COUNT, say.ask_count, counts, hint=say.ask_count_hint, initial=str(setup.smallest_count)),
        fields.select(KEPT, say.ask_kept, times, hint=say.ask_kept_hint, initial=str(setup.kept_days)),
    ]


def _days_field(catalog: Catalog, setup: Setup) -> AnyBlock:
    say = catalog.setup
    offered = [(getattr(catalog.preferences, f"day_{day}"), str(day)) for day in ISO_DAYS]
    ticked = [str(day) for day in setup.weekdays]
    return fields.checkboxes(DAYS, say.ask_days, offered, hint=say.ask_days_hint, initial=ticked, is_optional=False)


def _count(chosen: str | None) -> int:
    """Return the number chosen, 0 for what is none."""
    return int(chosen) if chosen and chosen.isascii() and chosen.isdecimal() else 0


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
