"""The one way to the main database: short transactions, for writing or for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, inspect, text
from sqlmodel import Session

from storage import engines
from storage.files import private_file
from storage.keyring import Keyring
from storage.locks import WriteGate, WriterBusy, writer_lock
from storage.migrations import newest_revision
from storage.records import record

__all__ = ["Database", "WriterBusy", "writer_lock"]


@record
class Database:
    """A SQLite file or a PostgreSQL database, open for any number of threads."""

    writer: Engine
    reader: Engine
    migrator: Engine
    _gate: WriteGate = field(repr=False)

    @classmethod
    def open(cls, url: str, *, keyring: Keyring) -> Self:
        """Return the database at `url`; nothing is read or written yet, but a missing SQLite file is made, mode 0600.

        Raises:
            ValueError: `url` names neither PostgreSQL nor a SQLite file.
        """
        address = engines.parsed(url)
        if address.get_backend_name() == "sqlite":
            private_file(Path(address.database or ""))  # SQLite gives its journals the same mode
            writer, reader = engines.sqlite_writer(address, keyring), engines.sqlite_reader(address, keyring)
            return cls(writer, reader, engines.sqlite_migrator(address, keyring), WriteGate())
        writer = engines.postgres_writer(address, keyring)
        return cls(writer, engines.postgres_reader(writer), writer, WriteGate())

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
        """Give a session that sees one moment of the database, waits for no writer and can change nothing."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema to this version of Rapport, once, however many processes ask at the same time.

        Raises:
            MigrationError: the database belongs to a newer version, or its rows would break a foreign key.
        """
        if self.is_up_to_date():
            return
        from storage.migrations import runner  # noqa: PLC0415 - Alembic costs every start 0.1 s and is needed at few

        runner.upgrade(self.migrator)

    def is_up_to_date(self) -> bool:
        """Return whether the schema is that of this version; only looks."""
        return self._revision() == newest_revision()

    def dispose(self) -> None:
        """Close every pooled connection."""
        for engine in (self.reader, self.migrator, self.writer):
            engine.dispose()

    def _revision(self) -> str | None:
        with self.reader.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
