"""Copies of a SQLite file: made while Rapport writes, checked to the last page, never one over another."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.files import PRIVATE_FILE, PRIVATE_FOLDER
from storage.locks import WriterBusy, writer_lock
from storage.migrations import MAIN, RELAY, History
from storage.records import record

STAMP = "%Y%m%d-%H%M%S"
STEP_PAGES = 256
"""A megabyte between two looks; the other side is never kept waiting."""
NAME_SECONDS = 0.05
TRACES = ("", "-journal", "-wal", "-shm")
"""What SQLite may leave beside a file (sqlite.org/tempfiles.html)."""


class BackupError(Exception):
    """A backup cannot be made or used. Its text says why and what to do; nothing was changed."""


@record
class Kind:
    """Which of the two databases a backup is of."""

    name: str
    """With which the names of its files begin."""
    history: History
    marks: str | None = None
    """The statement that tells by which keys its texts are sealed."""

    def is_name(self, name: str) -> bool:
        """Return whether a finished backup of this kind is called so. What is half made begins with a dot."""
        return re.fullmatch(rf"{self.name}-\d{{8}}-\d{{6}}\.db", name) is not None


WHOLE = Kind("rapport", MAIN, "SELECT fingerprint FROM keymark ORDER BY fingerprint")
"""Everything but private requests."""
REQUESTS = Kind("relay", RELAY)
"""Private requests."""


@record
class Backup:
    """A whole database in one file."""

    file: Path
    revision: str
    """Of its schema."""
    fingerprints: tuple[str, ...]
    """Of the keys without which its texts cannot be opened; they are not in it."""


def back_up(source: Path, folder: Path, *, kind: Kind = WHOLE) -> Backup:
    """Copy the database at `source` into a new file in `folder`, as it is at this moment, and check the copy.

    Rapport may run and write meanwhile: nobody waits. The file is named by the time in UTC and appears whole or not at
    all; what an earlier attempt left half made is removed.

    Raises:
        BackupError: there is nothing to copy, another backup into the same folder is under way, the copy is damaged, or
            the folder cannot be written.
    """
    with troubles_in_words(f"No backup was made in {folder}"), _alone_in(folder):
        _refuse_the_empty(source)
        for left in folder.glob(f".{kind.name}-*.db*"):
            left.unlink()
        target = free_name(folder, f"{kind.name}-{{}}.db")
        draft = target.with_name(f".{target.name}")
        try:
            copy(source, draft)
            made = look_at(draft, kind=kind)
            draft.rename(target)
            sync_folder(folder)
        finally:
            remove(draft)
    return Backup(target, made.revision, made.fingerprints)


def forget_older(folder: Path, *, age: timedelta, kind: Kind) -> int:
    """Delete the backups of this kind that were made longer than `age` ago, by their names; return how many."""
    first = (datetime.now(UTC) - age).strftime(STAMP)
    old = [file for file in _made(folder, kind) if file.stem.removeprefix(f"{kind.name}-") < first]
    for file in old:
        remove(file)
    return len(old)


def newest(place: Path, *, kind: Kind = WHOLE) -> Path:
    """Return `place` when it is a file, else the newest backup in that folder, by its name.

    Raises:
        BackupError: there is none.
    """
    if place.is_file():
        return place
    found = _made(place, kind)
    if not found:
        raise BackupError(
            f"There is no backup in {place}: name a folder with {kind.name}-*.db in it, or one such file."
        )
    return found[-1]


def look_at(file: Path, *, kind: Kind = WHOLE) -> Backup:
    """Return what a backup holds, once every page, index and reference in it has been checked; changes nothing.

    Raises:
        BackupError: it is damaged, or is no database of Rapport.
    """
    try:
        with closing(_reading(file)) as kept:
            flaw = str(kept.execute("PRAGMA integrity_check(1)").fetchone()[0])
            if flaw != "ok" or kept.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError(f"{file.name} is damaged. Take another backup.")
            (revision,) = kept.execute(f"SELECT version_num FROM {kind.history.version_table}").fetchone()  # noqa: S608 - our own
            marks = kept.execute(kind.marks).fetchall() if kind.marks else []
    except (sqlite3.DatabaseError, TypeError):
        raise BackupError(f"{file.name} is no database of Rapport's, or is damaged.") from None
    return Backup(file, str(revision), tuple(str(mark) for (mark,) in marks))


def refuse_the_newer(backup: Backup, *, kind: Kind = WHOLE) -> None:
    """Return when this version of Rapport can read a backup.

    Raises:
        BackupError: a newer one made it.
    """
    last = kind.history.newest_revision()
    if backup.revision > last:
        raise BackupError(
            f"{backup.file.name} was made by a newer version of Rapport (revision {backup.revision}; this one ends at "
            f"{last}). Install that version, then restore once more."
        )


def copy(source: Path, target: Path) -> None:
    """Copy the database at `source` into the new file `target` (0600), as it is at one moment, and onto the disk.

    SQLite's backup interface begins anew whenever somebody writes between two of its steps (sqlite.org/backup.html), so
    beside a busy bot it might never end: a read transaction around all steps holds one moment, which in WAL mode keeps
    no writer waiting.

    Raises:
        FileExistsError: `target` is there.
        sqlite3.DatabaseError: `source` is no database, or is damaged.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    with closing(_reading(source)) as kept, closing(sqlite3.connect(target, isolation_level=None)) as copied:
        kept.execute("BEGIN")
        kept.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        kept.backup(copied, pages=STEP_PAGES)
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a folder that nobody may write
    sync_file(target)


def remove(file: Path) -> None:
    """Delete a database that is of no use, with all that SQLite left beside it. It may be gone already."""
    for trace in TRACES:
        file.with_name(f"{file.name}{trace}").unlink(missing_ok=True)


def stamp() -> str:
    """Return the present second in UTC, so that names sort by time."""
    return datetime.now(UTC).strftime(STAMP)


@contextmanager
def troubles_in_words(what: str) -> Iterator[None]:
    """Turn what the disk or SQLite refuses into a BackupError that begins with `what`.

    Raises:
        BackupError: in their place; says which trouble it was.
    """
    try:
        yield
    except sqlite3.Error as refused:
        raise BackupError(f"{what}: {getattr(refused, 'sqlite_errorname', type(refused).__name__)}.") from None
    except OSError as refused:
        raise BackupError(f"{what}: {refused.strerror}.") from None


def free_name(folder: Path, pattern: str) -> Path:
    """Return a name that nothing in `folder` has: `pattern` with this second in it, or the next when it is taken."""
    while (found := folder / pattern.format(stamp())).exists():
        time.sleep(NAME_SECONDS)
    return found


def sync_file(file: Path) -> None:
    """Return when the file's content is on the disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _made(folder: Path, kind: Kind) -> list[Path]:
    return sorted(file for file in folder.glob(f"{kind.name}-*.db") if kind.is_name(file.name))


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _refuse_the_empty(source: Path) -> None:
    with closing(_reading(source)) as kept:
        if not kept.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise BackupError("There is nothing to back up: Rapport has not run on this database yet.")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        with writer_lock(folder / ".backup"):
            yield
    except WriterBusy:
        raise BackupError(f"Another backup into {folder} is under way.") from None
