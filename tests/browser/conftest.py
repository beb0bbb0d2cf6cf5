"""A workspace, a small app and Chromium. Without Chromium these tests are skipped, or fail where it is required."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.everything import Everything, start, stop

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "No Chromium on this machine, so the page was not tried in a browser. On Debian or Ubuntu: apt-get install chromium"
)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
USERS = "Ingrid Solberg:Europe/Oslo,Marcus Webb:America/New_York,Priya Nair:Asia/Kolkata"
PRIVATE = "facilitators=Ingrid Solberg,Priya Nair"
WAIT_MS = 20_000
SOON_SECONDS = 6


@dataclass(frozen=True, slots=True)
class Workspace:
    """A running sandbox."""

    base_url: str
    bot_token: str
    app_token: str
    users: dict[str, str]
    channels: dict[str, str]

    def post(self, path: str, **body: object) -> dict[str, object]:
        """Do something as the page would."""
        answer: dict[str, object] = httpx.post(self.base_url + path, json=body, timeout=10).json()
        return answer


@dataclass(frozen=True, slots=True)
class Window:
    """The page with its two panes, and what went wrong in it."""

    page: Page
    left: Locator
    right: Locator

    def sign_in(self, pane: Locator, name: str) -> Locator:
        """Sign in as `name`, and return the field in which they write to #general."""
        pane.get_by_role("button", name=name).click()
        field = pane.get_by_role("combobox", name="Message #general")
        field.wait_for()
        return field

    def message(self, pane: Locator, text: str) -> Locator:
        """The messages in a pane that hold `text`."""
        return pane.get_by_role("article").filter(has_text=text)

    def say(self, field: Locator, text: str) -> None:
        """Write and send."""
        field.fill(text)
        field.press("Enter")


OpenWindow = Callable[..., Window]
"""Opens a page; see `open_window`."""


def chromium() -> str:
    """Return the path of the system's Chromium; skip or fail where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and "browser" in os.environ.get("RAPPORT_REQUIRE", ""):
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=list(SWITCHES))
        expect.set_options(timeout=WAIT_MS)  # a message a second: the fifth in line misses Playwright's five seconds
        yield started
        started.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace of three people."""
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--manifest", str(HERE / "manifest.yml")]
    command += ["--users", USERS, "--private", PRIVATE, "--state", str(tmp_path / "state.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Workspace(**json.loads(process.stdout.readline()))
        finally:
            process.kill()
            process.wait(timeout=10)


@pytest.fixture
def app(workspace: Workspace) -> Iterator[Everything]:
    """The app, connected.

    It is let go beside the tests, on a thread that nobody waits for: the SDK takes seconds to end, and sometimes never
    does when its workspace has gone at the same moment.
    """
    running = start(workspace.base_url, bot_token=workspace.bot_token, app_token=workspace.app_token)
    yield running
    threading.Thread(target=_let_go, args=(running,), daemon=True).start()


def _let_go(running: Everything) -> None:
    with suppress(Exception):  # whatever the SDK finds where its workspace was
        stop(running)


@pytest.fixture
def open_window(browser: Browser, workspace: Workspace) -> Iterator[OpenWindow]:
    """Opens the page, 1440 by 900 unless told; fails the test when the page asks another machine or breaks."""
    troubles: list[str] = []
    contexts = []

    def open_one(*, width: int = 1440, height: int = 900) -> Window:
        context = browser.new_context(viewport={"width": width, "height": height}, timezone_id="UTC")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda sent: None if sent.url.startswith((workspace.base_url, "data:")) else troubles.append(sent.url),
        )
        page.goto(workspace.base_url)
        panes = (page.get_by_role("region", name=name) for name in ("First person", "Second person"))
        return Window(page, *panes)

    yield open_one
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def window(app: Everything, open_window: OpenWindow) -> Window:
    """The page of a workspace whose app is connected."""
    assert app.client.token
    return open_window()
