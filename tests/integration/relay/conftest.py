"""Fixtures of private requests at work."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.asking import staffed
from tests.authoring import Author
from tests.desking import Queue, queueing
from tests.outbox import HandClock
from tests.pairing import pair_up
from tests.rapport import Rapport


@pytest.fixture
def queue(rapport: Rapport, db: Database, clock: HandClock) -> Iterator[Queue]:
    """A pair, three facilitators, and a post that looks when a test says so."""
    pair_up(db)
    staffed(rapport, db)
    with queueing(rapport, clock) as programme:
        yield programme


@pytest.fixture
def author(queue: Queue) -> Author:
    """Somebody who asks, and comes back to what they have asked."""
    return Author(queue)
