"""How what a mentor offers reads: on their own board, and to colleagues who look for a mentor."""

from collections.abc import Mapping
from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.offers import Availability, OpenPart, PairPart
from bot.views import blocks, times
from bot.views.blocks import AnyBlock
from storage.vocabulary import Experience, Stage, Strength

TEXTS = ("reach", "value_research", "value_work", "value_life")


def strength(catalog: Catalog, word: Strength) -> str:
    """Return a strength by its full name, the area first: `Career: papers`."""
    name: str = getattr(catalog.offers, f"strength_{word}")
    return name


def strengths(catalog: Catalog, words: frozenset[Strength]) -> str:
    """Return strengths in the order of their areas; an area that has several is named once."""
    found: dict[str, list[str]] = {}
    for word in Strength:
        if word in words:
            area, _, name = strength(catalog, word).partition(": ")
            found.setdefault(area, []).append(name)
    return "; ".join(f"{area}: {', '.join(names)}" for area, names in found.items())


def experience(catalog: Catalog, said: Mapping[Stage, Experience]) -> list[str]:
    """Return a line for each stage at which somebody mentors."""
    say = catalog.offers
    return [
        say.line_stage.format(
            stage=getattr(say, f"stage_{stage}"), experience=getattr(say, f"experience_{said[stage]}")
        )
        for stage in Stage
        if stage in said
    ]


def open_part(catalog: Catalog, part: OpenPart) -> list[AnyBlock]:
    """Return what every colleague may read; nothing where nothing is said. Their room is not in it."""
    say = catalog.offers
    lines = [
        *([say.line_strengths.format(strengths=strengths(catalog, part.strengths))] if part.strengths else []),
        *experience(catalog, part.experience),
        *([say.line_year if part.years == 1 else say.line_years.format(years=part.years)] if part.years else []),
    ]
    told = [blocks.paragraph(say.label_brings), blocks.words(part.brings)] if part.brings else []
    return [*([blocks.paragraph("\n".join(lines))] if lines else []), *told]


def pair_part(catalog: Catalog, part: PairPart) -> list[AnyBlock]:
    """Return what only those may read who are in a pair with the mentor; nothing where nothing is said."""
    say = catalog.offers
    lines = [
        *([say.line_paper_days.format(days=part.paper_days)] if part.paper_days is not None else []),
        *([say.line_grant_days.format(days=part.grant_days)] if part.grant_days is not None else []),
        *([getattr(say, f"line_thinking_{part.thinking}")] if part.thinking else []),
        *([getattr(say, f"line_grain_{part.grain}")] if part.grain else []),
    ]
    told = [
        block
        for name in TEXTS
        if (said := getattr(part, name))
        for block in (blocks.paragraph(getattr(say, f"label_{name}")), blocks.words(said))
    ]
    return [*([blocks.paragraph("\n".join(lines))] if lines else []), *told]


def own_availability(catalog: Catalog, availability: Availability, *, until: date | None) -> str:
    """Return whether somebody can be asked, as they themselves read it."""
    say = catalog.offers
    if availability is Availability.PAUSED and until:
        return say.paused.format(day=times.day(until))
    sentence: str = getattr(say, availability)
    return sentence
