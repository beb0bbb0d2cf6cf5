"""A sandbox and a bot as processes, and people who act in it from the command line."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.console.processes import Child
from tests.e2e.hands import rest_hands, typed
from tests.outbox import at_work

ROOT = Path(__file__).parents[2]
OWNER, FACILITATOR, MEMBER = "Olga", "Fay", "Mia"
CHANNEL = "facilitators"
PATIENCE_SECONDS = 120.0
"""On PostgreSQL what a killed bot had taken is taken anew when its lease is over, after a minute."""
BARE = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

Found = TypeVar("Found")


@dataclass
class Stage:
    """A running workspace and the bot in it."""

    sandbox: Child
    bot: Child
    workspace: dict[str, Any]

    @property
    def base_url(self) -> str:
        """Where the workspace is."""
        return str(self.workspace["base_url"]).rstrip("/")

    def act(self, person: str, *words: str, expect: int = 0) -> dict[str, Any]:
        """Let `person` do something through `python -m sandbox act`, and return what came of it."""
        command = ["act", "--base", self.base_url, "--as", person, *words]
        done = typed(command, folder=ROOT, environment=BARE)
        if "clock" in words:
            rest_hands()  # a bot that lives through six weeks in a second plans little of them
        assert done.returncode == expect, f"{words}: {done.stdout}\n{done.stderr}\n{self.bot.last_words()}"
        outcome: dict[str, Any] = json.loads(done.stdout)
        return outcome

    def get(self, path: str) -> dict[str, Any]:
        """Return what the sandbox answers to GET `path`."""
        with urllib.request.urlopen(f"{self.base_url}{path}", timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Return the sandbox's log entries of one kind: `call`, `envelope`, `ack` or `missed`."""
        return [entry for entry in self.get("/client/log?after=0")["entries"] if entry["kind"] == kind]

    def wait_until_connected(self, connections: int = 2) -> None:
        """Return when the bot holds that many connections."""
        eventually(lambda: self.get("/client/workspace")["connections"] >= connections, "the bot to connect")

    def kill_bot(self) -> None:
        """End the bot as `kill -9` does: it can say and settle nothing more."""
        assert self.bot.process is not None
        self.bot.process.kill()
        self.bot.process.wait()

    def start_bot(self) -> None:
        """Start the bot, again or for the first time, and wait for its connections."""
        self.bot.start()
        self.wait_until_connected()


def eventually(look: Callable[[], Found | None], what: str, *, within_seconds: float = PATIENCE_SECONDS) -> Found:
    """Return the first truthy answer of `look`, asked again for up to two minutes, or `within_seconds`.

    Raises:
        AssertionError: it never came.
    """
    until = time.monotonic() + within_seconds
    while time.monotonic() < until:
        with suppress(OSError):  # not there yet is an answer too
            found = look()
            if found:
                return found
        time.sleep(0.05)
    raise AssertionError(f"waited {within_seconds:.0f} s in vain for {what}")


@contextmanager
def stage(folder: Path, **settings: str) -> Iterator[Stage]:
    """Yield a workspace with an owner, a facilitator and a member, in which the bot has connected.

    `settings` are further variables of the bot's environment.
    """
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--manifest", "manifest.yml"]
    command += ["--state", str(folder / "sandbox.db")]
    command += ["--users", f"{OWNER}:America/Toronto,{FACILITATOR}:Europe/Berlin,{MEMBER}:America/New_York"]
    command += ["--private", f"{CHANNEL}={OWNER},{FACILITATOR}"]
    sandbox = Child("sandbox", command, BARE, ROOT, folder / "sandbox.log")
    sandbox.start(speaks=True)
    bot = None
    try:
        workspace = json.loads(sandbox.first_line())
        environ = {**settings_for(workspace, folder), **settings}
        bot = Child("bot", [sys.executable, "app.py", "run"], environ, ROOT, folder / "bot.log")
        running = Stage(sandbox, bot, workspace)
        running.act(OWNER, "clock", str(round((at_work() - datetime.now(UTC)).total_seconds())))
        running.start_bot()
        yield running
    finally:
        if bot:
            bot.stop()
        sandbox.stop()


def settings_for(workspace: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the environment of a bot in the workspace whose sandbox printed this; what it keeps lies in `folder`."""
    base_url = str(workspace["base_url"]).rstrip("/")
    return {
        **BARE,
        "SLACK_BOT_TOKEN": str(workspace["bot_token"]),
        "SLACK_APP_TOKEN": str(workspace["app_token"]),
        "SLACK_API_URL": f"{base_url}/api/",
        "RAPPORT_CLOCK_URL": f"{base_url}/clock",
        "RAPPORT_DATA_DIR": str(folder),
    }


def type_command(*words: str, expect: int, **environ: str) -> str:
    """Run `python app.py` with these words and return all it said.

    Raises:
        AssertionError: it ended with another code than `expect`.
    """
    command = [sys.executable, "app.py", *words]
    settings = {**BARE, **environ}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == expect, said
    return said
