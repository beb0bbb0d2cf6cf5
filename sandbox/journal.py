"""A log for the curious: Web API calls, envelopes and acks, newest last, kept in memory only."""

import time
from collections import deque
from dataclasses import asdict, dataclass, field

from sandbox.hub import Hub
from sandbox.shapes import Json

KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: `at` in Unix seconds of the machine's clock, `ms` a duration where one was measured."""

    n: int
    at: float
    kind: str
    what: str
    detail: Json
    ms: float | None


@dataclass(slots=True)
class Journal:
    """The last lines of the log."""

    hub: Hub
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    last: int = 0

    def note(self, kind: str, what: str, detail: Json, *, ms: float | None = None) -> None:
        """Add a line. `kind` is one of call, envelope, ack, missed."""
        self.last += 1
        self.entries.append(Entry(self.last, time.time(), kind, what, detail, ms))
        self.hub.announce("log")

    def after(self, number: int) -> list[Json]:
        """Return the lines with a higher number than `number`."""
        return [asdict(entry) for entry in self.entries if entry.n > number]
