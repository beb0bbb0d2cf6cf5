"""The demo as a newcomer starts it, and its page with two people side by side."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Page

from tests.browser.album import Album
from tests.browser.conftest import ROOT
from tests.browser.seat import Seat

TORONTO = ZoneInfo("America/Toronto")
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Trip:
    """Two seats side by side, the clock above them, and an album."""

    page: Page
    left: Seat
    right: Seat
    album: Album
    monday: date
    """The day on which it begins, in the first person's zone."""

    def moves_clock(self, step: str, *, times: int = 1) -> None:
        """Press one of the clock's buttons, and wait each time until the workspace has followed."""
        for _ in range(times):
            with self.page.expect_response("**/clock"):
                self.page.get_by_role("button", name=step, exact=True).click()


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Run the demo as `make demo` does, what it keeps in `folder`, and yield the address that it prints.

    Raises:
        AssertionError: it ended before it had one.
    """
    environ = {**os.environ, "RAPPORT_DATA_DIR": str(folder)}
    command = [sys.executable, "app.py", "demo"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            addresses = (found[1] for line in process.stdout if (found := re.search(r"Open (\S+)", line)))
            address = next(addresses, None)
            assert address, "the demo ended without an address"
            yield address
        finally:
            process.terminate()
            process.wait(timeout=STOP_SECONDS)


def wait_for_monday(address: str) -> date:
    """Move the clock to next Monday at nine in Toronto, so that the working days after it are known; return the day."""
    now = datetime.fromtimestamp(httpx.get(f"{address}/clock", timeout=10).json()["now"], UTC)
    today = now.astimezone(TORONTO).date()
    monday = today + timedelta(days=7 - today.weekday())
    nine = datetime.combine(monday, time(9), TORONTO)
    httpx.post(f"{address}/clock", json={"advance": (nine - now).total_seconds()}, timeout=10).raise_for_status()
    return monday
