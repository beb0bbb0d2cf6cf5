"""Messages about plans: that one can be read, or looked at again. Never what stands in one."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Payload
from bot.views.plans import HOLDS, read_button
from bot.views.screens import Screen, opener
from storage.vocabulary import TouchpointKind


def review(catalog: Catalog, *, member_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the question that comes a year after somebody last looked."""
    say = catalog.plans
    more = prompt_menu.more(
        catalog, kind=TouchpointKind.PLAN_REVIEW, subject_id=member_id, revision=revision, waits=waits
    )
    ways = blocks.row(opener(Screen.PLAN, say.look_button, is_primary=True), blocks.button(HOLDS, say.holds_button))
    return blocks.message(say.review, [blocks.paragraph(say.review, accessory=more), ways])


def held(catalog: Catalog) -> Payload:
    """Return what takes the place of the question once somebody has said that their plan still holds."""
    return blocks.message(catalog.plans.held, [blocks.paragraph(catalog.plans.held)])


def shared(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that the other side lets one read something."""
    text = blocks.fill(catalog.plans.shared, partner=card.partner.name)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(read_button(catalog, pair_id=card.pair_id))])
