"""A backup of the SQLite file, made while Rapport writes."""

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.console.backup import backup
from bot.deps import Deps
from storage.backups import BackupError, back_up, look_at, newest
from storage.locks import writer_lock
from tests.integration.backups.kept import file_of, join


def test_a_backup_is_one_private_file_that_holds_what_was_committed(deps: Deps, folder: Path) -> None:
    join(deps, "Maya")
    assert backup(deps, folder=folder) == 0
    (made,) = (file for file in folder.iterdir() if file.suffix == ".db")
    assert re.fullmatch(r"rapport-\d{8}-\d{6}\.db", made.name)
    assert made.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(f"{made.as_uri()}?mode=ro&immutable=1", uri=True)) as kept:
        assert kept.execute("SELECT name FROM member").fetchall() == [("Maya",)]


def test_a_backup_says_that_the_keys_are_not_in_it_and_which_it_needs(
    deps: Deps, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup(deps, folder=folder)
    said = capsys.readouterr().out
    assert "The keys are NOT in it" in said
    assert deps.keyring.fingerprint in said
    assert look_at(newest(folder)).fingerprints == (deps.keyring.fingerprint,)


def test_two_backups_within_a_second_are_two_files(deps: Deps, folder: Path) -> None:
    first, second = back_up(file_of(deps), folder), back_up(file_of(deps), folder)
    assert first.file != second.file
    assert newest(folder) == second.file


def test_a_backup_of_one_moment_is_made_while_others_write(deps: Deps, folder: Path) -> None:
    for number in range(400):
        join(deps, f"{number:04}{'x' * 4000}")
    done = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not done.is_set():
            written.append(join(deps, f"later-{len(written)}"))

    writing = threading.Thread(target=write)
    writing.start()
    try:
        made = [back_up(file_of(deps), folder) for _ in range(2)]
    finally:
        done.set()
        writing.join()
    counts = []
    for each in made:
        with closing(sqlite3.connect(each.file)) as kept:
            counts.append(kept.execute("SELECT count(*) FROM member WHERE name LIKE 'later-%'").fetchone()[0])
    assert counts == sorted(counts)
    assert 0 < counts[-1] <= len(written)


def test_nothing_is_made_of_a_database_in_which_nothing_is(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(BackupError, match="nothing to back up"):
        back_up(empty, folder)
    assert list(folder.glob("*.db")) == []


def test_a_folder_that_cannot_be_written_is_told_in_words(deps: Deps, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(BackupError, match=r"No backup was made in .*taken"):
        back_up(file_of(deps), tmp_path / "taken")


def test_a_second_backup_into_the_same_folder_is_refused_while_one_is_made(deps: Deps, folder: Path) -> None:
    folder.mkdir()
    with writer_lock(folder / ".backup"), pytest.raises(BackupError, match="under way"):
        back_up(file_of(deps), folder)
