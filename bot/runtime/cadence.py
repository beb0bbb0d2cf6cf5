"""The step in which one process posts: messages that are late for their slots do not go out all at once."""

import threading
import time
from collections.abc import Callable

CATCHING_UP = 0.95
"""Of the time between two messages, while some are late: so slow that Slack does not mind, yet the delay goes away."""


class Cadence:
    """When each workspace may next be posted to. A message in its slot never waits for it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with every workspace free; `clock` gives seconds."""
        self._clock = clock
        self._free_at: dict[str, float] = {}
        self._turning = threading.Lock()

    def turn(self, team_id: str, *, step: float) -> float:
        """Take the next turn of a workspace and return in how many seconds it begins; `step` is between two slots."""
        with self._turning:
            now = self._clock()
            begins = max(now, self._free_at.get(team_id, now))
            self._free_at[team_id] = begins + CATCHING_UP * step
        return begins - now
