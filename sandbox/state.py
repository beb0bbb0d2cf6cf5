"""The one SQLite file that is the truth of a workspace, and the few ways to it.

Everything a restart must not lose stands here. Rows are read as `sqlite3.Row`; JSON columns are text.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, real_name TEXT NOT NULL, tz TEXT NOT NULL,
    is_owner INTEGER NOT NULL DEFAULT 0, is_admin INTEGER NOT NULL DEFAULT 0, is_bot INTEGER NOT NULL DEFAULT 0,
    is_restricted INTEGER NOT NULL DEFAULT 0, is_ultra_restricted INTEGER NOT NULL DEFAULT 0,
    is_foreign INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0, updated REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS channel (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT,
    created REAL NOT NULL, last_ts INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS membership (
    channel TEXT NOT NULL, user TEXT NOT NULL, read_ts TEXT NOT NULL DEFAULT '0', PRIMARY KEY (channel, user)
);
CREATE TABLE IF NOT EXISTS message (
    channel TEXT NOT NULL, ts TEXT NOT NULL, user TEXT, bot_id TEXT, thread_ts TEXT, reader TEXT,
    edited INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL, PRIMARY KEY (channel, ts)
);
CREATE INDEX IF NOT EXISTS message_thread ON message (channel, thread_ts);
CREATE TABLE IF NOT EXISTS picked (
    user TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (user, channel, ts)
);
CREATE TABLE IF NOT EXISTS scheduled (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, post_at REAL NOT NULL, body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS view (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, user TEXT NOT NULL, depth INTEGER NOT NULL, root TEXT NOT NULL,
    previous TEXT, external_id TEXT UNIQUE, hash TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
    errors TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX IF NOT EXISTS view_owner ON view (user, kind, depth);
CREATE TABLE IF NOT EXISTS trigger_id (
    id TEXT PRIMARY KEY, user TEXT NOT NULL, view TEXT, issued REAL NOT NULL, used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS hook (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, user TEXT NOT NULL, ts TEXT, issued REAL NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS file (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, length INTEGER NOT NULL, alt_txt TEXT,
    ticket TEXT NOT NULL UNIQUE, created REAL NOT NULL, content BLOB, finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS file_share (file TEXT NOT NULL, channel TEXT NOT NULL, PRIMARY KEY (file, channel));
CREATE TABLE IF NOT EXISTS file_handed_in (file TEXT PRIMARY KEY, user TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS focus (user TEXT PRIMARY KEY, place TEXT NOT NULL);
"""


def open_state(path: Path) -> sqlite3.Connection:
    """Return a connection in autocommit mode to the state at `path`, made when it does not exist.

    WAL with synchronous=NORMAL loses nothing to a killed process (sqlite.org/wal.html).

    Raises:
        ValueError: what is there is no such file, or none can be made there.
    """
    db = None
    try:
        db = sqlite3.connect(path, isolation_level=None)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(SCHEMA)
    except sqlite3.Error as wrong:
        if db is not None:
            db.close()
        raise ValueError(f"{path} cannot hold the workspace: {wrong}.") from wrong
    return db


@contextmanager
def whole(db: sqlite3.Connection) -> Iterator[None]:
    """Make what the block writes happen as a whole or not at all. Must not span an `await`."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def fact(db: sqlite3.Connection, name: str) -> Any:  # noqa: ANN401 - a fact is whatever JSON was remembered
    """Return the remembered JSON value called `name`, or None."""
    row = db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row["value"])


def remember(db: sqlite3.Connection, name: str, value: object) -> None:
    """Keep a JSON value under `name`."""
    db.execute("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, json.dumps(value)))
