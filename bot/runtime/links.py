"""One Socket Mode connection: opened, watched, replaced when it dies, closed without losing an acknowledgement."""

import json
import select
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.interval_runner import IntervalRunner

from bot.errors import ConfigurationError, PermanentDeliveryError, RapportError
from bot.runtime.failures import network_trouble, refusal

log = structlog.get_logger(__name__)

LISTENER_THREADS = 32
PING_SECONDS = 3
WATCH_SECONDS = 0.25
SILENCE_SECONDS = 9
"""Three pings without an answer. The SDK itself waits for four, and notices only then."""
FIRST_READ_SECONDS = 0.01
CUT = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR


class Link:
    """A connection that comes back by itself.

    The SDK finds out that the other side has gone by a missing pong, after 12 to 57 seconds, and reads in a busy loop
    until then. So a thread of ours asks the kernel four times a second, and replaces the connection.
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
        self._closing = threading.Event()
        handler = SocketModeHandler(
            app, app_token, web_client=client, ping_interval=PING_SECONDS, concurrency=LISTENER_THREADS
        )
        self._client = handler.client
        self._client.on_message_listeners.append(self._look_at)
        _look_sooner(self._client)

    def open(self) -> None:
        """Connect and start watching; `said_hello` tells when Slack has greeted, or why it will not."""
        try:
            self._client.connect()
        except SlackApiError as error:
            self._give_up(_refused(error))
        except OSError as error:
            self._give_up(network_trouble(error))
        else:
            threading.Thread(target=self._watch, name=f"link-{self._number}", daemon=True).start()

    def close(self) -> None:
        """Take in nothing new, let what has begun acknowledge, then hang up."""
        self._closing.set()
        self._client.closed = True
        self._client.auto_reconnect_enabled = False
        self._client.message_queue.put(None)  # wakes the SDK's reader, which skips it
        self._client.message_workers.shutdown(wait=True)
        self._client.current_session_state.terminated = True
        session = self._client.current_session
        if session is not None and session.sock is not None:
            _hang_up(session.sock)
        self._client.close()

    def _look_at(self, frame: str) -> None:
        """Note `hello` and the end of Socket Mode; everything else is for the app."""
        if not ('"hello"' in frame or '"link_disabled"' in frame):
            return
        message = json.loads(frame)
        if message.get("type") == "hello":
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
        while not self._closing.wait(WATCH_SECONDS):
            session = self._client.current_session
            if session is not None and is_dead(session):
                log.warning("socket_lost", connection=self._number)
                self._replace(session)

    def _replace(self, session: Connection) -> None:
        try:
            session.close()
            self._client.connect_to_new_endpoint()
        except Exception as error:  # noqa: BLE001 - an edge: the next look, or the SDK's own, tries again
            log.warning("socket_not_replaced", connection=self._number, error=type(error).__name__)


def _look_sooner(client: SocketModeClient) -> None:
    """Let the SDK look for a new connection to read from every 10 ms instead of every 100: that much `hello` waits."""
    slow = client.current_session_runner
    slow.event.set()
    slow.thread.join()
    client.current_session_runner = IntervalRunner(slow.target, FIRST_READ_SECONDS).start()


def is_dead(session: Connection) -> bool:
    """Say whether the other side has closed, or has not answered pings for nine seconds."""
    sock, last_pong_at = session.sock, session.last_ping_pong_time
    if sock is None:
        return False  # closed on our side: the SDK is replacing it
    if last_pong_at is not None and time.time() - last_pong_at > SILENCE_SECONDS:
        return True
    return _is_cut(sock)


def _is_cut(sock: socket.socket) -> bool:
    descriptor = sock.fileno()
    if descriptor < 0:
        return False
    poll = select.poll()
    poll.register(descriptor, CUT)
    return bool(poll.poll(0))


def _hang_up(sock: socket.socket) -> None:
    """End a read that would otherwise hold the connection's lock for up to three seconds."""
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster


def _refused(error: SlackApiError) -> RapportError:
    failure = refusal(error)
    if isinstance(failure, PermanentDeliveryError):
        return ConfigurationError(
            f"SLACK_APP_TOKEN was refused by Slack ({failure.code}). Make an app-level token with connections:write."
        )
    return failure
