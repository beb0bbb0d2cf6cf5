"""The relay's database for tests: on the kind of database that the rest of a test runs on."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import URL, make_url

from storage.database import Database
from storage.relay.database import RelayDatabase
from tests.statements import sharing_statements

FILE = "relay.db"
SCHEMA = "relay"


@contextmanager
def relay_database(beside: Database) -> Iterator[RelayDatabase]:
    """Give an empty relay database with the newest schema: a file beside the main one, or a schema of its own."""
    if beside.file is None:
        url = relay_schema(beside.writer.url)
    else:
        target = beside.file.with_name(FILE)
        target.write_bytes(_migrated_file())
        url = f"sqlite:///{target}"
    database = RelayDatabase.open(url)
    sharing_statements(database.writer, database.reader, of=(RelayDatabase, database.dialect_name))
    database.migrate()
    try:
        yield database
    finally:
        database.dispose()


def relay_schema(database: URL | str) -> str:
    """Make the relay's schema in a PostgreSQL database, if it is not there; return its address."""
    plain = make_url(database).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    return plain.update_query_dict({"options": f"-csearch_path={SCHEMA}"}).render_as_string(hide_password=False)


@cache
def _migrated_file() -> bytes:
    """Return a file with the newest schema and no rows."""
    with TemporaryDirectory() as folder:
        file = Path(folder, FILE)
        database = RelayDatabase.open(f"sqlite:///{file}")
        database.migrate()
        database.dispose()
        return file.read_bytes()
