"""The Slack process as a test holds it: started, told what to do, read, ended."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.script import Rule

ROOT = Path(__file__).parents[2]
HELD_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Workspace:
    """A running Slack and its books."""

    port: int
    orders: int
    books: Path

    @property
    def base_url(self) -> str:
        """Where its Web API is."""
        return f"http://127.0.0.1:{self.port}/api/"

    def order(self, **order: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        """Tell it something and return how things stand."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.orders}/", json.dumps(order).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            standing: dict[str, Any] = json.load(answer)
        return standing

    def misbehave(self, *rules: Rule) -> None:
        """Let these rules be in force, and no others."""
        self.order(rules=[rule.as_json() for rule in rules])

    def behave(self) -> None:
        """Let no rule be in force, and answer whoever was held."""
        self.order(rules=[], hold=False, open=True)

    def wait_until_held(self, number: int = 1) -> None:
        """Return when so many calls are held at the same time.

        Raises:
            AssertionError: they did not come in time.
        """
        until = time.monotonic() + HELD_SECONDS
        while self.order()["held"] < number:
            assert time.monotonic() < until, f"no {number} calls were held"
            time.sleep(0.01)


@contextmanager
def workspace(folder: Path, *, seed: int) -> Iterator[Workspace]:
    """Run a Slack whose books lie in `folder` for as long as the block runs."""
    books = folder / "slack.db"
    command = [sys.executable, "-m", "tests.faults.slack", str(books), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        where = json.loads(process.stdout.readline())
        try:
            yield Workspace(where["port"], where["orders"], books)
        finally:
            process.terminate()
