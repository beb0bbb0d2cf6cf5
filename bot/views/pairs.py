"""Block Kit of pairs: which one, who is in it, yes or not for me."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.views import blocks
from bot.views.blocks import Button, Payload
from bot.views.carried import Carried, pack
from bot.views.screens import Screen
from storage.vocabulary import Side

CHOOSE = "pair:"
"""The family of choices among pairs; the screen to open follows."""
BOARD_OF = "board:of:"
"""The family of buttons that open a board of one pair; the screen follows, the value is the pair."""
TURN = "board:page"
"""The family of buttons that turn a board's page; their value is the page."""


def board_button(screen: Screen, label: str, *, pair_id: str, is_primary: bool = False) -> Button:
    """Return the button that opens a board of one pair."""
    return blocks.button(BOARD_OF + screen, label, value=pair_id, is_primary=is_primary)


def chooser(catalog: Catalog, *, cards: Sequence[PairCard], screen: Screen, carried: Carried) -> Payload:
    """Return the choice among one's pairs, in groups by one's own side."""
    say = catalog.pairs
    groups = [
        (label, [(card.partner.name, card.pair_id) for card in cards if card.side is side])
        for side, label in ((Side.MENTEE, say.as_mentee), (Side.MENTOR, say.as_mentor))
    ]
    choice = blocks.pick(CHOOSE + screen, say.choose, [group for group in groups if group[1]])
    return blocks.modal(
        title=say.choose_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[blocks.paragraph(say.choose_which), blocks.row(choice)],
    )
