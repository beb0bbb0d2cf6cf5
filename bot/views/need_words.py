"""The words of a map: what a need is about, the choice of it, and the mentors by what they cover."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.needs import WITHIN, Word
from bot.domain.pairs import PairCard
from bot.views import fields, finding, offer_lines, pairs
from bot.views.blocks import AnyBlock
from storage.vocabulary import Area, Strength


def name_of(catalog: Catalog, word: Word) -> str:
    """Return an area, or what belongs to one: `Career`, `Career: papers`."""
    if isinstance(word, Strength):
        return offer_lines.strength(catalog, word)
    name: str = getattr(catalog.finding, f"area_{word}")
    return name


def choice(catalog: Catalog, name: str, *, hint: str, initial: Word | None = None) -> AnyBlock:
    """Return the field in which one of them is chosen, in groups by area."""
    say = catalog.needs
    groups = [
        (name_of(catalog, area), [(finding.topic(catalog, word), str(word)) for word in WITHIN[area]]) for area in Area
    ]
    return fields.grouped_select(name, say.ask_about, groups, hint=hint, initial=initial, is_optional=False)


def mentors(catalog: Catalog, cards: Sequence[PairCard]) -> dict[str, str]:
    """Return what tells somebody's mentors apart, by pair: the name, with the topic of one who has one."""
    say = catalog.needs
    named = pairs.labels(catalog, cards)
    return {
        card.pair_id: say.mentor_on.format(mentor=named[card.pair_id], topic=card.topic)
        if card.topic
        else named[card.pair_id]
        for card in cards
    }
