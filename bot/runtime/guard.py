"""Notices when the machine's clock leaps ahead: what falls due by that alone waits until somebody can have looked."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

log = structlog.get_logger(__name__)

LEAP_SECONDS = 60.0
STEADY_SECONDS = 600.0
"""How long the clock has to run evenly again before it is believed."""


def uptime() -> float:
    """Return the seconds since the machine started, the time asleep included where the system counts it.

    A laptop that wakes up has not had its clock moved; `time.monotonic` stands still while it sleeps on Linux.
    """
    since_boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if since_boot is None else time.clock_gettime(since_boot)


def wall() -> float:
    """Return what the machine's clock shows, in seconds since 1970."""
    return datetime.now(UTC).timestamp()


class Guard:
    """Compares the clock with the uptime, look by look."""

    def __init__(self, *, shown: Callable[[], float] = wall, passed: Callable[[], float] = uptime) -> None:
        """Take the first look.

        Args:
            shown: tells what the clock shows.
            passed: tells how much time has really passed, from some beginning.
        """
        self._shown, self._passed = shown, passed
        self._lead = shown() - passed()
        self._held_until: float | None = None

    def holds(self) -> bool:
        """Look again; return whether scheduled messages wait: within ten minutes of a leap ahead of over a minute."""
        passed = self._passed()
        lead = self._shown() - passed
        leap, self._lead = lead - self._lead, lead
        if leap > LEAP_SECONDS:
            self._held_until = passed + STEADY_SECONDS
            log.error("clock_leapt", seconds=round(leap), held_seconds=STEADY_SECONDS)
        elif self._held_until is not None and passed >= self._held_until:
            self._held_until = None
            log.info("clock_steady")
        return self._held_until is not None
