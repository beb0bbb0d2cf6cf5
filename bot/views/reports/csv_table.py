"""The report of a programme as a table for spreadsheets: one row for each number, shown or not."""

from collections.abc import Iterator, Sequence

from bot.content.catalogue import Catalog
from bot.domain.csv_sheets import sheet
from bot.domain.reports.tables import Report, Table
from bot.views.half_years import half_year_name
from bot.views.reports.naming import group_name, number, people, split_name, table_name, word_name

ENCODING = "utf-8-sig"
"""With a mark at its beginning: without one a spreadsheet takes names for another alphabet."""
COLUMNS = ("table", "split", "group", "word", "number", "units", "known", "k", "period", "note")


def as_csv(catalog: Catalog, *, report: Report) -> bytes:
    """Return a report as a table. Each row carries what is to be known of it: rows are cut out and passed on."""
    return several_as_csv(catalog, reports=[report])


def several_as_csv(catalog: Catalog, *, reports: Sequence[Report]) -> bytes:
    """Return reports as one table, one below the other."""
    head = [str(getattr(catalog.report_page, f"head_{name}")) for name in COLUMNS]
    return sheet([head, *(row for report in reports for row in _told(catalog, report))]).encode(ENCODING)


def _told(catalog: Catalog, report: Report) -> Iterator[list[str]]:
    if not report.is_shown:
        blank = [""] * (len(COLUMNS) - 3)
        yield [*blank, str(report.k), half_year_name(catalog, report.period), people(catalog, report)]
    for table in report.tables:
        yield from _rows(catalog, report, table)


def _rows(catalog: Catalog, report: Report, table: Table) -> Iterator[list[str]]:
    before = [table_name(catalog, table.measure), split_name(catalog, table.split)]
    basis = [number(catalog, table.units), number(catalog, table.known)]
    after = [*basis, str(report.k), half_year_name(catalog, report.period), catalog.report_page.sheet_note]
    for group, cells in zip(table.groups, table.cells, strict=True):
        for word, count in zip(table.words, cells, strict=True):
            cell = [group_name(catalog, table.split, group), word_name(catalog, table.measure, word)]
            yield [*before, *cell, number(catalog, count), *after]
