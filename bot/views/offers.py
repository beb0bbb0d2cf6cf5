"""Block Kit of one's own profile as a mentor: what colleagues find, and what one's mentees read."""

from bot.content.catalogue import Catalog
from bot.domain.offers import OwnOffer, PairPart
from bot.views import blocks, offer_lines
from bot.views.blocks import AnyBlock, Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import Standing

FAMILY = "offer:"
"""All buttons of one's own profile begin with this."""
EDIT_OPEN, EDIT_PAIR = FAMILY + "open", FAMILY + "pair"


def board(catalog: Catalog, *, offer: OwnOffer) -> Payload:
    """Return somebody's own profile, each part with who sees it."""
    say = catalog.offers
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.lead),
            blocks.paragraph(f"*{_standing(catalog, offer)}*"),
            blocks.line(),
            blocks.heading(say.open_title),
            blocks.note(say.open_sees),
            *_open_part(catalog, offer),
            blocks.row(blocks.button(EDIT_OPEN, say.open_button, is_primary=_has_said_nothing(offer))),
            blocks.line(),
            blocks.heading(say.pair_title),
            blocks.note(say.pair_sees),
            *(offer_lines.pair_part(catalog, offer.pair_part) or [blocks.paragraph(say.nothing_said)]),
            blocks.row(blocks.button(EDIT_PAIR, say.pair_button)),
            blocks.line(),
            blocks.paragraph(catalog.circle.door, accessory=opener(Screen.CIRCLE, catalog.circle.door_button)),
        ],
    )


def _standing(catalog: Catalog, offer: OwnOffer) -> str:
    if _has_said_nothing(offer):
        return catalog.offers.none_yet
    return offer_lines.own_availability(catalog, offer.availability, until=offer.open_part.paused_until)


def _open_part(catalog: Catalog, offer: OwnOffer) -> list[AnyBlock]:
    say = catalog.offers
    part = offer.open_part
    if not part.strengths:
        return [blocks.paragraph(say.nothing_said)]
    own = [
        say.line_capacity.format(capacity=part.capacity),
        say.line_scheme if part.is_reference_scheme else say.line_no_scheme,
    ]
    return [*offer_lines.open_part(catalog, part), blocks.note("\n".join(own))]


def _has_said_nothing(offer: OwnOffer) -> bool:
    part = offer.open_part
    return part.standing is Standing.CLOSED and not part.strengths and offer.pair_part == PairPart()
