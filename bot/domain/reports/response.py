"""Of how many people the tables of a year speak: of all who were in a pair in it, whether they have said anything."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.reports.tables import Table
from bot.domain.reports.words import OF_A_YEAR


def with_response(tables: Sequence[Table], *, people: int, k: int) -> tuple[Table, ...]:
    """Return the tables, those of a year with the number of these people, rounded down as every number is.

    Who is in a pair, others know: were whoever answers without one counted among these people, the number could tell of
    a single one of them. Where more have answered than that, it is as large as what the tables show anyway: so it gives
    no number away that they do not.
    """
    said = [table for table in tables if table.measure in OF_A_YEAR]
    told = [table.known or 0 for table in said]
    told += [sum(count or 0 for row in table.cells for count in row) for table in said]
    shown = max([people - people % k, *told]) or None
    return tuple(replace(table, units=shown) if table.measure in OF_A_YEAR else table for table in tables)
