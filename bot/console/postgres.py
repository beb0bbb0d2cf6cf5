"""What to type to back up and restore a PostgreSQL database: its own tools do it better than Rapport could."""

import shlex
from pathlib import Path

from bot.deps import Deps
from storage.backups import stamp
from storage.restoring import SKIP_IN_SQL

LONGEST_NAME = 63
"""Of anything in PostgreSQL (postgresql.org/docs, identifiers); what is longer is cut off."""
PASSWORD = "They ask for the password, or read it from PGPASSWORD or ~/.pgpass; it is not shown here."  # noqa: S105 - says where it is


def how_to_back_up(deps: Deps, folder: Path) -> str:
    """Return the command that backs up the database, with everything but the password filled in."""
    file = folder / f"rapport-{stamp()}.dump"
    dump = _command("pg_dump", "--format=custom", "--no-owner", f"--file={file}", f"--dbname={address(deps)}")
    return "\n".join(
        (
            "Nothing was done: PostgreSQL is backed up by its own tools, while Rapport runs. Type:",
            "",
            f"    umask 077 && mkdir -p {shlex.quote(str(folder))} && {dump}",
            "",
            PASSWORD,
            f"The keys are NOT in it: keep RAPPORT_KEYS (key {deps.keyring.fingerprint}) in another place.",
        )
    )


def how_to_restore(deps: Deps, place: Path) -> str:
    """Return the commands that restore the newest dump in a folder, or one dump, and put the present database aside."""
    name = deps.db.writer.url.database or ""
    suffix = f"_before_{stamp().replace('-', '_')}"
    aside = f"{name[: LONGEST_NAME - len(suffix)]}{suffix}"
    rename = f'ALTER DATABASE "{name}" RENAME TO "{aside}"'
    maintenance, target = address(deps, database="postgres"), address(deps)
    steps = (
        _command("psql", f"--dbname={maintenance}", f"--command={rename}"),
        _command("createdb", f"--maintenance-db={maintenance}", "--template=template0", name),
        _command(
            "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={target}", _dump(place)
        ),
        f'{_command("psql", f"--dbname={target}", "--set=ON_ERROR_STOP=1")} --command="{SKIP_IN_SQL}"',
    )
    return "\n".join(
        (
            "Nothing was done: PostgreSQL is restored by its own tools. Stop every running Rapport, then type:",
            "",
            *(f"    {step}" for step in steps),
            "",
            f"The present database is kept as {aside}. The last line keeps Rapport from sending again what it has",
            "sent since the backup: messages that were due are settled as `restored`.",
            PASSWORD,
            "Afterwards `python app.py check` says whether RAPPORT_KEYS fits.",
        )
    )


def address(deps: Deps, *, database: str | None = None) -> str:
    """Return the database's address for PostgreSQL's own tools, without the password."""
    url = deps.db.writer.url.difference_update_query(["password"])
    bare = url.set(drivername="postgresql", database=database or url.database).render_as_string(hide_password=True)
    return bare.replace(":***@", "@", 1)


def _dump(place: Path) -> str:
    """Return the newest dump in a folder; where there is none, what stands for it."""
    found = sorted(place.glob("rapport-*.dump")) if place.is_dir() else [place]
    return str(found[-1] if found else place / "rapport-YYYYMMDD-HHMMSS.dump")


def _command(*words: str) -> str:
    return shlex.join(words)
