"""Block Kit of the one invitation of a year to say what became of it."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.snoozes import Wait
from bot.domain.statements import Period
from bot.views import blocks, prompt_menu
from bot.views.blocks import Payload
from bot.views.screens import Screen, opener
from bot.views.statement_lines import name_of
from storage.vocabulary import TouchpointKind


def invitation(catalog: Catalog, *, period: Period, member_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the message. It is the same whether or not its reader has ever agreed."""
    say = catalog.outcomes
    text = say.invited.format(year=name_of(catalog, period))
    more = prompt_menu.more(
        catalog, kind=TouchpointKind.YEAR_ASKED, subject_id=member_id, revision=revision, waits=waits
    )
    door = blocks.row(opener(Screen.YEAR, say.look_button))
    return blocks.message(text, [blocks.paragraph(text, accessory=more), door, blocks.note(say.invited_note)])
