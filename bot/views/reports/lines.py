"""The tables of a report as lines of mrkdwn, for a screen and for a message."""

from collections.abc import Iterator, Sequence

from bot.content.catalogue import Catalog
from bot.domain.reports.tables import Split, Table
from bot.views import blocks
from bot.views.reports.naming import group_name, number, shows_nothing, table_name, word_name

GROUPS_SHOWN = 20
"""On a screen: all of them stand in the table that is sent."""
MOST_CHARS = 2_900
"""Of one paragraph; Slack takes 3,000 (docs.slack.dev/reference/block-kit/blocks/section-block)."""


def paragraphs(catalog: Catalog, table: Table) -> list[str]:
    """Return a table as paragraphs, each short enough for Slack."""
    title = f"*{table_name(catalog, table.measure)}*"
    if table.split is Split.ALL:
        return ["\n".join([title, *_cells(catalog, table, table.cells[0])])]
    if shows_nothing(table):
        return [f"{title}\n{catalog.report_words.unshown_table}"]
    lines = [title, *_groups(catalog, table)]
    if len(table.groups) > GROUPS_SHOWN:
        lines.append(catalog.report_page.more)
    return list(_packed(lines))


def in_short(catalog: Catalog, table: Table) -> str:
    """Return a table that is not split in one line."""
    numbers = " · ".join(_cells(catalog, table, table.cells[0]))
    return catalog.report_page.post_line.format(table=table_name(catalog, table.measure), numbers=numbers)


def _groups(catalog: Catalog, table: Table) -> Iterator[str]:
    """Yield a line for each of the first groups."""
    for group, cells in list(zip(table.groups, table.cells, strict=True))[:GROUPS_SHOWN]:
        name = blocks.strong(group_name(catalog, table.split, group))
        yield f"{name}\n{' · '.join(_cells(catalog, table, cells))}"


def _cells(catalog: Catalog, table: Table, cells: Sequence[int | None]) -> list[str]:
    say = catalog.report_page
    return [
        say.cell.format(word=word_name(catalog, table.measure, word), number=number(catalog, count))
        for word, count in zip(table.words, cells, strict=True)
    ]


def _packed(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines together, as many as one paragraph takes."""
    together = ""
    for line in lines:
        if together and len(together) + len(line) >= MOST_CHARS:
            yield together
            together = ""
        together = f"{together}\n{line}".lstrip("\n")
    yield together
