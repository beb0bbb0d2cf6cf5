"""The report of a programme as pictures: some of everybody, and one that compares groups where that shows something."""

from collections.abc import Iterator, Sequence

from bot.content.catalogue import Catalog
from bot.domain.pictures import Bar, Panel, Picture
from bot.domain.reports.tables import Measure, Report, Split, Table
from bot.domain.reports.words import ACTIVE, OF_A_YEAR, POPULATIONS
from bot.views.half_years import half_year_name
from bot.views.reports.naming import basis, cautions, group_name, number, split_name, table_name, word_name

HAVING = (Measure.WAIT, Measure.PAIRS, Measure.LOAD, Measure.CLOSURES)
WORKING = POPULATIONS[ACTIVE]
COMPARED = (Split.SITE, Split.DIVISION, Split.RANK, Split.STREAM, Split.GENDER)
"""Which groups are compared: the first fact by which a picture shows anything."""
MOST_GROUPS = 6
"""As many colours as the colour-blind tell apart at a glance; all groups stand in the table."""


def pictures(catalog: Catalog, *, report: Report) -> list[Picture]:
    """Return what is drawn of a report; nothing of one that shows nothing."""
    say = catalog.report_page
    wanted = [
        _of_everybody(catalog, report, HAVING, say.picture_having_title),
        _of_everybody(catalog, report, WORKING, say.picture_working_title),
        _of_everybody(catalog, report, OF_A_YEAR, say.picture_year_title),
        _comparison(catalog, report),
    ]
    return [picture for picture in wanted if picture]


def _of_everybody(catalog: Catalog, report: Report, measures: Sequence[Measure], title: str) -> Picture | None:
    tables = [table for table in report.tables if table.split is Split.ALL and table.measure in measures]
    if not tables:
        return None
    period = half_year_name(catalog, report.period)
    panels = [
        Panel(table_name(catalog, table.measure), basis(catalog, table), tuple(_words(catalog, table)))
        for table in tables
    ]
    peaks = [peak for table in tables if (peak := _peak(catalog, table))]
    return Picture(
        title=title,
        lead=catalog.report_page.picture_lead.format(period=period),
        panels=tuple(panels),
        foot=_foot(catalog, report),
        alt_text=_alt_text(catalog, title=title, period=period, peaks=peaks),
    )


def _comparison(catalog: Catalog, report: Report) -> Picture | None:
    """Return how long people wait for a mentor, by the first fact that has two groups with a number."""
    waits = {table.split: table for table in report.tables if table.measure is Measure.WAIT}
    rows = {split: _shown_groups(waits[split]) for split in COMPARED if split in waits}
    split = next((split for split, shown in rows.items() if len(shown) > 1), None)
    if split is None:
        return None
    table, period = waits[split], half_year_name(catalog, report.period)
    title = f"{table_name(catalog, table.measure)}, {split_name(catalog, split).lower()}"
    panels = tuple(_groups(catalog, table, rows[split]))
    peaks = [_peak_of_group(catalog, table, row) for row in rows[split]]
    return Picture(
        title=title,
        lead=f"{period} · {basis(catalog, table)}",
        panels=panels,
        foot=_left_out(catalog, table, panels) + _foot(catalog, report),
        alt_text=_alt_text(catalog, title=title, period=period, peaks=peaks),
        is_compared=True,
    )


def _shown_groups(table: Table) -> list[int]:
    """Return the rows of the groups of which most is shown, in their own order."""
    sizes = [sum(count or 0 for count in cells) for cells in table.cells]
    largest = sorted((row for row, size in enumerate(sizes) if size), key=lambda row: -sizes[row])
    return sorted(largest[:MOST_GROUPS])


def _words(catalog: Catalog, table: Table) -> Iterator[Bar]:
    for word, count in zip(table.words, table.cells[0], strict=True):
        yield Bar(word_name(catalog, table.measure, word), count, number(catalog, count))


def _groups(catalog: Catalog, table: Table, rows: Sequence[int]) -> Iterator[Panel]:
    """Yield a panel for each word of which some group has a number; in it the groups stand below each other."""
    for column, word in enumerate(table.words):
        counts = [(group_name(catalog, table.split, table.groups[row]), table.cells[row][column]) for row in rows]
        if any(count is not None for _, count in counts):
            bars = tuple(Bar(name, count, number(catalog, count)) for name, count in counts)
            yield Panel(word_name(catalog, table.measure, word), "", bars)


def _left_out(catalog: Catalog, table: Table, panels: Sequence[Panel]) -> str:
    """Return a sentence on the words that have no panel; empty where all have."""
    shown = {panel.title for panel in panels}
    words = [name for word in table.words if (name := word_name(catalog, table.measure, word)) not in shown]
    return f"{catalog.report_words.unshown_words.format(words=', '.join(words))} " if words else ""


def _peak(catalog: Catalog, table: Table) -> str:
    """Return the largest number that a table of everybody shows; a hidden one may be larger. Empty where none is."""
    word, count = _largest(catalog, table, 0)
    name = table_name(catalog, table.measure)
    return catalog.report_page.peak.format(table=name, word=word, number=count) if count else ""


def _peak_of_group(catalog: Catalog, table: Table, row: int) -> str:
    word, count = _largest(catalog, table, row)
    name = group_name(catalog, table.split, table.groups[row])
    return catalog.report_page.peak.format(table=name, word=word, number=count)


def _largest(catalog: Catalog, table: Table, row: int) -> tuple[str, int]:
    counts = [count or 0 for count in table.cells[row]]
    count = max(counts, default=0)
    return (word_name(catalog, table.measure, table.words[counts.index(count)]), count) if count else ("", 0)


def _alt_text(catalog: Catalog, *, title: str, period: str, peaks: Sequence[str]) -> str:
    """Return what a picture says, in a sentence or two, for whoever hears it."""
    say = catalog.report_page
    told = {"title": title, "period": period, "describes": catalog.report_words.describes}
    if not peaks:
        return say.picture_alt_nothing.format(**told)
    return say.picture_alt.format(**told, peaks="; ".join(peaks))


def _foot(catalog: Catalog, report: Report) -> str:
    rounded, describes, _ = cautions(catalog, report)
    return f"{rounded} {describes}"
