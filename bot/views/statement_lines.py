"""How a mentor's statement says its periods, ranks and numbers: on a screen and on paper alike."""

from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.statements import Facts, Period
from bot.views import times
from storage.vocabulary import Rank


def name_of(catalog: Catalog, period: Period) -> str:
    """Return a year as people call it: `2026`, or `2025/26 (from July)`."""
    if period.first.month == 1:
        return str(period.first.year)
    say = catalog.statements
    return say.academic_year.format(
        year=period.first.year, end=f"{period.last.year % 100:02}", month=_month(period.first)
    )


def span(catalog: Catalog, period: Period) -> str:
    """Return its first and last day."""
    return catalog.statements.span.format(first=plain_day(period.first), last=plain_day(period.last))


def plain_day(day: date) -> str:
    """Return a date without its weekday, such as `24 Nov 2026`."""
    return times.day(day).partition(" ")[2]


def rank_of(catalog: Catalog, rank: Rank | None) -> str:
    """Return a rank as people say it."""
    return getattr(catalog.about, f"rank_{rank}") if rank else catalog.statements.no_rank


def mentored(catalog: Catalog, facts: Facts) -> str:
    """Return since when, or from when until when, somebody was mentored."""
    say = catalog.statements
    began = plain_day(facts.began_on)
    if facts.ended_on is None:
        return say.since.format(began=began)
    return say.until.format(began=began, ended=plain_day(facts.ended_on))


def numbers(catalog: Catalog, facts: Facts) -> str:
    """Return what was counted of one mentee, in a line."""
    say = catalog.statements
    return say.numbers.format(meetings=facts.meetings, reviews=facts.reviews, introductions=facts.introductions)


def _month(day: date) -> str:
    return f"{day:%B}"
