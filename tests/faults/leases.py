"""Short leases, from outside: what a worker took for a minute is over after some seconds, as if a minute had passed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from sqlmodel import col, update

from storage.database import Database
from storage.instants import clock
from storage.outbox import GRACE_SECONDS
from storage.parcels import LEASE_SECONDS
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState

IN_FLIGHT = (TouchpointState.LEASED, TouchpointState.SENDING)
SHORT_SECONDS = 3.0
EVERY_SECONDS = 0.25
OVER = timedelta(seconds=LEASE_SECONDS + GRACE_SECONDS)


def let_lapse(db: Database, *, older_than_seconds: float = 0.0) -> None:
    """Put back by a minute and a half every lease that was taken so long ago, by the machine's clock."""
    with db.begin() as session:
        taken_before = clock(session, plus=LEASE_SECONDS - older_than_seconds)
        old = update(Touchpoint).where(
            col(Touchpoint.state).in_(IN_FLIGHT),
            col(Touchpoint.lease_until) < taken_before,
            col(Touchpoint.lease_until) > clock(session),
        )
        session.execute(old.values(lease_until=clock(session, plus=-OVER.total_seconds())))


@contextmanager
def short_leases(db: Database) -> Iterator[None]:
    """Let no lease last longer than three seconds while the block runs."""
    stop = threading.Event()

    def shorten() -> None:
        while not stop.wait(EVERY_SECONDS):
            try:
                let_lapse(db, older_than_seconds=SHORT_SECONDS)
            except DBAPIError:
                continue  # the database is the one that is being tortured

    shortening = threading.Thread(target=shorten)
    shortening.start()
    try:
        yield
    finally:
        stop.set()
        shortening.join()
