"""Block Kit of choosing among pairs, and the buttons that open a board of one pair."""

from collections import Counter
from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.views import blocks, times
from bot.views.blocks import Button, Payload
from bot.views.carried import Carried, pack
from bot.views.screens import Screen
from storage.vocabulary import Cadence, Side

CHOOSE = "pair:"
"""The family of choices among pairs; the screen to open follows."""
BOARD_OF = "board:of:"
"""The family of buttons that open a board of one pair; the screen follows, the value is the pair."""
TURN = "board:page"
"""The family of buttons that turn a board's page; their value is the page."""
GROUP_MAX_CHOICES = 100
LABEL_MAX_CHARS = 75
"""Of one choice (docs.slack.dev/reference/block-kit/composition-objects/option-object)."""


def cadence(catalog: Catalog, kind: Cadence) -> str:
    """Return how often, as people say it: `every three months`."""
    phrase: str = getattr(catalog.pairs, f"cadence_{kind}")
    return phrase


def board_button(screen: Screen, label: str, *, pair_id: str, is_primary: bool = False) -> Button:
    """Return the button that opens a board of one pair."""
    return blocks.button(BOARD_OF + screen, label, value=pair_id, is_primary=is_primary)


def chooser(catalog: Catalog, *, cards: Sequence[PairCard], screen: Screen, carried: Carried) -> Payload:
    """Return the choice among one's pairs, by name, in groups by one's own side."""
    say = catalog.pairs
    groups = [
        group
        for side, label in ((Side.MENTEE, say.as_mentee), (Side.MENTOR, say.as_mentor))
        for group in _groups(catalog, label, [card for card in cards if card.side is side])
    ]
    return blocks.modal(
        title=say.choose_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[blocks.paragraph(say.choose_which), blocks.row(blocks.pick(CHOOSE + screen, say.choose, groups))],
    )


def labels(catalog: Catalog, cards: Sequence[PairCard]) -> dict[str, str]:
    """Return what tells each pair apart, by its id: the other's name; of two alike also their clock, then a number.

    The number goes by the pair's id, so it is the same wherever the same pairs stand. Sides are told apart already.
    """
    say = catalog.pairs
    names = Counter((card.side, card.partner.name) for card in cards)
    places = Counter((card.side, card.partner.name, card.partner.zone) for card in cards)
    seen: Counter[tuple[Side, str, str]] = Counter()
    found = {}
    for card in sorted(cards, key=lambda each: each.pair_id):
        name, zone = card.partner.name, card.partner.zone
        place = (card.side, name, zone)
        seen[place] += 1
        phrase = "{name}"
        if places[place] > 1:
            phrase = say.same_place
        elif names[card.side, name] > 1:
            phrase = say.same_name
        found[card.pair_id] = _fitting(phrase, name, city=times.city(zone), number=seen[place])
    return found


def choices(catalog: Catalog, cards: Sequence[PairCard]) -> list[tuple[str, str]]:
    """Return (label, id) of each pair, by name, as a choice among them offers it."""
    named = labels(catalog, cards)
    return sorted(((named[card.pair_id], card.pair_id) for card in cards), key=lambda each: each[0].casefold())


def _groups(catalog: Catalog, label: str, cards: Sequence[PairCard]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (label, choices) of one side, in as many groups as Slack needs; none for a side without pairs."""
    say = catalog.pairs
    offered = choices(catalog, cards)
    parts = [offered[start : start + GROUP_MAX_CHOICES] for start in range(0, len(offered), GROUP_MAX_CHOICES)]
    return [
        (say.further.format(group=label, number=number) if number > 1 else label, part)
        for number, part in enumerate(parts, start=1)
    ]


def _fitting(phrase: str, name: str, *, city: str, number: int) -> str:
    """Return a label within Slack's limit: a long name is cut, what tells it apart is kept."""
    room = LABEL_MAX_CHARS - len(phrase.format(name="", city=city, number=number))
    shown = name if len(name) <= room else name[: room - 1] + "…"
    return phrase.format(name=shown, city=city, number=number)
