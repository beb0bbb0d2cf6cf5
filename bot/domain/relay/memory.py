"""What the relay keeps in mind and nowhere else: what was just sent, and how often something was tried lately.

All of it is gone when the process ends. Keys are given by the caller, who makes sure that they name nobody: `alias_of`
makes such a key of somebody.
"""

import hmac
import secrets
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

REMEMBERED = timedelta(minutes=10)
"""Slack sends a submission again for five minutes at most (docs.slack.dev/authentication/verifying-requests)."""

KEY_BYTES = 32

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
    """What is remembered for as long as it counts, by any number of threads."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(KEY_BYTES)
        self._once: dict[Hashable, _Once] = {}
        self._tries: dict[Hashable, _Tries] = {}

    def alias_of(self, binding: str) -> bytes:
        """Return what stands for somebody in this process alone: its key is stored nowhere and ends with it."""
        return hmac.digest(self._key, binding.encode(), "sha256")

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

    def has_room(self, key: Hashable, *, most: int, now: datetime) -> bool:
        """Return whether `may` would return True; counts nothing."""
        self.forget(now=now)
        with self._lock:
            return key not in self._tries or len(self._tries[key].at) < most

    @contextmanager
    def counted(self, key: Hashable, *, most: int, within: timedelta, now: datetime) -> Iterator[bool]:
        """Give what `may` returns, and take the count back when what is done with it fails."""
        is_counted = self.may(key, most=most, within=within, now=now)
        try:
            yield is_counted
        except BaseException:
            if is_counted:
                self._take_back(key, now)
            raise

    def forget(self, *, now: datetime) -> None:
        """Let go of everything that has had its time: what was made, and when something was tried."""
        with self._lock:
            self._once = {each: kept for each, kept in self._once.items() if now - kept.at < REMEMBERED}
            for tries in self._tries.values():
                tries.forget(now)
            self._tries = {each: tries for each, tries in self._tries.items() if tries.at}

    def _take_back(self, key: Hashable, at: datetime) -> None:
        with self._lock:
            if key in self._tries and at in self._tries[key].at:
                self._tries[key].at.remove(at)
