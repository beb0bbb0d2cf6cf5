"""Fixtures of the bot in front of a recording Slack."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.keyring import Keyring
from tests.rapport import Rapport, running_rapport


@pytest.fixture
def rapport(db: Database, keyring: Keyring) -> Iterator[Rapport]:
    """A bot with all its handlers, whose programme is not set up yet."""
    with running_rapport(db, keyring) as bot:
        yield bot
