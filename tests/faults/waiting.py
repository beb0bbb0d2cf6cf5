"""Waiting for what another process does."""

import time
from collections.abc import Callable

POLL_SECONDS = 0.05


def wait_until(holds: Callable[[], bool], what: str, *, seconds: float = 30.0) -> None:
    """Return when something holds.

    Raises:
        AssertionError: it does not in time.
    """
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(POLL_SECONDS)
