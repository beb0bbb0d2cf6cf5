"""Of how many people the tables of a year speak: of all who were in a pair in it, whether they have said anything."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.reports.tables import Table
from bot.domain.reports.words import OF_A_YEAR


def with_response(tables: Iterable[Table], *, people: int, k: int) -> tuple[Table, ...]:
    """Return the tables, those of a year with the number of these people, rounded down as every number is.

    It bounds how many have answered from above alone, and in no world that a reader has to consider have more answered
    than truly have: so it gives no number away that the tables without it do not.
    """
    shown = people - people % k or None
    return tuple(replace(table, units=shown) if table.measure in OF_A_YEAR else table for table in tables)
