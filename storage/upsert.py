"""Insert or update in one statement, the same on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, inspect, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def upsert(session: Session, kind: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]) -> int:
    """Keep `rows`, recognised by the unique columns `by`; return how many were new or differed from what was kept.

    A row that equals the kept one is not written, and the primary key of a kept row stays as it is. All rows name the
    same columns, and no two of them agree in all of `by`. One statement for each thousand rows.
    """
    if not rows:
        return 0
    table = cast("Table", inspect(kind).local_table)
    insert = _insert(session, table)
    fixed = {*by, *table.primary_key.columns.keys()}
    new = {name: insert.excluded[name] for name in rows[0] if name not in fixed}
    if new:
        differs = or_(*(table.c[name].is_distinct_from(value) for name, value in new.items()))
        insert = insert.on_conflict_do_update(index_elements=by, set_=new, where=differs)
    else:
        insert = insert.on_conflict_do_nothing(index_elements=by)
    return len(session.connection().execute(insert.returning(*table.primary_key), rows).all())


def insert_new(session: Session, kind: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]) -> int:
    """Keep those of `rows` that the unique columns `by` do not know yet; return how many. Known ones stay."""
    if not rows:
        return 0
    table = cast("Table", inspect(kind).local_table)
    insert = _insert(session, table).on_conflict_do_nothing(index_elements=by)
    return len(session.connection().execute(insert.returning(*table.primary_key), rows).all())


def _insert(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return the INSERT that knows ON CONFLICT, which SQLAlchemy keeps with each database."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
