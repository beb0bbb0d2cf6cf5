"""SQLAlchemy engines for the two databases: every pragma, pool and BEGIN of Rapport's stands here."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, ExceptionContext, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.columns import KeyedDialect
from storage.keyring import Keyring

POOLED = 8
"""Connections kept open; a burst may open `BURST` more for as long as it lasts."""
BURST = 24
BUSY_TIMEOUT_MS = 5_000
IDLE_TRANSACTION_MS = 15_000
"""How long a PostgreSQL transaction may stand still before the server ends it. A process that froze in the middle of
one would keep its locks, and every other process waiting (postgresql.org/docs, idle_in_transaction_session_timeout)."""
MIGRATION_TIMEOUT_MS = 600_000
"""How long a process waits for another one's migration of the same SQLite file."""

PRAGMAS: Mapping[str, str | int] = {
    "busy_timeout": BUSY_TIMEOUT_MS,
    "journal_mode": "WAL",  # readers and a writer at the same time
    "synchronous": "FULL",  # a commit outlives a power failure: a forgotten "sent" would be sent twice
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what was deleted is overwritten, not only forgotten
    "trusted_schema": "OFF",
}
"""What every SQLite connection is told (sqlite.org/pragma.html)."""

WANTED = "the database is the address of a file, sqlite:///FILE, or of a server, postgresql://USER@HOST/NAME"


def normalised(url: str) -> str:
    """Return `url` with the driver that Rapport uses: `postgres://` and `postgresql://` become psycopg's."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return f"postgresql+psycopg://{url.removeprefix(prefix)}"
    return url


def parsed(url: str) -> URL:
    """Return the database address, checked.

    Raises:
        ValueError: it is neither PostgreSQL nor a SQLite file. The text does not repeat it, for it may hold a password.
    """
    try:
        parts = make_url(normalised(url))
    except ArgumentError:
        raise ValueError(WANTED) from None
    in_memory = (parts.database or ":memory:").startswith((":memory:", "file:"))
    if parts.get_backend_name() == "postgresql" or (parts.get_backend_name() == "sqlite" and not in_memory):
        return parts
    raise ValueError(WANTED)


def sqlite_writer(url: URL, keyring: Keyring) -> Engine:
    """Return the engine of the writers, who queue for its one connection and lock the file from their first statement.

    That connection is the process's write mutex: SQLite's own waiting polls, and lets others overtake one writer for
    seconds. And a transaction that reads first and locks later fails at once when another wrote in between.
    """
    engine = create_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)
    return _sqlite(engine, keyring, begin="BEGIN IMMEDIATE", pragmas=PRAGMAS)


def sqlite_reader(url: URL, keyring: Keyring) -> Engine:
    """Return the engine of the readers: each transaction sees one moment of the file and can change nothing."""
    engine = create_engine(url, hide_parameters=True, pool_size=POOLED, max_overflow=BURST)
    return _sqlite(engine, keyring, begin="BEGIN", pragmas={**PRAGMAS, "query_only": "ON"})


def sqlite_migrator(url: URL, keyring: Keyring) -> Engine:
    """Return the engine of migrations: it waits long for its turn.

    Foreign keys are off while tables are rebuilt (sqlite.org/lang_altertable.html, section 7). That cannot be switched
    inside a transaction, hence an engine of its own.
    """
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    pragmas = {**PRAGMAS, "foreign_keys": "OFF", "busy_timeout": MIGRATION_TIMEOUT_MS}
    return _sqlite(engine, keyring, begin="BEGIN IMMEDIATE", pragmas=pragmas)


def postgres_writer(url: URL, keyring: Keyring) -> Engine:
    """Return the engine of write transactions, READ COMMITTED; a connection that the server dropped is replaced."""
    engine = create_engine(url, hide_parameters=True, pool_size=POOLED, max_overflow=BURST, pool_pre_ping=True)
    cast("KeyedDialect", engine.dialect).keyring = keyring
    return without_details(engine)


def postgres_reader(writer: Engine) -> Engine:
    """Return the same connections for transactions that see one moment and can change nothing, as on SQLite."""
    return writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def without_details(engine: Engine) -> Engine:
    """Return `engine`, from now on with errors of PostgreSQL that quote no row."""
    event.listen(engine, "handle_error", _drop_details)
    event.listen(engine, "connect", _end_when_idle)
    return engine


def _end_when_idle(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg's, through SQLAlchemy's event
    """Tell the server of a new connection how long its transactions may stand still."""
    connection.execute(f"SET idle_in_transaction_session_timeout = {IDLE_TRANSACTION_MS}")
    connection.commit()


def _drop_details(context: ExceptionContext) -> None:
    """Shorten a PostgreSQL error to its first line: the DETAIL that follows quotes the row that gave offence."""
    error, wrapped = context.original_exception, context.sqlalchemy_exception
    diagnosis = getattr(error, "diag", None)  # psycopg's; not imported here, for a start on SQLite does without it
    if diagnosis and diagnosis.message_primary and wrapped:
        error.args = (diagnosis.message_primary,)
        wrapped.args = (f"({type(error).__name__}) {diagnosis.message_primary}",)


def _sqlite(engine: Engine, keyring: Keyring, *, begin: str, pragmas: Mapping[str, str | int]) -> Engine:
    cast("KeyedDialect", engine.dialect).keyring = keyring
    return prepared(engine, begin=begin, pragmas=pragmas)


def prepared(engine: Engine, *, begin: str, pragmas: Mapping[str, str | int]) -> Engine:
    """Return a SQLite engine with its pragmas and our BEGIN; Python says it too late (docs.sqlalchemy.org, SQLite)."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's, through SQLAlchemy's event
        connection.isolation_level = None
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
