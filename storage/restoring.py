"""A backup in the place of the database: prepared aside, then exchanged in one step, and nothing of it is lost."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, func, update
from sqlmodel import Session, col, delete, select

from storage.backups import TRACES, BackupError, copy, free_name, remove, sync_file, sync_folder
from storage.clockwork import Heartbeat, JobLease
from storage.database import Database
from storage.keyring import Keyring
from storage.relay.database import RelayDatabase
from storage.touchpoints import Touchpoint
from storage.vocabulary import Lane, TouchpointState

RESTORED = "restored"
SKIP_IN_SQL = """UPDATE touchpoint SET state = 'skipped', outcome = 'restored', settled_at = moment.us
FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS us) AS moment
WHERE state IN ('ready', 'leased', 'sending') AND due_at <= moment.us""".replace("\n", " ")
"""What `skip_what_was_due` does, for whoever restores a PostgreSQL database with its own tools."""
UNSETTLED = (TouchpointState.READY, TouchpointState.LEASED, TouchpointState.SENDING)


def draft_beside(target: Path) -> Path:
    """Return where a backup is prepared that is to take the place of `target`."""
    return target.with_name(f".{target.name}.restoring")


def opened_draft(backup: Path, draft: Path, *, keyring: Keyring) -> Database:
    """Return a copy of the backup, open, in the file `draft`; what an earlier attempt left there is removed.

    Raises:
        sqlite3.DatabaseError: the backup is damaged.
    """
    return Database.open(_copied(backup, draft), keyring=keyring)


def opened_requests(backup: Path, draft: Path) -> RelayDatabase:
    """Return a copy of a backup of private requests, as `opened_draft` does.

    Raises:
        sqlite3.DatabaseError: the backup is damaged.
    """
    return RelayDatabase.open(_copied(backup, draft))


def forget_processes(session: Session) -> None:
    """Forget which processes lived and worked when the backup was made."""
    session.exec(delete(Heartbeat))
    session.exec(delete(JobLease))


def skip_what_was_due(session: Session, *, now: datetime) -> dict[Lane, int]:
    """Settle every message due before `now` as skipped, `restored`; return how many of each lane.

    When the backup was made they waited; since then Rapport went on, and sent what fell due. Which of them it sent,
    the backup cannot know, and Slack is not asked. To send them all again would ask people a second time for what they
    have answered; what they ask for stands in Home, and what news they bring does too. So none is sent, whoever caused
    it, and they are counted for whoever restores. What falls due later was not sent and goes out as planned.
    """
    due = (col(Touchpoint.state).in_(UNSETTLED), col(Touchpoint.due_at) <= now)
    counted = select(Touchpoint.lane, func.count()).where(*due).group_by(col(Touchpoint.lane))
    found = {Lane(lane): count for lane, count in session.exec(counted)}
    settled = {"state": TouchpointState.SKIPPED, "outcome": RESTORED, "settled_at": now}
    session.exec(update(Touchpoint).where(*due).values(**settled))
    return found


def put_in_place(draft: Path, target: Path) -> Path | None:
    """Let `draft` be the database at `target` from now on; return under which name the one that was there is kept.

    A kill at any moment leaves one of the two, whole, at `target`. None when there was nothing but an empty file.

    Raises:
        BackupError: somebody reads the database at this moment.
    """
    _in_one_file(draft)
    aside = _put_aside(target)
    draft.replace(target)
    sync_folder(target.parent)
    return aside


def _copied(backup: Path, draft: Path) -> str:
    """Return the address of a copy of the backup."""
    remove(draft)
    copy(backup, draft)
    return URL.create("sqlite", database=str(draft)).render_as_string(hide_password=False)


def _put_aside(target: Path) -> Path | None:
    """Give the database a second name, under which it stays when the first one goes to another file."""
    for left in target.parent.glob(f"{target.stem}-*-before-restore.db"):
        if left.samefile(target):  # of an attempt that was killed before the exchange
            left.unlink()
    if not any(journal.stat().st_size for journal in _files(target)):
        return None
    aside = free_name(target.parent, f"{target.stem}-{{}}-before-restore.db")
    try:
        _in_one_file(target)
    except sqlite3.DatabaseError:  # damaged: kept as it is, with its journals
        for journal in _files(target)[1:]:
            journal.rename(journal.with_name(journal.name.replace(target.name, aside.name, 1)))
    try:
        os.link(target, aside)
    except OSError:  # a file system without second names
        shutil.copy2(target, aside)
        sync_file(aside)
    return aside


def _files(database: Path) -> list[Path]:
    """Return the file of a database and what SQLite has left beside it."""
    return [file for trace in TRACES if (file := database.with_name(f"{database.name}{trace}")).exists()]


def _in_one_file(file: Path) -> None:
    """Bring into the file what SQLite keeps in journals beside it, for they belong to the name, not to the file.

    Raises:
        BackupError: another connection holds the journals.
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as kept:
        try:
            (mode,) = kept.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            mode = "wal"
    if mode != "delete":
        raise BackupError(f"Another command reads {file.name}: wait for it, then restore once more.")
    sync_file(file)
