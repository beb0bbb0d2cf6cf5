"""The life of `app.py run`: start in order, wait, stop in order, within twelve seconds."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any

import structlog
from slack_bolt import App

from bot.deps import Deps
from bot.errors import ConfigurationError, PermanentDeliveryError
from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import LINK_TIMEOUT_SECONDS, web_client
from bot.runtime.on_demand import read_meanwhile
from bot.runtime.sockets import open_sockets
from bot.runtime.ticks import ticks_of
from bot.services import installations

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.5
STOP_SECONDS = 11.0
FORCED_EXIT = 1
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
DISABLED = "link_disabled"
FIRST_NEEDED = ("bot.services.members", "bot.services.access", "bot.services.home")
"""What most first commands need: nobody shall wait for it, and Slack's greeting not either."""

Register = Callable[[App, Deps], None]
"""Attaches every listener to the app."""

Stops = SimpleQueue[str]
"""Reasons to stop. A queue, because putting into it is safe within a signal handler; an Event could lock itself up."""


def run_until_stopped(deps: Deps, *, register: Register) -> None:
    """Connect to Slack, serve until SIGTERM or SIGINT, then stop in order; a second signal ends the process at once.

    The order of the end: connections (what has begun is acknowledged), ticks, lazy listeners, database. What has not
    ended eleven seconds after the signal is abandoned: every commit and every send is safe to be cut.

    Args:
        deps: the collaborators; the database is migrated, and disposed of here.
        register: attaches every listener to the app.

    Raises:
        ConfigurationError: Slack refused a token, or Socket Mode is or was switched off.
        TransientDeliveryError: Slack did not answer at the start.
    """
    with ExitStack() as stack:
        stack.callback(deps.db.dispose)
        if deps.relay:
            stack.callback(deps.relay.db.dispose)
        stops = stack.enter_context(_listening_for_signals())
        identity = _identity(deps)
        team_id = str(identity["team_id"])
        installations.keep_own(deps, team_id=team_id, bot_user_id=str(identity["user_id"]))
        app = build_bolt(web_client(deps.settings), identity=identity)
        stack.callback(app.listener_runner.listener_executor.shutdown)
        register(app, deps)
        ticks = ticks_of(deps, team_id)
        stack.callback(ticks.close)
        _connect(app, deps, stops, stack)
        read_meanwhile(*FIRST_NEEDED)
        ticks.start()
        log.info("bot_started", team=team_id)
        reason = _first(stops)
        log.info("bot_stopping", reason=reason)
    log.info("bot_stopped")
    if reason == DISABLED:
        raise ConfigurationError("Socket Mode was switched off for this Slack app. Switch it on and start again.")


def _identity(deps: Deps) -> Mapping[str, Any]:
    """Return Slack's answer to whose token this is (docs.slack.dev/reference/methods/auth.test)."""
    try:
        return deps.slack.call("auth.test", team_id="")
    except PermanentDeliveryError as refused:
        raise ConfigurationError(
            f"SLACK_BOT_TOKEN was refused by Slack ({refused.code}). Install the app again and copy its new token."
        ) from None


def _connect(app: App, deps: Deps, stops: Stops, stack: ExitStack) -> None:
    client = web_client(deps.settings, timeout_seconds=LINK_TIMEOUT_SECONDS)
    token = deps.settings.slack_app_token.get_secret_value()
    sockets = open_sockets(app, token, client, on_disabled=lambda: stops.put(DISABLED))
    stack.callback(sockets.close)


@contextmanager
def _listening_for_signals() -> Iterator[Stops]:
    """Give the queue into which the first signal puts its name; the second one ends the process."""
    stops: Stops = SimpleQueue()
    limit = threading.Timer(STOP_SECONDS, _force)
    limit.daemon = True

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if limit.ident is not None:
            _force()
        limit.start()
        stops.put(signal.Signals(number).name)

    previous = {number: signal.signal(number, on_signal) for number in STOP_SIGNALS}
    try:
        yield stops
    finally:
        limit.cancel()
        for number, handler in previous.items():
            signal.signal(number, handler)


def _first(stops: Stops) -> str:
    """Wait for a reason to stop.

    Looks up twice a second: a signal that comes between Python's last look for signals and the start of an endless wait
    would be noticed only when that wait ends.
    """
    while True:
        with suppress(Empty):
            return stops.get(timeout=LOOK_SECONDS)


def _force() -> None:
    """End the process. Nothing is logged: a full pipe may be what everything waits for."""
    os._exit(FORCED_EXIT)
