"""The books of the Slack of the fault tests: a SQLite file with every call and every message it has taken."""

import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"«([^»\\]+)»|\\u00ab([^\\]+)\\u00bb")
"""The words of each row carry its dedupe key in these marks, as UTF-8 or escaped: so a message says what it holds."""

TABLES = """
CREATE TABLE copy (ts TEXT, team TEXT, channel TEXT, key TEXT, at REAL, is_deleted INTEGER DEFAULT 0);
CREATE TABLE call (team TEXT, method TEXT, channel TEXT, at REAL, outcome TEXT);
"""


def keys_in(body: str) -> list[str]:
    """Return the dedupe keys of the rows that a call's body tells, each once, in order."""
    return list(dict.fromkeys(plain or escaped for plain, escaped in MARK.findall(body)))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One copy of one row, as it stands in somebody's conversation."""

    key: str
    channel: str
    at: float
    """When Slack took it, in seconds since the epoch, on this machine's clock."""
    ts: str


class Books:
    """What the Slack process writes. Nobody kills it, so it need not wait for the disk."""

    def __init__(self, file: Path) -> None:
        """Begin the books in a new file."""
        self._file = sqlite3.connect(file, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=OFF")
        self._file.executescript(TABLES)
        self._taken = 0

    def take(self, *, team: str, channel: str, body: str, at: float) -> str:
        """Keep a message and return the name that Slack gives it."""
        self._taken += 1
        ts = f"{self._taken:010d}.000100"
        rows = [(ts, team, channel, key, at) for key in keys_in(body) or [""]]
        self._file.executemany("INSERT INTO copy (ts, team, channel, key, at) VALUES (?, ?, ?, ?, ?)", rows)
        return ts

    def delete(self, ts: str) -> bool:
        """Take a message out of its conversation; return whether it was there."""
        return self._file.execute("UPDATE copy SET is_deleted = 1 WHERE ts = ?", (ts,)).rowcount > 0

    def note(self, *, team: str, method: str, channel: str, at: float, outcome: str) -> None:
        """Keep that a call came."""
        self._file.execute("INSERT INTO call VALUES (?, ?, ?, ?, ?)", (team, method, channel, at, outcome))


def arrivals(file: Path) -> dict[str, list[Arrival]]:
    """Return the copies that stand in conversations, by key."""
    found: dict[str, list[Arrival]] = defaultdict(list)
    with closing(sqlite3.connect(file)) as books:
        for row in books.execute("SELECT key, channel, at, ts FROM copy WHERE is_deleted = 0 ORDER BY at"):
            found[row[0]].append(Arrival(*row))
    return found


def calls(file: Path, *, method: str = "chat.postMessage") -> list[tuple[float, str, str]]:
    """Return when, in which workspace and with which outcome a method was called, in order."""
    with closing(sqlite3.connect(file)) as books:
        wanted = "SELECT at, team, outcome FROM call WHERE method = ? ORDER BY at"
        return [(at, team, outcome) for at, team, outcome in books.execute(wanted, (method,))]


def deleted(file: Path) -> int:
    """Return how many messages were taken out of conversations again."""
    with closing(sqlite3.connect(file)) as books:
        row = books.execute("SELECT count(DISTINCT ts) FROM copy WHERE is_deleted = 1").fetchone()
    return int(row[0])
