"""SQLAlchemy engines for the relay's own database: what keeps a row that is gone from being read all the same."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event

from storage.engines import BURST, BUSY_TIMEOUT_MS, MIGRATION_TIMEOUT_MS, POOLED, prepared, without_details

PRAGMAS: Mapping[str, str | int] = {
    "auto_vacuum": "FULL",  # counts only before the first table, hence first: a freed page leaves the file
    "busy_timeout": BUSY_TIMEOUT_MS,
    "journal_mode": "DELETE",  # a write-ahead log would keep texts after they are deleted
    "synchronous": "EXTRA",  # a commit outlives a power failure in this journal mode: a receipt may be on paper already
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "temp_store": "MEMORY",  # VACUUM copies the whole database
}
"""What every SQLite connection of the relay is told (sqlite.org/pragma.html)."""

QUIET = (
    "SELECT set_config(name, '0', false) FROM (VALUES ('log_parameter_max_length'),"
    " ('log_parameter_max_length_on_error')) AS wanted(name)"
    " WHERE name = 'log_parameter_max_length_on_error'"
    " OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
)
"""Only a superuser may change the first one; for anybody else an administrator sets it with the role."""


def sqlite_writer(url: URL) -> Engine:
    """Return the engine of the writers: within a process they queue for its one connection, others wait 5 s."""
    engine = create_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)
    return prepared(engine, begin="BEGIN IMMEDIATE", pragmas=PRAGMAS)


def sqlite_reader(url: URL) -> Engine:
    """Return the engine of the readers. A writer waits for them at its commit, so they are to be brief."""
    engine = create_engine(url, hide_parameters=True, pool_size=POOLED, max_overflow=BURST)
    return prepared(engine, begin="BEGIN", pragmas={**PRAGMAS, "query_only": "ON"})


def sqlite_migrator(url: URL) -> Engine:
    """Return the engine of migrations: it waits long for its turn, with foreign keys off while tables are rebuilt."""
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    pragmas = {**PRAGMAS, "foreign_keys": "OFF", "busy_timeout": MIGRATION_TIMEOUT_MS}
    return prepared(engine, begin="BEGIN IMMEDIATE", pragmas=pragmas)


def postgres_writer(url: URL) -> Engine:
    """Return the engine of write transactions, READ COMMITTED; what is bound to a statement is not to be logged."""
    engine = create_engine(url, hide_parameters=True, pool_size=POOLED, max_overflow=BURST, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def quieten(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg's, through SQLAlchemy's event
        connection.execute(QUIET)
        connection.commit()

    return without_details(engine)
