"""The report of a programme as a document to pass on: a PDF with everything that may be shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.content.catalogue import Catalog
from bot.domain.reports.tables import Report, Split, Table
from bot.views.half_years import half_year_name
from bot.views.passages import Figures, Passage, Style
from bot.views.passages import Table as Rows
from bot.views.reports.naming import (
    basis,
    cautions,
    group_name,
    number,
    people,
    shows_nothing,
    split_name,
    table_name,
    word_name,
)

SIDE_BY_SIDE = 2
NAMES, NUMBERS = 3, 2
"""How wide the column of names and each column of numbers is, as parts of a whole."""

Drawn = tuple[bytes, str]
"""A picture as PNG, and what it says."""


def document(catalog: Catalog, *, report: Report, drawn: Sequence[Drawn], made_at: datetime) -> bytes:
    """Return a report as a PDF, with the pictures that could be drawn."""
    from bot.views.paper import printed  # noqa: PLC0415 - costs every start half a second, and few need it

    told = list(passages(catalog, report=report, drawn=drawn))
    return printed(
        told,
        title=f"{catalog.report_words.heading}, {half_year_name(catalog, report.period)}",
        footer=catalog.report_page.document_page,
        made_at=made_at,
    )


def passages(catalog: Catalog, *, report: Report, drawn: Sequence[Drawn]) -> Iterator[Passage | Rows | Figures]:
    """Yield what the document says, from whose report it is to how its numbers are made."""
    say = catalog.report_page
    rounded, describes, made = cautions(catalog, report)
    period = half_year_name(catalog, report.period)
    yield Passage(Style.TITLE, catalog.report_words.heading)
    yield Passage(Style.SUBHEADING, period)
    yield Passage(Style.TEXT, say.document_cover.format(period=period))
    yield Passage(Style.TEXT, people(catalog, report))
    yield Passage(Style.TEXT, f"{describes} {rounded}")
    yield Passage(Style.NOTE, made)
    for first in range(0, len(drawn), SIDE_BY_SIDE):
        yield Figures(tuple(drawn[first : first + SIDE_BY_SIDE]))
    for split in Split:
        yield from _split(catalog, report, split)
    yield Passage(Style.HEADING, say.document_method_heading)
    yield Passage(Style.TEXT, say.document_method)
    yield Passage(Style.TEXT, f"{rounded} {describes}")


def _split(catalog: Catalog, report: Report, split: Split) -> Iterator[Passage | Rows]:
    found = [table for table in report.tables if table.split is split]
    if found:
        yield Passage(Style.HEADING, split_name(catalog, split))
    for table in found:
        yield Passage(Style.SUBHEADING, table_name(catalog, table.measure))
        yield Passage(Style.NOTE, basis(catalog, table))
        if shows_nothing(table):
            yield Passage(Style.TEXT, catalog.report_words.unshown_table)
        else:
            yield _whole(catalog, table) if split is Split.ALL else _by_group(catalog, table)


def _whole(catalog: Catalog, table: Table) -> Rows:
    """Return a table that is not split: a row for each word, its number not far from it."""
    rows = tuple(
        (word_name(catalog, table.measure, word), number(catalog, count), "")
        for word, count in zip(table.words, table.cells[0], strict=True)
    )
    return Rows(rows, (NAMES, NUMBERS, NAMES), numbers_from=1)


def _by_group(catalog: Catalog, table: Table) -> Rows:
    """Return a table that is split: a row for each group, a column for each word."""
    head = (catalog.report_page.document_group, *(word_name(catalog, table.measure, word) for word in table.words))
    rows = tuple(
        (group_name(catalog, table.split, group), *(number(catalog, count) for count in cells))
        for group, cells in zip(table.groups, table.cells, strict=True)
    )
    return Rows((head, *rows), (NAMES, *(NUMBERS for _ in table.words)), has_head=True, numbers_from=1)
