"""What the relay keeps in mind and nowhere else: what was just sent, and how often something was tried lately.

All of it is gone when the process ends. Keys are given by the caller, who makes sure that they name nobody.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

REMEMBERED = timedelta(minutes=10)
"""Slack sends a submission again for five minutes at most (docs.slack.dev/authentication/verifying-requests)."""

Made = TypeVar("Made")


@dataclass(slots=True)
class _Once:
    at: datetime
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: Any = None
    is_made: bool = False


@dataclass(slots=True)
class _Tries:
    within: timedelta
    at: deque[datetime] = field(default_factory=deque)

    def forget(self, now: datetime) -> None:
        while self.at and now - self.at[0] >= self.within:
            self.at.popleft()


class Memory:
    """What is remembered for minutes or hours, by any number of threads."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._once: dict[Hashable, _Once] = {}
        self._tries: dict[Hashable, _Tries] = {}

    def once(self, key: Hashable, make: Callable[[], Made], *, now: datetime) -> Made:
        """Return what `make` returns, called at most once in ten minutes for one key; others wait for it.

        What raises counts as not made: the next one tries again.
        """
        self.forget(now=now)
        with self._lock:
            kept = self._once.setdefault(key, _Once(now))
        with kept.lock:
            if not kept.is_made:
                kept.made, kept.is_made = make(), True
            made: Made = kept.made
            return made

    def may(self, key: Hashable, *, most: int, within: timedelta, now: datetime) -> bool:
        """Count one more try under `key` and return True, unless there have been `most` of them lately already."""
        self.forget(now=now)
        with self._lock:
            tries = self._tries.setdefault(key, _Tries(within)).at
            if len(tries) >= most:
                return False
            tries.append(now)
            return True

    def forget(self, *, now: datetime) -> None:
        """Let go of everything that has had its time: what was made, and when something was tried."""
        with self._lock:
            self._once = {each: kept for each, kept in self._once.items() if now - kept.at < REMEMBERED}
            for tries in self._tries.values():
                tries.forget(now)
            self._tries = {each: tries for each, tries in self._tries.items() if tries.at}
