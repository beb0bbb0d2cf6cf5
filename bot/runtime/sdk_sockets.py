"""What the SDK's Socket Mode client needs around it. Measured with slack_sdk 3.47; each function says what."""

import select
import socket
import time
from contextlib import suppress
from functools import partial

from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState
from slack_sdk.socket_mode.interval_runner import IntervalRunner

FIRST_READ_SECONDS = 0.01
SILENCE_SECONDS = 9
"""Three pings without an answer; the SDK waits for four."""
REPLACING_SECONDS = 5.0
CUT = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR


class Reading(ConnectionState):
    """Whether one connection is still to be read: no longer than it is open.

    The SDK has one such state for whichever connection is the present one, and says anew that it goes on when it begins
    to read. A connection that was closed or replaced at that moment is then read for ever, and whoever waits for its
    reader waits as long.
    """

    def __init__(self, session: Connection) -> None:
        """Begin with the connection as it is."""
        self._session, self._has_ended = session, False

    @property
    def terminated(self) -> bool:
        """Return whether the reader may go."""
        return self._has_ended or not self._session.is_active()

    @terminated.setter
    def terminated(self, has_ended: bool) -> None:
        self._has_ended = has_ended


def read_by_ourselves(client: SocketModeClient) -> None:
    """Read each connection for as long as it is open, and look for a new one every 10 ms.

    The SDK looks every 100 ms, for which `hello` waits, and can read a closed one for ever (see `Reading`).
    """
    theirs = client.current_session_runner
    theirs.event.set()
    theirs.thread.join()
    client.current_session_runner = IntervalRunner(partial(_read, client), FIRST_READ_SECONDS).start()


def send_at_once(session: Connection | None) -> None:
    """Switch off Nagle's algorithm (RFC 896): an ack would wait up to 40 ms for the other side's delayed TCP ack."""
    sock = session.sock if session is not None else None
    if sock is not None:
        with suppress(OSError):  # closed meanwhile
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def close_promptly(session: Connection) -> None:
    """Make `session.close()` end the read that it waits for, up to three seconds.

    When Slack asks for a new connection the SDK closes the old one before it reads from the new one: a command that
    comes in between would be acknowledged too late.
    """
    session.close = partial(_hang_up, session)  # type: ignore[method-assign]  # the SDK leaves no other way in


def expect_pongs(session: Connection) -> None:
    """Count the silence of a peer that has never answered a ping from now on.

    The SDK counts from the last answer alone, so that a peer which greets and falls silent at once is waited for
    without end.
    """
    if session.last_ping_pong_time is None:
        session.last_ping_pong_time = time.time()


def is_dead(session: Connection) -> bool:
    """Say whether the connection is closed, cut by the other side, or has not answered pings for nine seconds.

    The SDK notices after up to 57 seconds, and until then reads a closed socket in a busy loop. The kernel knows.
    """
    sock, last_pong_at = session.sock, session.last_ping_pong_time
    if sock is None or sock.fileno() < 0:
        return True
    if last_pong_at is not None and time.time() - last_pong_at > SILENCE_SECONDS:
        return True
    poll = select.poll()
    poll.register(sock.fileno(), CUT)
    return bool(poll.poll(0))


def shut_down(client: SocketModeClient) -> None:
    """Take in nothing new, let what has begun acknowledge, then hang up.

    The SDK's own `close` hangs up first, so that what is under way cannot acknowledge, and leaves a connection open
    that replaces another at that moment.
    """
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_queue.put(None)  # wakes the reader, which skips it
    for runner in (client.current_app_monitor, client.message_processor):
        runner.event.set()
        if runner.is_alive():
            runner.thread.join(REPLACING_SECONDS)
    client.message_workers.shutdown(wait=True)
    _make_prompt(client)
    client.close()
    _make_prompt(client)
    client.disconnect()  # from one that replaced the other so late that nobody reads it


def _read(client: SocketModeClient) -> None:
    session = client.current_session
    if session is not None and session.is_active():
        session.run_until_completion(Reading(session))


def _make_prompt(client: SocketModeClient) -> None:
    if client.current_session is not None:
        close_promptly(client.current_session)


def _hang_up(session: Connection) -> None:
    sock = session.sock
    if sock is None:
        return
    with suppress(OSError):  # the other side was faster
        sock.shutdown(socket.SHUT_RDWR)
    session.disconnect()
