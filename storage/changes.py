"""How many rows a statement changed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session


def changed(session: Session, change: UpdateBase, rows: Sequence[Mapping[str, Any]] | None = None) -> int:
    """Run an UPDATE or a DELETE and return how many rows it met. Objects that the session holds do not follow.

    With `rows` it runs once for each of them, which fill its parameters; for none at all it does not run.
    """
    if rows is not None and not rows:
        return 0
    return cast("CursorResult[tuple[()]]", session.connection().execute(change, rows)).rowcount
