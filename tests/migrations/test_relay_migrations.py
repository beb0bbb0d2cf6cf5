"""The relay's own history: from nothing to now and back, beside the main one or in a database of its own."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.database import Database
from storage.migrations import FOLDER, RELAY, MigrationError, runner
from storage.relay.database import RelayDatabase
from storage.relay.tables import relay_metadata
from tests.relay_databases import relay_database


@pytest.fixture
def empty(empty_url: str) -> Iterator[RelayDatabase]:
    """A database without any table, open."""
    database = RelayDatabase.open(empty_url)
    yield database
    database.dispose()


def tables(db: RelayDatabase) -> set[str]:
    """Return the names of all tables."""
    return set(inspect(db.reader).get_table_names())


def test_from_nothing_to_now_to_nothing_and_to_now_again(empty: RelayDatabase) -> None:
    assert not empty.is_up_to_date()
    empty.migrate()
    first = tables(empty)
    assert {"relay_case", "relay_tag", "relay_message", "relay_version"} <= first
    runner.downgrade(empty.migrator, history=RELAY)
    assert tables(empty) == {"relay_version"}
    empty.migrate()
    assert (tables(empty), empty.is_up_to_date()) == (first, True)


def test_the_migrated_schema_is_the_declared_one(empty: RelayDatabase) -> None:
    empty.migrate()
    options = {"version_table": RELAY.version_table}
    with empty.migrator.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), relay_metadata()) == []


def test_the_newest_step_by_file_name_is_the_head_of_one_line_of_history() -> None:
    history = ScriptDirectory(str(FOLDER), version_locations=[str(RELAY.versions)])
    assert history.get_heads() == [RELAY.newest_revision()]


def test_the_two_histories_know_nothing_of_each_other(db: Database) -> None:
    with relay_database(db) as relay:
        runner.downgrade(db.migrator)
        assert (db.is_up_to_date(), relay.is_up_to_date()) == (False, True)
        runner.downgrade(relay.migrator, history=RELAY)
        db.migrate()
        assert (db.is_up_to_date(), relay.is_up_to_date()) == (True, False)


def test_a_database_of_a_newer_version_is_refused(empty: RelayDatabase) -> None:
    empty.migrate()
    with empty.begin() as session:
        session.connection().execute(text("UPDATE relay_version SET version_num = '9999'"))
    with pytest.raises(MigrationError, match="9999"):
        empty.migrate()


def test_no_table_of_the_relay_points_to_a_person_or_to_another_database() -> None:
    """Relay 7: no foreign key, no column for a requester, no name of a person."""
    columns = {column.name for table in relay_metadata().sorted_tables for column in table.columns}
    assert not [table.name for table in relay_metadata().sorted_tables if table.foreign_keys]
    assert not columns & {"user_id", "member_id", "requester_id", "created_at", "updated_at", "department", "rank"}
