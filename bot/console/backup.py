"""`python app.py backup DIR`: a copy of everything that is kept, made while Rapport runs."""

from pathlib import Path

from bot.console.postgres import how_to_back_up
from bot.console.relay_copies import copy_requests, source_of_requests
from bot.deps import Deps
from bot.services.audit import note_backup
from bot.settings import Settings
from storage.backups import back_up

MEGABYTE = 1_000_000
ABOUT_RELAY = (
    "Private requests are NOT in it, on purpose. To copy them as well, name a folder of their own after --relay: "
    "copies there are deleted after thirty days, for what was destroyed must not live on in copies."
)


def backup(deps: Deps, *, folder: Path, requests: Path | None = None) -> int:
    """Copy the SQLite database into a new file in `folder`; for PostgreSQL, print what to run and return 1: not done.

    Args:
        deps: the collaborators; the database is disposed of here.
        folder: where the backups are.
        requests: where copies of private requests are; None copies none.

    Raises:
        BackupError: no backup was made; says why.
    """
    source = deps.db.file
    if source is None:
        print(how_to_back_up(deps, folder))
        return 1
    copied = source_of_requests(deps, folder, requests) if requests else None
    deps.db.dispose()
    made = back_up(source, folder)
    print(f"Backed up to {made.file} ({made.file.stat().st_size / MEGABYTE:.1f} MB), every page checked.")
    if not note_backup(deps):
        print("That there is a backup could not be noted among what was done here.")
    deps.db.dispose()
    print(about_keys(deps.settings, made.fingerprints))
    if copied and requests:
        copy_requests(copied, requests)
    elif deps.relay:
        print(ABOUT_RELAY)
    return 0


def about_keys(settings: Settings, fingerprints: tuple[str, ...]) -> str:
    """Return which keys a backup needs, and where they are: a backup that nobody can open is none."""
    place = "RAPPORT_KEYS" if settings.keys else str(settings.data_dir / "rapport.keys")
    return (
        f"The keys are NOT in it. Without the key {', '.join(fingerprints)} (its fingerprint) nobody can read its "
        f"texts: keep a copy of {place} as well, in another place than the backup."
    )
