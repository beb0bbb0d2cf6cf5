"""How what a need is about reads, and the choice of it: an area, or one thing within it."""

from bot.content.catalogue import Catalog
from bot.domain.needs import WITHIN, Word
from bot.views import fields, finding, offer_lines
from bot.views.blocks import AnyBlock
from storage.vocabulary import Area, Strength


def name_of(catalog: Catalog, word: Word) -> str:
    """Return an area, or what belongs to one: `Career`, `Career: papers`."""
    if isinstance(word, Strength):
        return offer_lines.strength(catalog, word)
    name: str = getattr(catalog.finding, f"area_{word}")
    return name


def choice(catalog: Catalog, name: str, *, initial: Word | None) -> AnyBlock:
    """Return the field in which one of them is chosen, in groups by area."""
    say = catalog.needs
    groups = [
        (name_of(catalog, area), [(finding.topic(catalog, word), str(word)) for word in WITHIN[area]]) for area in Area
    ]
    return fields.grouped_select(name, say.ask_about, groups, hint=say.hint_shared, initial=initial, is_optional=False)
