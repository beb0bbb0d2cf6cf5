"""Many new rows at once, at about the speed of the drivers."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, func, inspect, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_columns(
    session: Session,
    kind: type[SQLModel],
    columns: Mapping[str, Sequence[Any]],
    *,
    alike: Mapping[str, Any],
    by: Sequence[str],
) -> int:
    """Keep those rows that the unique columns `by` do not know yet; return how many. Known ones stay.

    SQLite takes row after row in one prepared statement; PostgreSQL one statement with an array for each column, where
    row after row would cost a message each.

    Args:
        session: to write with.
        kind: the table.
        columns: the values of each column, all equally many.
        alike: the columns that are the same in every row.
        by: the unique columns.
    """
    table = cast("Table", inspect(kind).local_table)
    if session.get_bind().dialect.name == "sqlite":
        each = sqlite.insert(table).values(alike).on_conflict_do_nothing(index_elements=by)
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return _count(session, each, rows)
    arrays = [func.unnest(bindparam(name, type_=postgresql.ARRAY(table.c[name].type))) for name in columns]
    constants = [literal(value, table.c[name].type) for name, value in alike.items()]
    every = postgresql.insert(table).from_select([*columns, *alike], select(*arrays, *constants))
    return _count(session, every.on_conflict_do_nothing(index_elements=by), columns)


def _count(
    session: Session, insert: sqlite.Insert | postgresql.Insert, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> int:
    counting = {"preserve_rowcount": True}  # SQLAlchemy forgets that of an INSERT otherwise
    done = session.connection().execute(insert, values, execution_options=counting)
    return cast("CursorResult[tuple[()]]", done).rowcount
