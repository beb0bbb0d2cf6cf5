"""Threads that let acknowledgements go first."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

QUIET_SECONDS = 0.02
LONGEST_SECONDS = 0.25
"""Of the three that a trigger lives, at most these are given away."""

P = ParamSpec("P")
T = TypeVar("T")


class CourteousThreads(ThreadPoolExecutor):
    """Begins no work before a short while has passed in which none was handed in.

    What Bolt hands in for later competes for the interpreter with requests that have not been acknowledged yet: of 32
    commands at once the last was acknowledged after half a second. Work waits a quarter of a second at most.
    """

    _handed_in_at = 0.0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run `fn` in a thread, as soon as it is quiet."""
        self._handed_in_at = time.monotonic()
        return super().submit(self._when_quiet, self._handed_in_at + LONGEST_SECONDS, fn, *args, **kwargs)

    def _when_quiet(self, latest: float, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        while (wait := min(self._handed_in_at + QUIET_SECONDS, latest) - time.monotonic()) > 0:
            time.sleep(wait)
        return fn(*args, **kwargs)
