"""`python app.py restore DIR`: the newest backup in a folder takes the place of the database."""

from contextlib import ExitStack
from pathlib import Path

from bot.console.postgres import how_to_restore
from bot.console.relay_copies import exchange, prepared
from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.services.restoring import quieten
from storage.backups import Backup, look_at, newest, refuse_the_newer, remove, troubles_in_words
from storage.keyring import KeyringError
from storage.migrations import newest_revision
from storage.restoring import draft_beside, opened_draft, put_in_place
from storage.vocabulary import Lane


def restore(deps: Deps, *, place: Path, requests: Path | None = None) -> int:
    """Put a backup in the place of the SQLite database; for PostgreSQL, print what to run and return 1: not done.

    Everything that can be wrong is looked at first, and all work is done on a copy beside the database; the exchange is
    one step at the end. What was due before now is not sent again (`storage.restoring.skip_what_was_due` says why).

    Args:
        deps: the collaborators; the database is disposed of here.
        place: a folder, of which the newest backup is taken, or one backup.
        requests: the same of private requests; None leaves them as they are.

    Raises:
        ConfigurationError: private requests need a key that is missing; the databases are as they were.
        BackupError: there is no backup, or it cannot be used; the database is as it was.
        KeyringError: the backup needs a key that is missing; the database is as it was.
        WriterBusy: Rapport is running.
    """
    target = deps.db.file
    if target is None:
        print(how_to_restore(deps, place))
        return 1
    with sole_writer(deps), ExitStack() as stack:
        with troubles_in_words("Nothing was restored"):
            backup = look_at(newest(place))
            _refuse_the_unusable(deps, backup)
            draft = draft_beside(target)
            stack.callback(remove, draft)
            apart = stack.enter_context(prepared(deps, requests)) if requests else None
            skipped = _prepare(deps, backup, draft)
            deps.db.dispose()
            aside = put_in_place(draft, target)
        _tell(backup, aside, skipped)
        if apart:
            exchange(apart)
    print("Rapport can be started.")
    return 0


def _refuse_the_unusable(deps: Deps, backup: Backup) -> None:
    missing = [mark for mark in backup.fingerprints if not deps.keyring.knows(mark)]
    if missing:
        raise KeyringError(
            f"{backup.file.name} was sealed with the key {', '.join(missing)} (its fingerprint), which is missing. "
            "Put the key file back in the data folder, or the key into RAPPORT_KEYS, then restore once more."
        )
    refuse_the_newer(backup)


def _prepare(deps: Deps, backup: Backup, draft: Path) -> dict[Lane, int]:
    """Make the database that is to be, aside; return how many messages of each lane it will not send."""
    restored = opened_draft(backup.file, draft, keyring=deps.keyring)
    try:
        restored.migrate()
        return quieten(deps, restored)
    finally:
        restored.dispose()


def _tell(backup: Backup, aside: Path | None, skipped: dict[Lane, int]) -> None:
    print(f"Restored {backup.file}: every page checked, the keys fit.")
    if backup.revision != newest_revision():
        print(f"Its schema was brought from revision {backup.revision} to {newest_revision()}.")
    if aside:
        print(f"The database that was here is kept as {aside}. Delete it once you are sure.")
    people, calendar = skipped.get(Lane.PERSON, 0), skipped.get(Lane.SCHEDULE, 0)
    if people or calendar:
        print(
            f"Not sent again: {people + calendar} messages that were due before now ({people} caused by people, "
            f"{calendar} by the calendar). They may have been sent since the backup; what they ask for stands in Home."
        )
