"""Databases full of messages, for the measures of the outbox."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from storage.columns import EPOCH, MICROSECOND
from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.members import Member
from storage.touchpoints import CHUNK, PLANNED, PlannedTouchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.databases import postgres_database, postgres_server

TEAM = "T0BENCH"
DUE_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DUE_US = (DUE_AT - EPOCH) // MICROSECOND
LATER = DUE_AT + timedelta(days=1)
COLUMNS = (*PLANNED, "state", "attempts")


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """Give a new SQLite database, migrated."""
    with _opened(f"sqlite:///{folder / f'{secrets.token_hex(4)}.db'}") as database:
        yield database


@contextmanager
def postgres() -> Iterator[Database]:
    """Give a new PostgreSQL database, migrated, on a server that runs for as long."""
    with postgres_server() as server, postgres_database(server) as url, _opened(url) as database:
        yield database


def keep_people(database: Database, count: int, *, team_id: str = TEAM) -> list[str]:
    """Keep so many members and return their ids."""
    people = [Member(team_id=team_id, user_id=f"U{number}", name="nobody") for number in range(count)]
    with database.begin() as session:
        session.add_all(people)
    return [person.id for person in people]


def messages(member_ids: Sequence[str], count: int, *, team_id: str = TEAM) -> list[PlannedTouchpoint]:
    """Return so many messages, each about something of its own, to these people in turns; all are due at LATER."""
    subjects = [secrets.token_hex(16) for _ in range(count)]
    return [
        PlannedTouchpoint(
            team_id=team_id,
            dedupe_key=f"{TouchpointKind.AGENDA_PROMPT}:{subject}:1",
            member_id=member_ids[number % len(member_ids)],
            kind=TouchpointKind.AGENDA_PROMPT,
            subject_id=subject,
            due_at=DUE_AT + number * MICROSECOND,
            expires_at=DUE_AT + timedelta(days=30),
        )
        for number, subject in enumerate(subjects)
    ]


def as_stored(rows: Sequence[PlannedTouchpoint]) -> list[tuple[object, ...]]:
    """Return these messages as a driver takes them, in the order of COLUMNS."""
    return [(*(_stored(getattr(row, name)) for name in PLANNED), TouchpointState.READY.value, 0) for row in rows]


def insert_raw(session: Session, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows by what the driver has for many, executemany on SQLite and COPY on PostgreSQL, chunk by chunk."""
    cursor: Any = session.connection().connection.cursor()
    names, marks = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        if session.get_bind().dialect.name == "sqlite":
            cursor.executemany(f"INSERT INTO touchpoint ({names}) VALUES ({marks})", chunk)  # noqa: S608 - our own names
            continue
        with cursor.copy(f"COPY touchpoint ({names}) FROM STDIN") as copy:
            for row in chunk:
                copy.write_row(row)


def forget_messages(database: Database) -> None:
    """Delete every message, and give their room back."""
    with database.begin() as session:
        statement = "DELETE FROM touchpoint" if database.dialect_name == "sqlite" else "TRUNCATE touchpoint"
        session.connection().execute(text(statement))


def analyze(database: Database) -> None:
    """Let the server look at what its tables hold now, as it does by itself within a minute."""
    with database.begin() as session:
        session.connection().execute(text("ANALYZE"))


def free_slots(database: Database) -> None:
    """Let the next slot of every workspace begin at once."""
    with database.begin() as session:
        session.connection().execute(text("UPDATE pace SET next_slot_at = 0"))


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database.open(url, keyring=Keyring.of(new_key()))
    database.migrate()
    try:
        yield database
    finally:
        database.dispose()


def _stored(value: object) -> object:
    return (value - EPOCH) // MICROSECOND if isinstance(value, datetime) else value
