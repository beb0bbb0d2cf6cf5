"""Block Kit of a first meeting: each side's own list, and the way to it from what comes before."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.first_meetings import NUMBER_MAX_CHARS, STEPS, FirstDraft, FirstOffer, FirstSheet
from bot.errors import FieldError
from bot.views import answers, blocks, fields, pairs, scenarios
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.meetings import when
from bot.views.screens import Screen
from storage.vocabulary import FirstStep, Scenario

SUBMIT = "first_form"
TICKED = "first_steps"
NUMBER = "first_number"


def form(catalog: Catalog, *, sheet: FirstSheet, carried: Carried) -> Payload:
    """Return one side's list. Of the other side's it shows the number, where they have given one."""
    say = catalog.first_meetings
    partner = sheet.card.partner.name
    steps = [(getattr(say, f"step_{step}").format(partner=partner), str(step)) for step in STEPS[sheet.card.side]]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            _lead(catalog, sheet),
            *_partners_number(catalog, sheet),
            blocks.paragraph(say.room),
            fields.checkboxes(
                TICKED,
                say.ask_steps,
                steps,
                hint=say.sees_steps.format(partner=partner),
                initial=sorted(sheet.own.ticked),
            ),
            fields.short_text(
                NUMBER,
                say.ask_number,
                hint=say.sees_number.format(partner=partner),
                max_chars=NUMBER_MAX_CHARS,
                initial=sheet.own.number,
                is_optional=True,
            ),
            blocks.row(scenarios.offer(catalog, Scenario.PREPARING)),
            blocks.note(say.privacy),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> FirstDraft:
    """Return what was entered; what was never offered reads as not ticked.

    Raises:
        FieldError: the number is too long.
    """
    ticked, number = answers.ticked(view, TICKED), answers.text(view, NUMBER)
    if number and len(number) > NUMBER_MAX_CHARS:
        raise FieldError(NUMBER, catalog.first_meetings.long_number.format(limit=NUMBER_MAX_CHARS))
    return FirstDraft(frozenset(step for step in FirstStep if step in ticked), number)


def button(catalog: Catalog, *, pair_id: str) -> Button:
    """Return the button that opens the list of one pair."""
    return pairs.board_button(Screen.FIRST, catalog.first_meetings.button, pair_id=pair_id)


def offered(catalog: Catalog, offer: FirstOffer | None) -> list[AnyBlock]:
    """Return what a message says before a first meeting; nothing before any other."""
    if offer is None:
        return []
    scenario = [scenarios.offer(catalog, offer.scenario)] if offer.scenario else []
    return [
        blocks.paragraph(catalog.first_meetings.offer),
        blocks.row(button(catalog, pair_id=offer.pair_id), *scenario),
    ]


def with_offer(catalog: Catalog, text: str, offer: FirstOffer | None) -> str:
    """Return the text of such a message with what its blocks say besides: screen readers read the text alone."""
    return f"{text} {catalog.first_meetings.offer}" if offer else text


def _lead(catalog: Catalog, sheet: FirstSheet) -> AnyBlock:
    say = catalog.first_meetings
    partner = sheet.card.partner.name
    if sheet.meets_at is None:
        return blocks.paragraph(blocks.fill(say.lead_unplanned, partner=partner))
    return blocks.paragraph(blocks.fill(say.lead, partner=partner, when=when(sheet.meets_at, sheet.card)))


def _partners_number(catalog: Catalog, sheet: FirstSheet) -> list[AnyBlock]:
    if not sheet.partners_number:
        return []
    sentence = catalog.first_meetings.partners_number
    return [blocks.words(sentence.format(partner=sheet.card.partner.name, number=sheet.partners_number))]
