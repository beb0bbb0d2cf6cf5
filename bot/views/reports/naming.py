"""What the tables of a report, their words, groups and numbers are called."""

from bot.content.catalogue import Catalog
from bot.domain.reports.groups import OTHERS
from bot.domain.reports.tables import Measure, Report, Split, Table
from bot.views import times


def table_name(catalog: Catalog, measure: Measure) -> str:
    """Return what a measure is called."""
    return str(getattr(catalog.report_words, f"table_{measure}"))


def split_name(catalog: Catalog, split: Split) -> str:
    """Return by what a table is split."""
    return str(getattr(catalog.report_words, f"split_{split}"))


def word_name(catalog: Catalog, measure: Measure, word: str) -> str:
    """Return what is counted under a word of a measure; a kept report may hold one that is counted no more."""
    return str(getattr(catalog.report_words, f"{measure}_{word}", None) or word.replace("_", " "))


def group_name(catalog: Catalog, split: Split, group: str) -> str:
    """Return what a group of people is called; one that has named itself is called so."""
    if group == OTHERS:
        return catalog.report_words.others
    if split in (Split.RANK, Split.STREAM):
        return str(getattr(catalog.about, f"{split}_{group}", None) or group)
    if split is Split.COURSE:
        return str(getattr(catalog.report_words, f"course_{group}", None) or group)
    return group or split_name(catalog, Split.ALL)


def shows_nothing(table: Table) -> bool:
    """Return whether a table that is told apart has no number that may be shown."""
    return table.split is not Split.ALL and all(count is None for row in table.cells for count in row)


def number(catalog: Catalog, count: int | None) -> str:
    """Return a number as it is shown, or that it is not."""
    return catalog.report_words.unshown if count is None else str(count)


def basis(catalog: Catalog, table: Table) -> str:
    """Return of how many a table speaks, and for how many of them it can."""
    say = catalog.report_words
    units = getattr(say, f"units_{table.measure}")
    if table.units is None:
        return f"{say.counted_unshown.format(units=units)}, {say.known_unshown}"
    counted = say.counted.format(number=table.units, units=units)
    if table.known is None:
        return f"{counted}, {say.known_unshown}"
    return f"{counted}, {say.known.format(known=table.known, number=table.units)}"


def cautions(catalog: Catalog, report: Report) -> tuple[str, str, str]:
    """Return what stands below every report: how numbers are rounded, what they do not prove, when it was made."""
    say = catalog.report_words
    return say.rounded.format(k=report.k), say.describes, say.made.format(day=times.day(report.made_on))


def people(catalog: Catalog, report: Report) -> str:
    """Return how many take part, or why nothing is shown."""
    say = catalog.report_words
    if not report.is_shown:
        return say.too_few_people.format(k=report.k)
    return say.people_unshown if report.people is None else say.people.format(number=report.people)
