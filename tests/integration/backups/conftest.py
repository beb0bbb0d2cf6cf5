"""Fixtures of a bot that has run before, and of where its backups go."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.deps import Deps
from bot.services.keys import check_keys
from storage.database import Database
from storage.keyring import Keyring
from tests.integration.backups.kept import NOON
from tests.outbox import HandClock
from tests.rapport import running_rapport


@pytest.fixture
def deps(file_db: Database, keyring: Keyring) -> Iterator[Deps]:
    """The collaborators of a bot that has run before; it is noon."""
    with running_rapport(file_db, keyring, relay=False) as rapport:
        check_keys(rapport.deps)
        yield replace(rapport.deps, clock=HandClock(NOON))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go; nobody has made it yet."""
    return tmp_path / "backups"
