"""The message that a day of one's own time line comes near. It says neither which nor what."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import TouchpointKind


def ahead(catalog: Catalog, *, milestone_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the message, with the ways to the time line, the agenda and the register of shared work."""
    say = catalog.milestones
    kind = TouchpointKind.MILESTONE_AHEAD
    more = prompt_menu.more(catalog, kind=kind, subject_id=milestone_id, revision=revision, waits=waits)
    ways = (
        opener(Screen.MILESTONES, say.look_button, is_primary=True),
        opener(Screen.AGENDA, say.agenda_button),
        opener(Screen.CREDIT, catalog.mentor.credit_button),
    )
    return blocks.message(say.near, [blocks.paragraph(say.near, accessory=more), blocks.row(*ways)])
