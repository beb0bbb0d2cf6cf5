"""Many new rows at once, at about the speed of the drivers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, inspect, literal, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
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
        return _row_by_row(session, table, columns, alike, by)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 2 MB that a bot on SQLite never needs

    arrays = [func.unnest(bindparam(name, type_=postgresql.ARRAY(table.c[name].type))) for name in columns]
    constants = [literal(value, table.c[name].type) for name, value in alike.items()]
    every = postgresql.insert(table).from_select([*columns, *alike], select(*arrays, *constants))
    unknown = every.on_conflict_do_nothing(index_elements=by)
    counting = {"preserve_rowcount": True}  # SQLAlchemy forgets that of an INSERT otherwise
    return session.connection().execute(unknown, columns, execution_options=counting).rowcount


def _row_by_row(
    session: Session, table: Table, columns: Mapping[str, Sequence[Any]], alike: Mapping[str, Any], by: Sequence[str]
) -> int:
    """Hand rows to the driver as it takes them: SQLAlchemy's own way costs as much again as SQLite's work."""
    connection = session.connection()
    unknown = sqlite.insert(table).on_conflict_do_nothing(index_elements=by)
    compiled: SQLCompiler = unknown.compile(dialect=connection.dialect, column_keys=[*columns, *alike])
    count = len(next(iter(columns.values())))
    every = {**columns, **{name: repeat(value, count) for name, value in alike.items()}}
    types = {name: table.c[name].type.dialect_impl(connection.dialect) for name in every}
    stored = (
        _stored(types[name].bind_processor(connection.dialect), every[name]) for name in compiled.positiontup or ()
    )
    return connection.exec_driver_sql(str(compiled), list(zip(*stored, strict=True))).rowcount


def _stored(process: Callable[[Any], Any] | None, values: Iterable[Any]) -> Iterable[Any]:
    return values if process is None else map(process, values)
