"""A roster as a file: comma-separated values, one line for each person, a heading above them."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from bot.domain.roster import NAMING, Column, Fault, FaultKind
from storage.records import record

MOST_BYTES = 2_000_000
MOST_LINES = 10_000
SEPARATORS = (",", ";", "\t")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")
"""Signs that no cell may hold; a tab may separate cells."""
ALIASES = {
    "e_mail": Column.EMAIL,
    "mail": Column.EMAIL,
    "user_id": Column.SLACK_ID,
    "member_id": Column.SLACK_ID,
}
"""Other headings for the same; Slack's own profile calls the id a member's."""


class SheetFlaw(StrEnum):
    """Why a file cannot be read at all. Each is the key of the sentence that says so."""

    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    NO_HEADING = "no_heading"
    HEADING_TWICE = "heading_twice"
    TOO_MANY_LINES = "too_many_lines"
    NO_LINES = "no_lines"


@record
class SheetLine:
    """One line of a roster, as it stands there."""

    number: int
    """As an editor counts: the heading is line 1, unless lines stand above it."""
    cells: Mapping[Column, str]
    """Trimmed, and without those that are empty."""
    fault: Fault | None = None
    """What keeps its cells from being told apart."""


@record
class Sheet:
    """A file that can be read: not every line of it need be right."""

    lines: Sequence[SheetLine]
    unread: Sequence[str]
    """Headings that say nothing to Rapport."""


def read_sheet(raw: bytes) -> Sheet | SheetFlaw:
    """Return the lines of a roster, or why there are none to be had.

    Each line stands for itself, so that an open quote spoils one line and not all that follow it.
    """
    if len(raw) > MOST_BYTES:
        return SheetFlaw.TOO_LARGE
    try:
        text = raw.decode("utf-16" if raw.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return SheetFlaw.NO_TEXT
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [(number, line) for number, line in enumerate(written, start=1) if line.strip()]
    if len(lines) > MOST_LINES + 1:
        return SheetFlaw.TOO_MANY_LINES
    return _under_heading(lines) if lines else SheetFlaw.NO_LINES


def _under_heading(lines: Sequence[tuple[int, str]]) -> Sheet | SheetFlaw:
    heading = lines[0][1]
    separator = max(SEPARATORS, key=heading.count)
    titles = [title.strip() for title in _cells(heading, separator) or ()]
    columns = [_column(title) for title in titles]
    named = Counter(column for column in columns if column)
    if not named.keys() & set(NAMING) or len(named.keys() - set(NAMING)) == 0:
        return SheetFlaw.NO_HEADING
    if max(named.values()) > 1:
        return SheetFlaw.HEADING_TWICE
    read = list(_read(lines[1:], separator, columns))
    unread = [title for title, column in zip(titles, columns, strict=True) if title and column is None]
    return Sheet(read, unread) if read else SheetFlaw.NO_LINES


def _read(lines: Sequence[tuple[int, str]], separator: str, columns: Sequence[Column | None]) -> Iterator[SheetLine]:
    for number, line in lines:
        cells = _cells(line, separator)
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        fault = _fault(line, cells, len(columns))
        paired = zip(columns, cells or (), strict=False)
        yield SheetLine(number, {column: cell.strip() for column, cell in paired if column and cell.strip()}, fault)


def _fault(line: str, cells: Sequence[str] | None, wanted: int) -> Fault | None:
    if CONTROL.search(line):
        return Fault(FaultKind.UNWRITABLE)
    if cells is None:
        return Fault(FaultKind.QUOTES)
    return Fault(FaultKind.CELLS, str(wanted), str(len(cells))) if len(cells) != wanted else None


def _cells(line: str, separator: str) -> list[str] | None:
    """Return the cells of one line, None where its quotes do not close."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return None


def _column(title: str) -> Column | None:
    word = re.sub(r"[\s-]+", "_", title.lower())
    return Column(word) if word in set(Column) else ALIASES.get(word)
