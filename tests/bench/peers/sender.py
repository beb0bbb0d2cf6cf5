"""`python -m tests.bench.peers.sender INTERVAL_US`: Rapport's sender and nothing around it, until SIGTERM comes."""

import gc
import os
import signal
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import SEND_TIMEOUT_SECONDS, gateway_for
from bot.runtime.logs import configure_logging
from bot.runtime.sender import Sender
from bot.settings import load_settings
from storage.database import Database
from storage.keyring import Keyring

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""A Tuesday: everybody is at work."""
LOOK_SECONDS = 0.5
"""How often it is looked whether it is over: a signal that comes just before a wait would be noticed after it."""


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock of people that stands; slots and leases go by the machine's."""

    at: datetime = NOON

    def now(self) -> datetime:
        """Return where it stands."""
        return self.at


def main(interval_us: int) -> None:
    """Send what is due."""
    gc.freeze()  # as app.py does: what was imported is kept for good
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    settings = load_settings(os.environ, env_file=None)
    configure_logging(settings.log_level, sys.stderr)
    keyring = Keyring.of(os.environ["RAPPORT_KEYS"])
    database = Database.open(settings.database_url, keyring=keyring)
    slack = gateway_for(settings, database, timeout_seconds=SEND_TIMEOUT_SECONDS)
    directory = LiveDirectory(slack)
    deps = Deps(settings, load_catalog(), keyring, database, StandingClock(), slack, directory)
    sender = Sender(deps, stop=threading.Event(), interval_us=interval_us)
    sender.start(came_round=lambda: None)
    while not ended.wait(LOOK_SECONDS):
        pass
    sender.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
