"""What SQLAlchemy has made of statements is known to all databases of a run: to make it anew cost most tests a third.

A statement is kept as a text and as a way to read its rows, by the dialect it was made for. Each engine has a dialect
and such a memory of its own, and each test new engines.
"""

from collections.abc import MutableMapping
from typing import Any, TypeAlias

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

MOST = 5_000
"""Statements that are remembered; there are some two thousand."""

Known: TypeAlias = tuple[Dialect, MutableMapping[Any, Any]]
_known: dict[tuple[object, ...], Known] = {}


def sharing_statements(*engines: Engine, of: tuple[object, ...]) -> None:
    """Let new engines use the statements of all before them that were of the same kind.

    Args:
        engines: engines that differ only in their pools, and have not been used yet.
        of: what their dialects depend on.
    """
    if of not in _known:
        engines[0].connect().close()  # a dialect gets to know its database at the first connection
        _known[of] = engines[0].dialect, LRUCache(MOST)
    dialect, statements = _known[of]
    for engine in engines:
        engine.dialect = engine.pool._dialect = dialect
        engine._compiled_cache = statements
