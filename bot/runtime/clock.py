"""What time it is: the machine's, or beside a sandbox the machine's moved by what the sandbox says."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.request import ProxyHandler, build_opener

import structlog

from bot.deps import Clock
from bot.settings import Settings

log = structlog.get_logger(__name__)

READ_EVERY_SECONDS = 1.0
READ_TIMEOUT_SECONDS = 1.0


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        return datetime.now(UTC)


class SandboxClock:
    """The machine's clock plus the sandbox's last known offset, asked for at most once a second.

    One caller at a time asks; meanwhile the others use what is known. A sandbox that does not answer within a second
    leaves the last offset in force.
    """

    def __init__(self, url: str, *, read_every_seconds: float = READ_EVERY_SECONDS) -> None:
        """Remember where to ask: `url` answers `{"now": seconds, "offset": seconds}`. Asks nothing yet."""
        self._url = url
        self._read_every_seconds = read_every_seconds
        self._offset = timedelta()
        self._due_at = 0.0
        self._asking = threading.Lock()
        self._opener = build_opener(ProxyHandler({}))  # the sandbox is on this machine, whatever proxies stand around

    def now(self) -> datetime:
        """Return the present instant of the sandbox, aware, UTC."""
        is_unread = not self._due_at
        if time.monotonic() >= self._due_at and self._asking.acquire(blocking=is_unread):
            try:
                self._refresh()
            finally:
                self._asking.release()
        return datetime.now(UTC) + self._offset

    def _refresh(self) -> None:
        if time.monotonic() < self._due_at:
            return
        try:
            with self._opener.open(self._url, timeout=READ_TIMEOUT_SECONDS) as answer:
                self._offset = timedelta(seconds=float(json.load(answer)["offset"]))
        except (OSError, ValueError, KeyError, TypeError, OverflowError) as failure:
            log.warning("clock_unread", error=type(failure).__name__)
        self._due_at = time.monotonic() + self._read_every_seconds


def clock_for(settings: Settings) -> Clock:
    """Return the sandbox's clock when the settings name one, else the machine's."""
    return SandboxClock(settings.clock_url) if settings.clock_url else SystemClock()
