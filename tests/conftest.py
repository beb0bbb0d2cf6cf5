"""Fixtures that every test may ask for. Tests that ask for a database run once on each kind."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event, make_url

from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.relay.database import RelayDatabase
from tests.databases import postgres_database, postgres_server
from tests.relay_databases import relay_schema
from tests.statements import sharing_statements

KINDS = ("sqlite", "postgresql")


# A machine that is busy, or that reads the tables of Unicode for the first time, is no fault of a test. Where changes
# are judged everybody gets the same examples; whoever runs the tests by hand looks for new ones.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("patient")


def pytest_configure() -> None:
    """Let a failure that is logged be printed as Python does: structlog would draw it, with frames and colours."""
    renderer = structlog.get_config()["processors"][-1]
    renderer.exception_formatter = structlog.dev.plain_traceback


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--database`."""
    parser.addoption("--database", choices=(*KINDS, "both"), default="both", help="which databases the tests run on")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end: thousands of tests, and all modules."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that needs a database once on each chosen kind."""
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        metafunc.parametrize("database_kind", KINDS if chosen == "both" else (chosen,), indirect=True)


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database this test runs on: `sqlite` or `postgresql`."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """A keyring of one key."""
    return Keyring.of(new_key())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, up for the whole run."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def empty_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a new database without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'rapport.db'}"
        return
    with postgres_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A SQLite file with the newest schema and no rows, to be copied."""
    file = tmp_path_factory.mktemp("schema") / "rapport.db"
    _migrate(f"sqlite:///{file}", keyring)
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres: str, keyring: Keyring) -> Iterator[str]:
    """The name of a PostgreSQL database with the newest schemas, the relay's too, and no rows, to be copied."""
    with postgres_database(postgres) as url:
        _migrate(url, keyring)
        relay = RelayDatabase.open(relay_schema(url))
        relay.migrate()
        relay.dispose()
        yield make_url(url).database or ""


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a new database with the newest schema and no rows."""
    if database_kind == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), tmp_path / 'rapport.db')}"
        return
    template = request.getfixturevalue("migrated_template")
    with postgres_database(request.getfixturevalue("postgres"), template=template) as url:
        yield url


@pytest.fixture
def db(database_url: str, database_kind: str, keyring: Keyring) -> Iterator[Database]:
    """A new database with the newest schema, open."""
    database = Database.open(database_url, keyring=keyring)
    sharing_statements(database.writer, database.reader, of=(Database, database_kind, keyring))
    yield database
    database.dispose()


@pytest.fixture
def file_db(migrated_file: Path, tmp_path: Path, keyring: Keyring) -> Iterator[Database]:
    """A new SQLite database with the newest schema, open, whichever kinds were chosen."""
    database = Database.open(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'rapport.db')}", keyring=keyring)
    sharing_statements(database.writer, database.reader, of=(Database, "sqlite", keyring))
    yield database
    database.dispose()


@pytest.fixture
def counted() -> Callable[[], AbstractContextManager[list[str]]]:
    """Tells which statements a `with` block ran; BEGIN and COMMIT do not count."""
    return _statements


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _migrate(url: str, keyring: Keyring) -> None:
    database = Database.open(url, keyring=keyring)
    database.migrate()
    database.dispose()
