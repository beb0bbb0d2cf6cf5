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
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Browser, Page

from tests.browser.album import DESK, Album
from tests.browser.conftest import ROOT
from tests.browser.seat import Seat

TORONTO = ZoneInfo("America/Toronto")
STOP_SECONDS = 20
SLOW_MS = 30_000


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
def trip_of(browser: Browser, data: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in. What it keeps lies in `data`; RAPPORT_TOUR takes the pictures.

    Raises:
        AssertionError: the page has asked another machine, or broken.
    """
    troubles: list[str] = []
    wished = os.environ.get("RAPPORT_TOUR")
    folder = Path(wished).resolve() if wished else None
    if folder:
        (folder / "more").mkdir(parents=True, exist_ok=True)
    with demo(data) as address:
        monday = wait_for_monday(address)
        context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, color_scheme="light")
        page = context.new_page()
        page.set_default_timeout(SLOW_MS)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith((address, "data:")) else troubles.append(sent.url))
        page.goto(address)
        left, right = (Seat(page.get_by_role("region", name=name)) for name in ("First person", "Second person"))
        yield Trip(page, left, right, Album(page, folder), monday)
        context.close()
    assert troubles == []


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
    today = _now(address).astimezone(TORONTO).date()
    monday = today + timedelta(days=7 - today.weekday())
    move_clock_to(address, datetime.combine(monday, time(9), TORONTO))
    return monday


def move_clock_to(address: str, instant: datetime) -> None:
    """Move the clock of the workspace at `address`, whatever page of it, to `instant` in one step."""
    step = {"advance": (instant - _now(address)).total_seconds()}
    httpx.post(urljoin(address, "/clock"), json=step, timeout=10).raise_for_status()


def _now(address: str) -> datetime:
    return datetime.fromtimestamp(httpx.get(urljoin(address, "/clock"), timeout=10).json()["now"], UTC)
