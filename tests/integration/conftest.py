"""Fixtures of the bot in front of a recording Slack."""

from collections.abc import Iterator

import pytest

from bot.deps import Deps
from storage.database import Database
from storage.keyring import Keyring
from tests.facilitating import delivered, facilitated
from tests.integration.setup_steps import slack_says
from tests.outbox import HandClock, timed
from tests.pairing import MENTOR, NOW, pair_up
from tests.payloads import Payload
from tests.rapport import Rapport, running_rapport
from tests.requesting import ask_form, known, updated, wished


@pytest.fixture
def rapport(db: Database, keyring: Keyring) -> Iterator[Rapport]:
    """A bot with all its handlers, whose programme is not set up yet."""
    with running_rapport(db, keyring) as bot:
        yield bot


@pytest.fixture
def rapport_without_relay(db: Database, keyring: Keyring) -> Iterator[Rapport]:
    """A bot of a workspace where no private requests are taken."""
    with running_rapport(db, keyring, relay=False) as bot:
        yield bot


@pytest.fixture
def clock() -> HandClock:
    """A clock that is moved by hand, at ten o'clock of a Tuesday in Toronto."""
    return HandClock(NOW)


@pytest.fixture
def deps(rapport: Rapport, clock: HandClock) -> Deps:
    """The bot's collaborators, who tell the time from `clock`."""
    return timed(rapport.deps, clock)


@pytest.fixture
def pair_id(db: Database) -> str:
    """A pair of Maya, who is mentored, and Idris."""
    return pair_up(db)


@pytest.fixture
def set_up(rapport: Rapport) -> Rapport:
    """A bot whose workspace has an admin USER and a good private channel that she is in."""
    slack_says(rapport, is_admin=True)
    return rapport


@pytest.fixture
def programme(rapport: Rapport, db: Database) -> Rapport:
    """A bot whose programme has one facilitator, and whose roster knows everybody."""
    facilitated(rapport, db)
    known(db)
    return rapport


@pytest.fixture
def asked_message(programme: Rapport, db: Database) -> Payload:
    """The message to a mentor who is asked for a first conversation, with a topic."""
    updated(programme, wished(ask_form(programme, db), topic="Grants"))
    return delivered(programme)[MENTOR][0]
