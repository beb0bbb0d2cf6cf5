"""Insert or update in one statement, the same on both databases."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, inspect, or_
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel

from storage.instants import dialect_of


def upsert(session: Session, kind: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]) -> int:
    """Keep `rows`, recognised by the unique columns `by`; return how many were new or differed from what was kept.

    A row that equals the kept one is not written, and the primary key of a kept row stays as it is. All rows name the
    same columns, and no two of them agree in all of `by`. One statement for each thousand rows.
    """
    if not rows:
        return 0
    return _kept(session, _upsert(dialect_of(session), kind, tuple(rows[0]), tuple(by)), rows)


def insert_new(session: Session, kind: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]) -> int:
    """Keep those of `rows` that the unique columns `by` do not know yet; return how many. Known ones stay."""
    if not rows:
        return 0
    return _kept(session, _upsert(dialect_of(session), kind, tuple(by), tuple(by)), rows)


def _kept(session: Session, insert: ReturningInsert[Any], rows: Sequence[Mapping[str, Any]]) -> int:
    return len(session.connection().execute(insert, rows if len(rows) > 1 else rows[0]).all())


@cache
def _upsert(dialect: str, kind: type[SQLModel], names: tuple[str, ...], by: tuple[str, ...]) -> ReturningInsert[Any]:
    """Return the INSERT that updates what differs in the columns `names`, built once for all its rows to come."""
    table = cast("Table", inspect(kind).local_table)
    if dialect == "sqlite":  # SQLAlchemy keeps ON CONFLICT with each database.
        insert = sqlite.insert(table)
    else:
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 2 MB that a bot on SQLite never needs

        insert = cast("sqlite.Insert", postgresql.insert(table))  # alike in all that is asked of it here
    fixed = {*by, *table.primary_key.columns.keys()}
    new = {name: insert.excluded[name] for name in names if name not in fixed}
    if new:
        differs = or_(*(table.c[name].is_distinct_from(value) for name, value in new.items()))
        insert = insert.on_conflict_do_update(index_elements=by, set_=new, where=differs)
    else:
        insert = insert.on_conflict_do_nothing(index_elements=by)
    return insert.returning(*table.primary_key)
