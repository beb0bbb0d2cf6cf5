"""A second workspace that is like the first one: every row once more, with ids of its own and the same people."""

import re
from typing import Any

from sqlalchemy import MetaData, insert, select
from sqlmodel import Session

ID = re.compile(r"\b[0-9a-f]([0-9a-f]{31})\b")
SIGN = "x"
"""By this the ids of the second one begin: Rapport makes none like it."""


def copy_workspace(session: Session, tables: MetaData, team_id: str, *, to: str) -> int:
    """Add for each row of one workspace a row of another; return how many."""
    copied = 0
    for table in tables.sorted_tables:
        if "team_id" not in table.columns:
            continue
        rows = session.connection().execute(select(table).where(table.c.team_id == team_id)).mappings().all()
        copies = [{name: _twin_of(value, team_id, to) for name, value in row.items()} for row in rows]
        if copies:
            session.connection().execute(insert(table), copies)
        copied += len(copies)
    return copied


def twin_of(text: str) -> str:
    """Return what stands in the second workspace in the place of an id, or of a text with ids in it."""
    return ID.sub(rf"{SIGN}\1", text)


def _twin_of(value: Any, team_id: str, to: str) -> Any:  # noqa: ANN401 - whatever a column holds
    if value == team_id:
        return to
    if isinstance(value, bytes):
        return value + SIGN.encode()
    return twin_of(value) if type(value) is str else value
