"""Two Socket Mode connections on one app: one carries on while the other is replaced.

Slack gives each payload to any one of an app's connections, allows ten of them and replaces each every few hours
(docs.slack.dev/apis/events-api/using-socket-mode).
"""

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, wait

import structlog
from slack_bolt import App
from slack_sdk import WebClient

from bot.errors import TransientDeliveryError
from bot.runtime.links import Link
from storage.records import record

log = structlog.get_logger(__name__)

CONNECTIONS = 2
HELLO_SECONDS = 8.0
CLOSE_SECONDS = 10.0
"""A connection that Slack keeps waiting, on an address for its replacement for one, is left behind."""


@record
class Sockets:
    """The open connections."""

    links: tuple[Link, ...]

    def close(self) -> None:
        """Close all connections at the same time, as soon as every listener has ended."""
        for closing in [_in_thread(link.close, "closing") for link in self.links]:
            closing.join(CLOSE_SECONDS)


def open_sockets(
    app: App,
    app_token: str,
    client: WebClient,
    *,
    on_disabled: Callable[[], None],
    within_seconds: float = HELLO_SECONDS,
) -> Sockets:
    """Open two connections at the same time and return when Slack has greeted on both.

    When the time is over and one of them was greeted, that one is enough; the other goes on trying.

    Args:
        app: gets what arrives.
        app_token: the app-level token.
        client: asks for the addresses; its time-out bounds that.
        on_disabled: called, from any thread, when Slack says that Socket Mode was switched off for the app.
        within_seconds: how long to wait for the greetings.

    Raises:
        ConfigurationError: Slack refused the token, or Socket Mode is switched off.
        TransientDeliveryError: Slack did not answer.
    """
    numbers = range(1, CONNECTIONS + 1)
    links = tuple(Link(app, app_token, client, number=number, on_disabled=on_disabled) for number in numbers)
    sockets = Sockets(links)
    for link in links:
        _in_thread(link.open, "opening")
    greetings = wait((link.said_hello for link in links), within_seconds, return_when=FIRST_EXCEPTION)
    failure = next((failed for greeting in greetings.done if (failed := greeting.exception())), None)
    if failure is None and not greetings.done:
        failure = TransientDeliveryError("no_hello")
    if failure is not None:
        sockets.close()
        raise failure
    if greetings.not_done:
        log.warning("socket_late", missing=len(greetings.not_done))
    return sockets


def _in_thread(work: Callable[[], None], name: str) -> threading.Thread:
    thread = threading.Thread(target=work, name=f"link-{name}", daemon=True)
    thread.start()
    return thread
