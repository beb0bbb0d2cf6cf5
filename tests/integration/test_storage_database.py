"""Transactions: writers take turns and lose nothing, readers see one moment and wait for nobody."""

import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import func, select

from storage.database import Database
from storage.engines import normalised
from storage.keyring import Keyring
from storage.members import Member, member_of

THREADS = 8
ROUNDS = 50


def add(db: Database, user_id: str, name: str = "Ana") -> None:
    """Keep one member in a transaction of its own."""
    with db.begin() as session:
        session.add(Member(team_id="T1", user_id=user_id, name=name))


def count(db: Database) -> int:
    """Count members as a new transaction sees them."""
    with db.read() as session:
        return session.exec(select(func.count()).select_from(Member)).one()


def rename_once(db: Database) -> None:
    """Read the counter in U1's name, write it back one higher: loses updates unless transactions take turns."""
    with db.begin() as session:
        member = member_of(session, team_id="T1", user_id="U1")
        assert member is not None
        member.name = str(int(member.name) + 1)


def in_threads(work: Callable[[int, int], object], *, rounds: int) -> None:
    """Run `work(thread, round)` in eight threads that start together; raise what any of them raised."""
    together = threading.Barrier(THREADS)

    def run(number: int) -> None:
        together.wait()
        for turn in range(rounds):
            work(number, turn)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, range(THREADS)))


def test_a_transaction_commits_when_its_block_ends(db: Database) -> None:
    add(db, "U1")
    assert count(db) == 1


def test_a_transaction_rolls_back_when_its_block_raises(db: Database) -> None:
    def fail_half_way() -> None:
        with db.begin() as session:
            session.add(Member(team_id="T1", user_id="U1", name="Ana"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert count(db) == 0
    add(db, "U1")
    assert count(db) == 1


def test_rows_can_be_read_after_their_transaction(db: Database) -> None:
    with db.begin() as session:
        member = Member(team_id="T1", user_id="U1", name="Ana")
        session.add(member)
    assert member.name == "Ana"


def test_a_transaction_inside_a_transaction_is_refused(db: Database) -> None:
    with db.begin(), pytest.raises(RuntimeError, match="hand its session on"), db.begin():
        pytest.fail("two transactions in one thread")


def test_reading_waits_for_no_writer_and_sees_only_what_was_committed(db: Database) -> None:
    with db.begin() as session:
        session.add(Member(team_id="T1", user_id="U1", name="Ana"))
        session.flush()
        assert count(db) == 0
    assert count(db) == 1


def test_a_reader_sees_one_moment(db: Database) -> None:
    everyone = select(func.count()).select_from(Member)
    with db.read() as session:
        assert session.exec(everyone).one() == 0
        add(db, "U1")
        assert session.exec(everyone).one() == 0
    assert count(db) == 1


def test_a_reader_can_change_nothing(db: Database) -> None:
    with db.read() as session:
        session.add(Member(team_id="T1", user_id="U1", name="Ana"))
        with pytest.raises(DBAPIError, match=r"read-?only"):
            session.flush()
    add(db, "U1")
    assert count(db) == 1


def test_eight_threads_of_writers_lose_nothing(db: Database) -> None:
    in_threads(lambda number, turn: add(db, f"U{number}-{turn}"), rounds=ROUNDS)
    assert count(db) == THREADS * ROUNDS


def test_on_sqlite_what_was_read_holds_until_it_is_written(file_db: Database) -> None:
    add(file_db, "U1", name="0")
    in_threads(lambda _number, _turn: rename_once(file_db), rounds=ROUNDS)
    with file_db.read() as session:
        member = member_of(session, team_id="T1", user_id="U1")
    assert member is not None
    assert member.name == str(THREADS * ROUNDS)


def test_on_sqlite_writers_queue_for_one_connection(file_db: Database) -> None:
    connections: list[object] = []
    event.listen(file_db.writer, "connect", lambda connection, _record: connections.append(connection))
    in_threads(lambda number, turn: add(file_db, f"U{number}-{turn}"), rounds=5)
    assert count(file_db) == THREADS * 5
    assert len(connections) == 1


def test_on_sqlite_two_openings_of_one_file_take_turns_too(file_db: Database, keyring: Keyring) -> None:
    add(file_db, "U1", name="0")
    other = Database.open(str(file_db.writer.url), keyring=keyring)
    in_threads(lambda number, _turn: rename_once((file_db, other)[number % 2]), rounds=10)
    with other.read() as session:
        member = member_of(session, team_id="T1", user_id="U1")
    other.dispose()
    assert member is not None
    assert member.name == str(THREADS * 10)


def test_on_sqlite_a_crowd_of_readers_is_served_while_one_writes(file_db: Database) -> None:
    add(file_db, "U1")
    with file_db.begin():
        in_threads(lambda _number, _turn: count(file_db), rounds=5)
    assert count(file_db) == 1


@pytest.mark.parametrize("side", ["writer", "reader"])
def test_every_sqlite_connection_is_durable_and_strict(file_db: Database, side: str) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1, "secure_delete": 1}
    with getattr(file_db, side).connect() as connection:
        told = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
    assert told == wanted


def test_a_sqlite_file_and_its_journals_are_for_their_owner_only(file_db: Database, tmp_path: Path) -> None:
    add(file_db, "U1")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("rapport.db*")}
    assert modes == {"rapport.db": 0o600, "rapport.db-wal": 0o600, "rapport.db-shm": 0o600}


def test_an_open_sqlite_file_is_closed_to_others(tmp_path: Path, keyring: Keyring) -> None:
    path = tmp_path / "rapport.db"
    path.touch(mode=0o644)
    Database.open(f"sqlite:///{path}", keyring=keyring).dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_folder_is_made_for_its_owner_only(tmp_path: Path, keyring: Keyring) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'data' / 'rapport.db'}", keyring=keyring)
    database.migrate()
    assert count(database) == 0
    assert database.file == tmp_path / "data" / "rapport.db"
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    database.dispose()


def test_dispose_leaves_one_file_behind(file_db: Database, tmp_path: Path) -> None:
    add(file_db, "U1")
    count(file_db)
    file_db.dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.db"]
    assert count(file_db) == 1


def test_the_kind_of_database_is_told(db: Database, database_kind: str) -> None:
    assert db.dialect_name == database_kind
    assert (db.file is not None) is (database_kind == "sqlite")


def test_a_connection_that_the_server_closed_is_replaced(db: Database, keyring: Keyring) -> None:
    add(db, "U1")
    if db.dialect_name == "postgresql":
        admin = Database.open(db.writer.url.render_as_string(hide_password=False), keyring=keyring)
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with admin.begin() as session:
            ended = session.connection().scalars(text(f"SELECT pg_terminate_backend(pid, 5000) {others}")).all()
        admin.dispose()
        assert ended == [True]
    assert count(db) == 1


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u@h:5433/d?sslmode=require", "postgresql+psycopg://u@h:5433/d?sslmode=require"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:///data/rapport.db", "sqlite:///data/rapport.db"),
    ],
)
def test_addresses_get_the_driver_that_is_installed(given: str, used: str) -> None:
    assert normalised(given) == used


@pytest.mark.parametrize(
    "url", ["mysql://u:hush@h/d", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "hush"]
)
def test_other_databases_are_refused_and_no_password_is_shown(url: str, keyring: Keyring) -> None:
    with pytest.raises(ValueError, match="sqlite:///FILE") as caught:
        Database.open(url, keyring=keyring)
    assert "hush" not in str(caught.value)


def test_a_database_shows_neither_password_nor_keys(keyring: Keyring) -> None:
    shown = repr(Database.open("postgresql://me:hush@localhost/rapport", keyring=keyring))
    assert "rapport" in shown
    assert "hush" not in shown
