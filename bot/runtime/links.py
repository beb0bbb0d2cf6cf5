"""One Socket Mode connection: opened, watched, replaced when it dies, closed without losing an acknowledgement."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import Future

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.errors import ConfigurationError, PermanentDeliveryError, RapportError
from bot.runtime.failures import network_trouble, refusal
from bot.runtime.sdk_sockets import (
    REPLACING_SECONDS,
    close_promptly,
    expect_pongs,
    is_dead,
    read_by_ourselves,
    send_at_once,
    shut_down,
)

log = structlog.get_logger(__name__)

LISTENER_THREADS = 32
PING_SECONDS = 3
WATCH_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 10.0
"""Between attempts while Slack cannot be reached: two connections ask twelve times a minute, which Slack bears."""


class Link:
    """A connection that comes back by itself.

    The SDK replaces it when Slack asks for that; when it breaks, a thread of ours sees it within a quarter of a second.
    """

    def __init__(
        self, app: App, app_token: str, client: WebClient, *, number: int, on_disabled: Callable[[], None]
    ) -> None:
        """Prepare the connection; nothing is sent yet.

        Args:
            app: gets what arrives.
            app_token: the app-level token.
            client: the client that asks for the address; its time-out bounds that.
            number: how log lines name this connection.
            on_disabled: called when Slack says that Socket Mode was switched off for the app.
        """
        self.said_hello: Future[None] = Future()
        self._number = number
        self._on_disabled = on_disabled
        self._opened, self._closing = threading.Event(), threading.Event()
        self._watcher = threading.Thread(target=self._watch, name=f"link-{number}", daemon=True)
        handler = SocketModeHandler(
            app, app_token, web_client=client, ping_interval=PING_SECONDS, concurrency=LISTENER_THREADS
        )
        self._client = handler.client
        self._client.on_message_listeners.append(self._look_at)
        read_by_ourselves(self._client)

    def open(self) -> None:
        """Connect and start watching; `said_hello` tells when Slack has greeted, or why it will not."""
        try:
            self._client.connect()
            self._watcher.start()
        except SlackApiError as error:
            self._give_up(_refused(error))
        except OSError as error:
            self._give_up(network_trouble(error))
        finally:
            self._opened.set()

    def close(self) -> None:
        """Take in nothing new, let what has begun acknowledge, then hang up."""
        self._closing.set()
        self._opened.wait(REPLACING_SECONDS)
        if self._watcher.is_alive():
            self._watcher.join(REPLACING_SECONDS)
        shut_down(self._client)

    def _look_at(self, frame: str) -> None:
        """Note `hello` and the end of Socket Mode; everything else is for the app."""
        if not ('"hello"' in frame or '"disconnect"' in frame):
            return
        message, session = json.loads(frame), self._client.current_session
        if session is not None and message.get("type") in {"hello", "disconnect"}:
            close_promptly(session)
        if message.get("type") == "hello":
            send_at_once(session)
            log.info("socket_connected", connection=self._number)
            if not self.said_hello.done():
                self.said_hello.set_result(None)
        elif message.get("type") == "disconnect" and message.get("reason") == "link_disabled":
            self._give_up(ConfigurationError("Socket Mode is switched off for this Slack app. Switch it on again."))
            self._on_disabled()

    def _give_up(self, failure: RapportError) -> None:
        if not self.said_hello.done():
            self.said_hello.set_exception(failure)

    def _watch(self) -> None:
        pause = WATCH_SECONDS
        while not self._closing.wait(pause):
            session = self._client.current_session
            if session is not None:
                expect_pongs(session)
            if session is None or not is_dead(session) or self._replace(session):
                pause = WATCH_SECONDS
            else:
                pause = min(max(2 * pause, 1.0), LONGEST_PAUSE_SECONDS)

    def _replace(self, session: Connection) -> bool:
        """Return whether there is a connection again."""
        log.info("socket_lost", connection=self._number)
        try:
            session.close()
            self._client.connect_to_new_endpoint()
        except Exception as error:  # noqa: BLE001 - an edge: the next look, or the SDK's own, tries again
            log.warning("socket_not_replaced", connection=self._number, error=type(error).__name__)
        return self._client.is_connected()


def _refused(error: SlackApiError) -> RapportError:
    failure = refusal(error)
    if isinstance(failure, PermanentDeliveryError):
        return ConfigurationError(
            f"SLACK_APP_TOKEN was refused by Slack ({failure.code}). Make an app-level token with connections:write."
        )
    return failure
