"""Fixtures of the bot in front of a recording Slack."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.deps import Deps
from storage.database import Database
from storage.keyring import Keyring
from tests.outbox import HandClock
from tests.pairing import NOW, pair_up
from tests.rapport import Rapport, running_rapport


@pytest.fixture
def rapport(db: Database, keyring: Keyring) -> Iterator[Rapport]:
    """A bot with all its handlers, whose programme is not set up yet."""
    with running_rapport(db, keyring) as bot:
        yield bot


@pytest.fixture
def deps(rapport: Rapport) -> Deps:
    """The bot's collaborators, at ten o'clock of a Tuesday in Toronto."""
    return replace(rapport.deps, clock=HandClock(NOW))


@pytest.fixture
def pair_id(db: Database) -> str:
    """A pair of Maya, who is mentored, and Idris."""
    return pair_up(db)
