"""A Slack with Socket Mode on this machine: it greets, sends what a test sends, collects acks, and can misbehave."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from queue import SimpleQueue
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.http_server import answer, http_server

HELLO = {"type": "hello", "num_connections": 1}
WAIT_SECONDS = 30.0
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"ok": True, "team_id": "T1", "user_id": "U0RAPPORT", "bot_id": "B0RAPPORT", "url": "http://x/"},
    "users.list": {"ok": True, "members": []},
}


@dataclass
class SocketSlack:
    """The open connections, the acks so far, and how to greet."""

    base_url: str = ""
    link: str = ""
    """Where Socket Mode is."""
    connections: list[ServerConnection] = field(default_factory=list)
    acks: SimpleQueue[dict[str, Any]] = field(default_factory=SimpleQueue)
    answers: dict[str, dict[str, Any]] = field(default_factory=lambda: dict(ANSWERS))
    greeting: Callable[[int], dict[str, Any] | None] = lambda _: HELLO
    """What the n-th connection hears first; None says nothing."""
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for_connections(self, number: int, *, within_seconds: float = WAIT_SECONDS) -> None:
        """Return when `number` connections have been opened since the start and the last one answers a ping.

        Raises:
            AssertionError: they have not within ten seconds, or so many.
        """
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.connections) >= number, within_seconds)
        with suppress(ConnectionClosed):  # ended already: some tests are about that
            # With words of its own: an SDK that traces reads a ping as text, and random bytes may be none.
            assert self.connections[number - 1].ping("there?").wait(WAIT_SECONDS)

    def send(self, payload: dict[str, Any], *, kind: str = "slash_commands", through: int = -1) -> None:
        """Send one envelope through one of the connections."""
        envelope = {"envelope_id": f"e{time.monotonic_ns()}", "type": kind, "accepts_response_payload": True}
        self.connections[through].send(json.dumps({**envelope, "payload": payload}))

    def ack(self) -> dict[str, Any]:
        """Return the next ack. Raises queue.Empty when none comes within ten seconds."""
        return self.acks.get(timeout=WAIT_SECONDS)

    def cut(self, through: int = -1) -> None:
        """End a connection as a crashed proxy does: the socket closes, no word is said."""
        self.connections[through].socket.shutdown(socket.SHUT_RDWR)

    def serve_link(self, connection: ServerConnection) -> None:
        """Greet, then collect acks until the connection ends."""
        first = self.greeting(len(self.connections))
        if first:
            connection.send(json.dumps(first))
        with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        try:
            for frame in connection:
                self.acks.put(json.loads(frame))
        except ConnectionClosed:
            return

    def answer_call(self, request: BaseHTTPRequestHandler, link: str) -> None:
        """Answer one call of the Web API; `apps.connections.open` gives the link, unless told otherwise."""
        method = request.path.rsplit("/", 1)[-1]
        usual = {"ok": True, "url": link} if method == "apps.connections.open" else {"ok": True}
        answer(request, self.answers.get(method, usual))


@contextmanager
def socket_slack() -> Iterator[SocketSlack]:
    """Yield a running SocketSlack on free ports of 127.0.0.1."""
    slack = SocketSlack()
    with serve(slack.serve_link, "127.0.0.1", 0, ping_interval=None) as links:
        accepting = threading.Thread(target=links.serve_forever)
        accepting.start()
        slack.link = f"ws://127.0.0.1:{links.socket.getsockname()[1]}/link?ticket=1"
        with http_server(lambda request: slack.answer_call(request, slack.link)) as url:
            slack.base_url = url
            yield slack
        links.shutdown()
        accepting.join()
