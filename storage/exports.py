"""What one member takes along: the rows that are declared theirs, a constant number of queries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.types import Date
from sqlmodel import Session

from storage.columns import UtcDateTime
from storage.holdings import HOLDINGS, PAIR, Holding, Whose, names_one_of, numbered, rows_of_pairs
from storage.tables import whole_metadata

Row = Mapping[str, Any]
MACHINE = frozenset({"team_id", "revision"})
"""Columns that say nothing to anybody."""


def rows_of(session: Session, *, member_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return, by table, every row of a member and of their pairs: one query for each table, sealed texts in clear.

    What of it they may read is not decided here.
    """
    pair = whole_metadata().tables[PAIR]
    is_in = or_(pair.c.mentor_id == member_id, pair.c.mentee_id == member_id)
    pair_ids = select(pair.c.id).where(is_in)
    found: dict[str, list[dict[str, Any]]] = {}
    for table in whole_metadata().sorted_tables:
        holding = HOLDINGS[table.name]
        if holding.taken_by:
            condition = names_one_of(table, holding.taken_by, [member_id])
        elif holding.whose is Whose.PAIR:
            condition = rows_of_pairs(table, holding, pair_ids)
        else:
            continue
        found[table.name] = _rows(session, table, condition)
    for table, (column, people) in numbered():
        numbers = [row[column] for row in found[people]]
        found[table.name] = _rows(session, table, table.c[column].in_(numbers))
    return found


def _rows(session: Session, table: Table, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = session.connection().execute(select(table).where(condition).order_by(*_order(table)))
    return [dict(row) for row in rows.mappings()]


def shown(table: str, row: Row) -> dict[str, Any]:
    """Return the columns of a row that its owner is handed."""
    holding: Holding = HOLDINGS[table]
    return {name: value for name, value in row.items() if name not in holding.hidden and name not in MACHINE}


def _order(table: Table) -> list[Any]:
    """Return by what rows are ordered: their first day or instant, then their key."""
    days = [column for column in table.columns if isinstance(column.type, UtcDateTime | Date)]
    return [*days[:1], *table.primary_key.columns]
