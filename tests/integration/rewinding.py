"""Two SQLite files that can be put back to where they stood, and that say whether anything was written since."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Kept:
    """One file as it stands now; where others write to it, `has_changed` says so."""

    file: Path
    _onlooker: sqlite3.Connection
    _copy: sqlite3.Connection
    _version: int = 0

    def has_changed(self) -> bool:
        """Return whether a commit has changed the file (sqlite.org/pragma.html#pragma_data_version)."""
        return self._now() != self._version

    def rewind(self) -> None:
        """Put the file back, if it has changed."""
        if self.has_changed():
            with closing(sqlite3.connect(self.file)) as target:
                self._copy.backup(target)
            self._version = self._now()

    def keep(self) -> None:
        """Take the file as it stands now for what it is put back to."""
        self._onlooker.backup(self._copy)
        self._version = self._now()

    def lost(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yield every row that is no longer as it stood, with its table."""
        for (table,) in self._copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            rows = f'SELECT * FROM "{table}"'  # noqa: S608 - a name of our own schema
            now = set(self._onlooker.execute(rows))
            yield from ((table, row) for row in self._copy.execute(rows) if row not in now)

    def is_of(self, user: str) -> set[str]:
        """Return the ids by which rows say that they are this person's: their own, and their member ids."""
        if not self._copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'member'").fetchone():
            return {user}
        found = self._copy.execute("SELECT id FROM member WHERE user_id = ?", (user,))
        return {user, *(member_id for (member_id,) in found)}

    def _now(self) -> int:
        (version,) = self._onlooker.execute("PRAGMA data_version").fetchone()
        return int(version)


@contextmanager
def kept(file: Path) -> Iterator[Kept]:
    """Yield a file that can be put back to where it stands."""
    with closing(sqlite3.connect(file)) as onlooker, closing(sqlite3.connect(":memory:")) as copy:
        held = Kept(file, onlooker, copy)
        held.keep()
        yield held
