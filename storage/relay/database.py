"""The one way to the relay's own database: short transactions, for writing or for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, inspect, text
from sqlmodel import Session

from storage.engines import parsed, postgres_reader
from storage.files import private_file
from storage.locks import WriteGate
from storage.migrations import RELAY
from storage.records import record
from storage.relay import engines, packing

WANTED = {
    "sqlite": {
        "journal_mode": "delete",
        "secure_delete": "1",
        "auto_vacuum": "1",
        "trusted_schema": "0",
        "temp_store": "2",
    },
    "postgresql": {
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "track_commit_timestamp": "off",
    },
}
"""What a connection must say of itself, or more could be read than is kept."""


@record
class RelayDatabase:
    """A SQLite file or a PostgreSQL database of its own, open for any number of threads and several processes."""

    writer: Engine
    reader: Engine
    migrator: Engine
    _gate: WriteGate = field(repr=False)

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the database at `url`; nothing is read or written yet, but a missing SQLite file is made, mode 0600.

        Raises:
            ValueError: `url` names neither PostgreSQL nor a SQLite file.
        """
        address = parsed(url)
        if address.get_backend_name() == "sqlite":
            private_file(Path(address.database or ""))  # SQLite gives its journals the same mode
            writer, reader = engines.sqlite_writer(address), engines.sqlite_reader(address)
            return cls(writer, reader, engines.sqlite_migrator(address), WriteGate())
        writer = engines.postgres_writer(address)
        return cls(writer, postgres_reader(writer), writer, WriteGate())

    @property
    def dialect_name(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self.writer.dialect.name

    @property
    def file(self) -> Path | None:
        """Return the path of the SQLite file, None on PostgreSQL."""
        return Path(self.writer.url.database or "") if self.dialect_name == "sqlite" else None

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Give a session in a write transaction: committed when the block ends, rolled back when it raises.

        Raises:
            RuntimeError: this thread has one open already.
        """
        with self._gate.passing(), Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database and can change nothing."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema to this version of Rapport, once, however many processes ask at the same time.

        Raises:
            MigrationError: the database belongs to a newer version.
        """
        if self.is_up_to_date():
            return
        from storage.migrations import runner  # noqa: PLC0415 - Alembic costs every start 0.1 s and is needed at few

        runner.upgrade(self.migrator, history=RELAY)

    def is_up_to_date(self) -> bool:
        """Return whether the schema is that of this version; only looks."""
        with self.reader.connect() as connection:
            if not inspect(connection).has_table(RELAY.version_table):
                return False
            found = connection.execute(text(f"SELECT version_num FROM {RELAY.version_table}"))  # noqa: S608 - our own
            return bool(found.scalar_one_or_none() == RELAY.newest_revision())

    def flaws(self) -> list[str]:
        """Return which parameters of a connection are not as they must be, each as `name=value`; none is right."""
        asked = "PRAGMA" if self.dialect_name == "sqlite" else "SHOW"
        with self.writer.connect() as connection:
            said = {name: connection.exec_driver_sql(f"{asked} {name}").scalar() for name in WANTED[self.dialect_name]}
        return [
            f"{name}={said[name]}" for name, wanted in WANTED[self.dialect_name].items() if str(said[name]) != wanted
        ]

    def pack(self) -> bool:
        """Write every table anew, so that neither what was deleted nor the order in which rows came is left in it.

        Waits up to 5 s for each lock. False: somebody was at it for longer; the next time will do.
        """
        return packing.pack_file(self.writer) if self.dialect_name == "sqlite" else packing.pack_tables(self.writer)

    def dispose(self) -> None:
        """Close every pooled connection."""
        for engine in (self.reader, self.migrator, self.writer):
            engine.dispose()
