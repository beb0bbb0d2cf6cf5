"""Sheets for spreadsheets, in which nothing is taken for a formula."""

import csv
import io
from collections.abc import Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet would work out (owasp.org, CSV Injection); the last four are of full width."""


def sheet(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as CSV, every cell quoted, none of which a spreadsheet would take for a formula."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([_inert(cell) for cell in row] for row in rows)
    return written.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
