"""Block Kit of a mentor's side: what a mentee lets them read of their map, and the way to suggest something for it."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.needs import SharedNeed, SharedNeeds
from bot.domain.pairs import PairCard
from bot.views import blocks, pairs
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.need_words import name_of
from bot.views.screens import Screen, opener

FAMILY = "hint:"
"""All buttons of a mentor's side begin with this."""
READ, READ_OF, SUGGEST, NAME = (FAMILY + word for word in ("read", "of", "suggest", "name"))
"""The value of the first three is the pair, that of the last the need; a number follows where there are several."""


def page(catalog: Catalog, *, shared: SharedNeeds) -> Payload:
    """Return what one mentee lets the viewer, their mentor, read."""
    say = catalog.needs
    mentee = shared.card.mentee.name
    suggest = blocks.button(SUGGEST, say.suggest_button, value=shared.card.pair_id)
    return blocks.modal(
        title=say.hints_title,
        close=catalog.common.close,
        private_metadata=pack(Carried(pair_id=shared.card.pair_id)),
        blocks=[
            blocks.paragraph(blocks.fill(say.hints_lead if shared.needs else say.hints_none, mentee=mentee)),
            *(_row(catalog, each, number) for number, each in enumerate(shared.needs)),
            blocks.line(),
            blocks.paragraph(blocks.fill(say.ask_knowledge, mentee=mentee), accessory=suggest),
            blocks.row(opener(Screen.GAP, say.own_button)),
        ],
    )


def line(catalog: Catalog, need: SharedNeed) -> str:
    """Return all that a mentor reads of a need, for mrkdwn."""
    say = catalog.needs
    phrase = say.read_mine if need.is_mine else say.read_covered if need.is_covered else say.by_nobody
    return f"{blocks.strong(need.topic)}\n{blocks.escape(name_of(catalog, need.about))} · {phrase}"


def read_button(label: str, *, card: PairCard) -> Button:
    """Return the button that opens what the mentee of a pair shares."""
    return blocks.button(READ, label, value=card.pair_id)


def ways(catalog: Catalog, mentored: Sequence[PairCard]) -> list[AnyBlock]:
    """Return the way to the maps of those whom the viewer mentors: a button for one, a choice among several."""
    if not mentored:
        return []
    say = catalog.needs
    if len(mentored) == 1:
        text = blocks.fill(say.of_one, mentee=mentored[0].mentee.name)
        return [blocks.line(), blocks.paragraph(text, accessory=read_button(say.read_button, card=mentored[0]))]
    offered = [(say.of_group, pairs.choices(catalog, mentored)[: pairs.GROUP_MAX_CHOICES])]
    return [blocks.line(), blocks.paragraph(say.of_several), blocks.row(blocks.pick(READ_OF, say.choose, offered))]


def _row(catalog: Catalog, need: SharedNeed, number: int) -> AnyBlock:
    name = blocks.button(f"{NAME}:{number}", catalog.needs.name_button, value=need.need_id)
    return blocks.paragraph(line(catalog, need), accessory=None if need.is_covered else name)
