"""Copies of private requests: made on purpose only, apart from every other backup, and for thirty days at most."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.deps import Deps, Relay
from bot.services.relay.opening import prepare
from storage.backups import (
    REQUESTS,
    Backup,
    BackupError,
    back_up,
    forget_older,
    look_at,
    newest,
    refuse_the_newer,
    remove,
    troubles_in_words,
)
from storage.records import record
from storage.restoring import draft_beside, opened_requests, put_in_place

KEPT = timedelta(days=30)
"""What has been destroyed lives on in a copy for no longer; as long as a request keeps its words after its end."""


@record
class Prepared:
    """A copy that is ready to take the place of the database."""

    backup: Backup
    draft: Path
    target: Path


def source_of_requests(deps: Deps, folder: Path, apart: Path) -> Path:
    """Return the file in which private requests are kept, when it may be copied into `apart`.

    Raises:
        BackupError: no private requests are taken here, their database is not a file, or `folder` is no other folder:
            whoever gets hold of one backup is not to have both.
    """
    if apart.resolve() == folder.resolve():
        raise BackupError("Copies of private requests need a folder of their own: name another one after --relay.")
    return _file_of(deps)[1]


def copy_requests(source: Path, folder: Path) -> None:
    """Copy private requests into a new file in `folder`, and delete the copies there that are too old.

    Raises:
        BackupError: no copy was made; says why.
    """
    made = back_up(source, folder, kind=REQUESTS)
    with troubles_in_words(f"Old copies are left in {folder}"):
        gone = forget_older(folder, age=KEPT, kind=REQUESTS)
    print(f"Private requests: copied to {made.file}, every page checked; {gone} older than thirty days deleted.")
    print("RELAY_KEYS is NOT in it: keep a copy in another place than this one and the backup.")


@contextmanager
def prepared(deps: Deps, place: Path) -> Iterator[Prepared]:
    """Give a copy, of this version and without what should be gone by now, beside the database of private requests.

    Raises:
        BackupError: there is no copy, or it cannot be used.
        ConfigurationError: it needs a root that RELAY_KEYS lacks.
    """
    relay, target = _file_of(deps)
    backup = look_at(newest(place, kind=REQUESTS), kind=REQUESTS)
    refuse_the_newer(backup, kind=REQUESTS)
    draft = draft_beside(target)
    try:
        copied = opened_requests(backup.file, draft)
        try:
            prepare(replace(deps, relay=replace(relay, db=copied)))
        finally:
            copied.dispose()
        relay.db.dispose()
        yield Prepared(backup, draft, target)
    finally:
        remove(draft)


def exchange(found: Prepared) -> None:
    """Let a prepared copy be the database of private requests from now on.

    Raises:
        BackupError: it was not; says why.
    """
    with troubles_in_words("Private requests were not restored"):
        aside = put_in_place(found.draft, found.target)
    print(f"Restored private requests from {found.backup.file}; what should be gone by now is destroyed.")
    if aside:
        print(f"What was here is kept as {aside}. Delete it once you are sure, within thirty days.")


def _file_of(deps: Deps) -> tuple[Relay, Path]:
    if deps.relay is None:
        raise BackupError("RELAY_KEYS is missing: no private requests are kept here, so leave out --relay.")
    if deps.relay.db.file is None:
        raise BackupError(
            "Private requests are kept in PostgreSQL: copy them with its own tools, as docs/privacy.md says."
        )
    return deps.relay, deps.relay.db.file
