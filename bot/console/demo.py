"""`python app.py demo`: a workspace and the bot on this machine, as two processes, with nothing to fill in."""

import json
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from bot.console.demo_clock import put_forward
from bot.console.processes import Child, ProcessEndedError, wait_while_running
from bot.settings import Settings
from storage.files import private_file
from storage.relay.keys import new_relay_key

ROOT = Path(__file__).parents[2]
PEOPLE = (
    "Ruth Weiss:America/Toronto",
    "Samuel Osei:America/Los_Angeles",
    "Maya Lindqvist:America/Toronto",
    "Daniel Roth:America/Los_Angeles",
    "Priya Nair:Europe/London",
    "Jonas Weber:Europe/Berlin",
)
FACILITATORS = ("Ruth Weiss", "Samuel Osei")
CHANNEL = "facilitators"
PREFERRED_PORT = 4390
CONNECT_SECONDS = 60.0
RESTARTS = 5


class Stopped(BaseException):
    """Somebody ends the demo."""


def demo(environ: Mapping[str, str]) -> int:
    """Start sandbox and bot, print the address once the bot has connected, and go on until stopped.

    What both keep lies in `demo` under RAPPORT_DATA_DIR, so a second start goes on where the first one ended. Either is
    started again when it dies, up to five times.
    """
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    folder = (Path(environ.get("RAPPORT_DATA_DIR") or "data") / "demo").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        _say(f"Logs: {folder / 'sandbox.log'} and {folder / 'bot.log'}")
        sandbox, workspace = _opened(environ, folder, children)
        begins_on = put_forward(workspace["base_url"])
        bot = _bot(environ, folder, workspace)
        children.append(bot)
        bot.start()
        _wait_until_connected(children, workspace["base_url"])
        _say(f"Rapport is connected. Open {workspace['base_url']}")
        _say(f"Begin as {FACILITATORS[0]}, a facilitator: Rapport, Home, Pair two people. Then sign in as those two.")
        if begins_on:
            _say(f"Rapport writes when people work, so its clock shows {begins_on:%A, %-d %B}, 9:00 in Toronto.")
        _say("Ctrl-C ends it; what was said stays for the next time.")
        return _keep_going(sandbox, bot)
    except ProcessEndedError as error:
        _say(str(error))
        return 1
    except Stopped:
        return 0
    finally:
        for child in reversed(children):
            child.stop()


def _opened(
    environ: Mapping[str, str], folder: Path, children: list[Child], *, tries: int = 2
) -> tuple[Child, dict[str, Any]]:
    """Start the sandbox, once more where another demo took its port just before; it is the first of `children`.

    Raises:
        ProcessEndedError: it ended without an address.
    """
    sandbox = _sandbox(environ, folder)
    children[:] = [sandbox]
    sandbox.start(speaks=True)
    try:
        return sandbox, json.loads(sandbox.first_line())
    except ProcessEndedError:
        if tries == 1:
            raise
        return _opened(environ, folder, children, tries=tries - 1)


def _sandbox(environ: Mapping[str, str], folder: Path) -> Child:
    command = [sys.executable, "-m", "sandbox", "serve", "--port", str(_free_port()), "--manifest", "manifest.yml"]
    command += ["--state", str(folder / "sandbox.db"), "--users", ",".join(PEOPLE)]
    command += ["--private", f"{CHANNEL}={','.join(FACILITATORS)}"]
    return Child("sandbox", command, environ, ROOT, folder / "sandbox.log")


def _bot(environ: Mapping[str, str], folder: Path, workspace: Mapping[str, Any]) -> Child:
    """Return the bot's process. Every setting is given, most of them empty, so that no .env reaches the demo."""
    unset = {str(field.validation_alias): "" for field in Settings.model_fields.values()}
    given = {
        "SLACK_BOT_TOKEN": workspace["bot_token"],
        "SLACK_APP_TOKEN": workspace["app_token"],
        "SLACK_API_URL": f"{workspace['base_url'].rstrip('/')}/api/",
        "RAPPORT_CLOCK_URL": f"{workspace['base_url'].rstrip('/')}/clock",
        "RAPPORT_DATA_DIR": str(folder),
        "RAPPORT_FACILITATOR_CHANNEL": workspace["channels"][CHANNEL],
        "RAPPORT_LOG_LEVEL": environ.get("RAPPORT_LOG_LEVEL", ""),
        "RELAY_KEYS": _relay_keys(folder),
    }
    command = [sys.executable, "app.py", "run"]
    return Child("bot", command, {**environ, **unset, **given}, ROOT, folder / "bot.log")


def _relay_keys(folder: Path) -> str:
    """Return the root key of the demo's private requests, made at its first start."""
    file = folder / "relay.keys"
    private_file(file)
    if not file.stat().st_size:
        file.write_text(new_relay_key("demo"))
    return file.read_text()


def _wait_until_connected(children: list[Child], base_url: str) -> None:
    """Return once the bot holds a connection.

    Raises:
        ProcessEndedError: a process ended, or none connected within a minute.
    """
    until = time.monotonic() + CONNECT_SECONDS
    while time.monotonic() < until:
        if _connections(base_url):
            return
        ended = wait_while_running(children, seconds=0.1)
        if ended:
            raise ProcessEndedError(ended.last_words())
    raise ProcessEndedError(
        f"The bot did not connect within {CONNECT_SECONDS:.0f} seconds.\n{children[-1].last_words()}"
    )


def _connections(base_url: str) -> int:
    try:
        with urllib.request.urlopen(f"{base_url.rstrip('/')}/client/workspace", timeout=2) as answer:  # noqa: S310 - ours
            return int(json.load(answer)["connections"])
    except OSError:
        return 0


def _keep_going(sandbox: Child, bot: Child) -> int:
    """Start again what dies. The sandbox keeps its port and its state, the bot connects to it again by itself."""
    for _ in range(RESTARTS):
        ended = wait_while_running([sandbox, bot], seconds=float("inf"))
        if ended is None:
            return 0
        _say(f"{ended.last_words()}\nStarting it again.")
        ended.stop()
        ended.start(speaks=ended is sandbox)
        if ended is sandbox:
            sandbox.first_line()
    raise ProcessEndedError("That was once too often: please look into the logs.")


def _free_port() -> int:
    """Return the usual port, or any free one when something else listens there."""
    for port in (PREFERRED_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ProcessEndedError("No port of this machine is free.")


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _say(text: str) -> None:
    print(text, flush=True)
