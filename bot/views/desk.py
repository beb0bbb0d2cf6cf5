"""Block Kit of the facilitators' desk: what stands there, each part one press away."""

from bot.content.catalogue import Catalog
from bot.domain.desk import Overview
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.screens import Screen, opener

FAMILY = "desk:"
"""All buttons of the desk begin with this."""
ALONE, NOTES, DEEDS = FAMILY + "alone", FAMILY + "notes", FAMILY + "deeds"
"""Its parts; a page of one is the button's value."""


def screen(catalog: Catalog, *, desk: Overview, carried: Carried) -> Payload:
    """Return the desk."""
    say = catalog.desk
    waiting = say.waiting.format(number=desk.waiting) if desk.waiting else say.waiting_none
    notes = say.notes.format(number=desk.notes) if desk.notes else say.notes_none
    look = opener(Screen.MATCHES, say.waiting_button, is_primary=bool(desk.waiting))
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            blocks.paragraph(say.lead),
            blocks.line(),
            blocks.paragraph(waiting, accessory=look),
            blocks.paragraph(notes, accessory=blocks.button(NOTES, say.notes_button)),
            blocks.paragraph(say.alone, accessory=blocks.button(ALONE, say.alone_button)),
            blocks.paragraph(_quiet(catalog, desk)),
            blocks.paragraph(say.deeds, accessory=blocks.button(DEEDS, say.deeds_button)),
            blocks.line(),
            blocks.paragraph(say.work),
            _doors(catalog, desk),
        ],
    )


def part(catalog: Catalog, *, title: str, shown: list[AnyBlock], carried: Carried) -> Payload:
    """Return one part of the desk, with the way back to it."""
    return blocks.modal(
        title=title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[*shown, blocks.line(), blocks.row(back(catalog))],
    )


def back(catalog: Catalog) -> blocks.Button:
    """Return the button that leads to the desk."""
    return opener(Screen.DESK, catalog.desk.back_button)


def _quiet(catalog: Catalog, desk: Overview) -> str:
    say = catalog.desk
    if desk.quiet is None:
        return say.quiet_few
    first, dash, last = desk.quiet.partition("-")
    if dash:
        return say.quiet.format(band=say.band_between.format(first=first, last=last))
    phrase = say.band_below if first.startswith("<") else say.band_from
    return say.quiet.format(band=phrase.format(number=first.strip("<+")))


def _doors(catalog: Catalog, desk: Overview) -> AnyBlock:
    say = catalog.desk
    return blocks.row(
        opener(Screen.PAIR, say.pair_button),
        *([opener(Screen.CASES, say.cases_button)] if desk.takes_requests else []),
        opener(Screen.REPORTS, catalog.report_page.button),
        opener(Screen.ROSTER, catalog.roster.button),
        opener(Screen.LIBRARY, say.library_button),
        opener(Screen.SETUP, say.settings_button),
    )
