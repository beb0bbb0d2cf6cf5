"""The schema's history: from nothing to now, back, and again, on both databases, by any number of processes at once."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, String, Table, TextClause, inspect, text

from bot.services.letter import planned_for_each
from storage.columns import EncryptedText, UtcDateTime, words
from storage.database import Database
from storage.keyring import Keyring
from storage.keys import check_fingerprint
from storage.migrations import FOLDER, MAIN, VERSIONS, History, MigrationError, newest_revision, runner
from storage.migrations.__main__ import draft
from storage.tables import whole_metadata
from storage.touchpoints import plan
from storage.vocabulary import SettingName, TouchpointKind
from tests.pairing import MENTEE, NOW, enrol, the
from tests.payloads import TEAM

ROOT = Path(__file__).parents[2]
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
READ_BY_0004 = {
    *("pair_proposed", "pair_confirmed", "pair_not_formed", "pair_outcome", "partner_left"),
    *("meeting_planned", "meeting_moved", "meeting_cancelled", "meeting_file"),
    *("agenda_prompt", "agenda_last_call", "agenda_digest", "recap_prompt", "recap_nudge", "recap_ready", "item_due"),
}
MIGRATE = """
import sys
from storage.database import Database
from storage.keyring import Keyring
database = Database.open(sys.argv[1], keyring=Keyring.of(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
database.migrate()
database.dispose()
"""


@pytest.fixture
def empty(empty_url: str, keyring: Keyring) -> Iterator[Database]:
    """A database without any table, open."""
    database = Database.open(empty_url, keyring=keyring)
    yield database
    database.dispose()


def tables(db: Database) -> set[str]:
    """Return the names of all tables."""
    return set(inspect(db.reader).get_table_names())


def schema(db: Database) -> list[str]:
    """Return the schema as sorted lines: every column, index and constraint."""
    look = inspect(db.reader)
    asked = (
        look.get_columns,
        look.get_indexes,
        look.get_unique_constraints,
        look.get_foreign_keys,
        lambda name: [look.get_pk_constraint(name)],
    )
    return sorted(f"{name} {_plain(part)}" for name in tables(db) for ask in asked for part in ask(name))


def _plain(part: object) -> object:
    """Return what a look at the schema found, with the text of an index's condition in place of the object."""
    if isinstance(part, Mapping):
        return {key: _plain(value) for key, value in part.items()}
    return str(part) if isinstance(part, TextClause) else part


def revision(db: Database) -> str | None:
    """Return the revision the database says it is at."""
    with db.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_from_nothing_to_now_to_nothing_and_to_now_again(empty: Database) -> None:
    empty.migrate()
    first = schema(empty)
    assert {"member", "setting", "keymark"} <= tables(empty)
    runner.downgrade(empty.migrator)
    assert tables(empty) == {"alembic_version"}
    assert revision(empty) is None
    empty.migrate()
    assert schema(empty) == first
    assert revision(empty) == newest_revision()


def test_each_step_can_be_taken_back_and_taken_again(empty: Database) -> None:
    steps = [step.revision for step in reversed(list(ScriptDirectory(str(FOLDER)).walk_revisions()))]
    for step in steps:
        runner.upgrade(empty.migrator, to=step)
        after = schema(empty)
        runner.downgrade(empty.migrator, to="-1")
        runner.upgrade(empty.migrator, to=step)
        assert schema(empty) == after


def test_an_older_version_finds_no_message_that_it_cannot_read(db: Database) -> None:
    enrol(db, MENTEE)
    member = the(db, MENTEE)
    with db.begin() as session:
        for kind in TouchpointKind:
            messages = planned_for_each(
                [member.id], kind=kind, team_id=TEAM, subject_id="subject", due_at=NOW, lives=timedelta(days=1)
            )
            plan(session, messages)
    runner.downgrade(db.migrator, to="0004")
    with db.reader.connect() as connection:
        left = set(connection.execute(text("SELECT kind FROM touchpoint")).scalars())
    assert left == READ_BY_0004


def test_the_migrated_schema_is_the_declared_one(db: Database) -> None:
    with db.migrator.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), whole_metadata()) == []


def test_every_constraint_has_a_name_that_a_later_step_can_use() -> None:
    unnamed = [table.name for table in whole_metadata().sorted_tables for rule in table.constraints if not rule.name]
    assert unnamed == []


def test_the_newest_step_by_file_name_is_the_head_of_one_line_of_history() -> None:
    history = ScriptDirectory(str(FOLDER))
    assert history.get_heads() == [newest_revision()]
    assert len(list(history.walk_revisions())) == len(list(VERSIONS.glob("[0-9]*_*.py")))


def test_history_does_not_depend_on_the_code_of_today() -> None:
    imports = {
        line for path in VERSIONS.glob("*.py") for line in re.findall(r"^(?:import|from) .*", path.read_text(), re.M)
    }
    assert imports <= {"import sqlalchemy as sa", "from alembic import op", "from alembic import context"}


def test_a_database_that_is_up_to_date_is_left_alone_without_alembic(database_url: str, keyring: Keyring) -> None:
    script = f"{MIGRATE}\nprint([name for name in sys.modules if name == 'alembic'])"
    with _process(script, database_url) as process:
        out, _ = process.communicate("go\n")
    assert (process.returncode, out) == (0, "[]\n")


def test_four_processes_may_migrate_at_once(empty_url: str, keyring: Keyring) -> None:
    processes = [_process(f"from storage.migrations import runner\n{MIGRATE}", empty_url) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], ends
    database = Database.open(empty_url, keyring=keyring)
    assert revision(database) == newest_revision()
    database.dispose()


def test_it_does_not_matter_where_the_process_stands(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "100% elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    empty.migrate()
    assert "member" in tables(empty)
    assert list(elsewhere.iterdir()) == []


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(db: Database) -> None:
    with db.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MigrationError, match="9999"):
        db.migrate()
    assert revision(db) == "9999"
    assert "member" in tables(db)


def test_a_step_that_fails_leaves_nothing_behind(empty: Database) -> None:
    with empty.writer.begin() as connection:
        connection.execute(text("CREATE TABLE setting (x INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        empty.migrate()
    assert tables(empty) - {"alembic_version"} == {"setting"}
    assert revision(empty) is None


def test_on_sqlite_a_step_that_leaves_a_row_pointing_to_nothing_is_undone(file_db: Database) -> None:
    with file_db.migrator.begin() as connection:
        connection.execute(text("CREATE TABLE child (parent TEXT REFERENCES member (id))"))
        connection.execute(text("INSERT INTO child VALUES ('nobody')"))
    with pytest.raises(MigrationError, match="point to nothing"):
        runner.downgrade(file_db.migrator, to="base")
    assert "member" in tables(file_db)


def test_what_was_kept_outlives_a_second_migration(db: Database, keyring: Keyring) -> None:
    with db.begin() as session:
        check_fingerprint(session, keyring)
    db.migrate()
    with db.begin() as session:
        check_fingerprint(session, keyring)


def test_a_draft_speaks_sqlalchemys_own_words(file_db: Database, tmp_path: Path) -> None:
    declared = MetaData()
    for table in whole_metadata().sorted_tables:
        table.to_metadata(declared)
    Table(
        "probe",
        declared,
        Column("id", String, primary_key=True),
        Column("at", UtcDateTime),
        Column("text", EncryptedText),
        Column("name", words(SettingName)),
    )
    history = History(shutil.copytree(VERSIONS, tmp_path / "versions"), MAIN.version_table)
    path = draft(file_db.migrator, message="add a probe", metadata=declared, history=history)
    written = path.read_text()
    assert "sa.BigInteger()" in written
    assert "sa.LargeBinary()" in written
    assert "sa.String(length=40)" in written
    assert "storage" not in written
    assert written.count("op.create_table") == written.count("op.drop_table") == 1
    assert path.name == f"{int(newest_revision()) + 1:04d}_add_a_probe.py"


def _process(script: str, url: str) -> subprocess.Popen[str]:
    """Start a process that is about to migrate, with all its imports behind it."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, url, KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process
