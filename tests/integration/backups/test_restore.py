"""A backup in the place of the database: checked before, nothing lost, nothing sent again."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from bot.console.backup import backup
from bot.console.restore import restore
from bot.deps import Deps
from storage.backups import BackupError, back_up, look_at, newest
from storage.clockwork import Heartbeat
from storage.database import Database, WriterBusy, writer_lock
from storage.keyring import Keyring, KeyringError, new_key
from storage.migrations import newest_revision, runner
from storage.vocabulary import Lane, TouchpointKind, TouchpointState
from tests.integration.backups.kept import HOUR, NOON, content, fates, file_of, join, message, names


def test_a_restore_brings_back_what_was_backed_up_and_keeps_what_was_there(deps: Deps, folder: Path) -> None:
    join(deps, "Maya")
    backup(deps, folder=folder)
    join(deps, "Idris")
    assert restore(deps, place=folder) == 0
    assert names(deps) == ["Maya"]
    (aside,) = file_of(deps).parent.glob("*-before-restore.db")
    deps.db.dispose()
    shutil.copy(aside, file_of(deps))
    assert names(deps) == ["Idris", "Maya"]


def test_what_stood_only_in_the_journal_is_kept_as_well(deps: Deps, folder: Path, tmp_path: Path) -> None:
    backup(deps, folder=folder)
    join(deps, "Idris")
    for trace in ("", "-wal", "-shm"):  # as kill -9 leaves it
        shutil.copy(f"{file_of(deps)}{trace}", tmp_path / f"crashed{trace}")
    deps.db.dispose()
    for trace in ("", "-wal", "-shm"):
        shutil.copy(tmp_path / f"crashed{trace}", f"{file_of(deps)}{trace}")
    restore(deps, place=folder)
    assert names(deps) == []
    (aside,) = file_of(deps).parent.glob("*-before-restore.db")
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT name FROM member").fetchall() == [("Idris",)]


def test_what_was_due_before_the_restore_is_not_sent_again_and_counted(
    deps: Deps, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maya = join(deps, "Maya")
    message(deps, maya, "prompt")
    message(deps, maya, "news", lane=Lane.PERSON, kind=TouchpointKind.PAIR_PROPOSED)
    message(deps, maya, "claimed", state=TouchpointState.LEASED)
    message(deps, maya, "half sent", state=TouchpointState.SENDING)
    message(deps, maya, "sent", state=TouchpointState.SENT)
    message(deps, maya, "tomorrow", due_at=NOON + 24 * HOUR)
    backup(deps, folder=folder)
    restore(deps, place=folder)
    assert fates(deps) == {
        "prompt": ("skipped", "restored"),
        "news": ("skipped", "restored"),
        "claimed": ("skipped", "restored"),
        "half sent": ("skipped", "restored"),
        "sent": ("sent", None),
        "tomorrow": ("ready", None),
    }
    assert "4 messages that were due before now (1 caused by people, 3 by the calendar)" in capsys.readouterr().out


def test_processes_that_lived_when_the_backup_was_made_are_forgotten(deps: Deps, folder: Path) -> None:
    with deps.db.begin() as session:
        session.add(Heartbeat(owner="p1", name="sender", every_seconds=1.0, beat_at=NOON))
    backup(deps, folder=folder)
    restore(deps, place=folder)
    with deps.db.read() as session:
        assert session.exec(select(Heartbeat)).all() == []


def test_a_restore_while_rapport_runs_is_refused_and_touches_nothing(deps: Deps, folder: Path) -> None:
    backup(deps, folder=folder)
    before = content(file_of(deps))
    with writer_lock(file_of(deps)), pytest.raises(WriterBusy):
        restore(deps, place=folder)
    assert content(file_of(deps)) == before


def test_a_restore_while_somebody_reads_is_refused(deps: Deps, folder: Path) -> None:
    backup(deps, folder=folder)
    join(deps, "Idris")
    with closing(sqlite3.connect(file_of(deps), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM member").fetchall()
        with pytest.raises(BackupError, match="Another command reads"):
            restore(deps, place=folder)
    assert names(deps) == ["Idris"]


def test_a_backup_whose_key_is_missing_is_refused_by_its_fingerprint(deps: Deps, folder: Path) -> None:
    backup(deps, folder=folder)
    before = content(file_of(deps))
    with pytest.raises(KeyringError, match=deps.keyring.fingerprint):
        restore(replace(deps, keyring=Keyring.of(new_key())), place=folder)
    assert content(file_of(deps)) == before


@pytest.mark.parametrize("damage", ["bytes", "half", "words", "nothing"])
def test_a_damaged_backup_is_refused_and_touches_nothing(deps: Deps, folder: Path, damage: str) -> None:
    for number in range(50):
        join(deps, f"{number:04}{'x' * 4000}")
    backup(deps, folder=folder)
    file = newest(folder)
    whole = file.read_bytes()
    middle = len(whole) // 2
    broken = {
        "bytes": whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :],
        "half": whole[:middle],
        "words": b"this is no database, however long it goes on" * 100,
        "nothing": b"",
    }
    file.write_bytes(broken[damage])
    before = content(file_of(deps))
    with pytest.raises(BackupError, match=file.name):
        restore(deps, place=folder)
    assert content(file_of(deps)) == before


def test_a_folder_without_a_backup_is_told(deps: Deps, folder: Path) -> None:
    folder.mkdir()
    (folder / ".rapport-20261122-120000.db").touch()
    (folder / "rapport-20261122-120000-before-restore.db").touch()
    with pytest.raises(BackupError, match="There is no backup in"):
        restore(deps, place=folder)


def test_an_older_backup_is_brought_to_this_version(deps: Deps, folder: Path, tmp_path: Path) -> None:
    old = Database.open(f"sqlite:///{tmp_path / 'old.db'}", keyring=deps.keyring)
    runner.upgrade(old.migrator, to="0001")
    old.dispose()
    assert look_at(back_up(tmp_path / "old.db", folder).file).revision == "0001"
    restore(deps, place=folder)
    assert deps.db.is_up_to_date()


def test_a_backup_of_a_newer_version_is_refused(deps: Deps, folder: Path) -> None:
    backup(deps, folder=folder)
    with closing(sqlite3.connect(newest(folder))) as kept, kept:
        kept.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(file_of(deps))
    with pytest.raises(BackupError, match=f"revision 9999; this one ends at {newest_revision()}"):
        restore(deps, place=folder)
    assert content(file_of(deps)) == before


def test_a_damaged_database_is_put_aside_as_it_is(deps: Deps, folder: Path) -> None:
    join(deps, "Maya")
    backup(deps, folder=folder)
    deps.db.dispose()
    file_of(deps).write_bytes(b"no database any more" * 500)
    restore(deps, place=folder)
    assert names(deps) == ["Maya"]
    (aside,) = file_of(deps).parent.glob("*-before-restore.db")
    assert aside.read_bytes().startswith(b"no database any more")


def test_a_restore_on_a_new_machine_needs_no_database_to_put_aside(
    deps: Deps, folder: Path, tmp_path: Path, keyring: Keyring
) -> None:
    join(deps, "Maya")
    backup(deps, folder=folder)
    fresh = Database.open(f"sqlite:///{tmp_path / 'new' / 'rapport.db'}", keyring=keyring)
    restore(replace(deps, db=fresh), place=newest(folder))
    assert names(replace(deps, db=fresh)) == ["Maya"]
    assert list((tmp_path / "new").glob("*-before-restore.db")) == []
    fresh.dispose()
