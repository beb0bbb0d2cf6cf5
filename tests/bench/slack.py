"""As much of Slack as a bot needs to start and to be sent commands: a few methods, one link, acks with their times.

It answers every method with `ok`, keeps nothing and checks nothing, so that what is measured is the bot.
"""

import asyncio
import json
import re
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

HOST = "slack.bench"
CONTENT_LENGTH = re.compile(r"content-length: *(\d+)")
TEAM, USER, BOT_USER = "T0BENCH", "U0BENCH", "U0BOT"
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": BOT_USER, "user": "rapport", "bot_id": "B0BOT"},
    "users.info": {"user": {"id": USER, "team_id": TEAM, "name": "ada", "real_name": "Ada", "tz": "Europe/London"}},
    "users.list": {"members": [], "response_metadata": {"next_cursor": ""}},
    "chat.postMessage": {"channel": "D0BENCH", "ts": "1.000001"},
    "views.open": {"view": {"id": "V0", "hash": "1.a"}},
}
AGENDA = {
    "command": "/agenda",
    "text": "",
    "team_id": TEAM,
    "team_domain": "bench",
    "user_id": USER,
    "user_name": "ada",
    "channel_id": "C0",
    "channel_name": "general",
    "api_app_id": "A0",
    "is_enterprise_install": "false",
    "token": "none",
}


@dataclass
class Slack:
    """The workspace, its open sockets, and who still owes it an ack."""

    base_url: str = ""
    link: str = ""
    hello_at: float = 0.0
    """When the last hello had been sent, on time.perf_counter's clock."""
    greeted: asyncio.Event = field(default_factory=asyncio.Event)
    sockets: list[ServerConnection] = field(default_factory=list)
    call_seconds: float = 0.0
    """How long each call waits for its answer."""
    trigger_ages: asyncio.Queue[float] = field(default_factory=asyncio.Queue)
    """In seconds, of every trigger with which a view was opened, when that call arrived."""
    _acks: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    _sent_at: dict[str, float] = field(default_factory=dict)

    async def send(self, payload: dict[str, Any]) -> asyncio.Future[float]:
        """Send one slash command down one of the sockets; the future becomes the seconds until its ack."""
        envelope_id = f"e{len(self._acks)}"
        self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        frame = {
            "envelope_id": envelope_id,
            "type": "slash_commands",
            "accepts_response_payload": True,
            "payload": {**payload, "response_url": f"{self.base_url}response", "trigger_id": envelope_id},
        }
        self._sent_at[envelope_id] = time.perf_counter()
        await self.sockets[len(self._acks) % len(self.sockets)].send(json.dumps(frame))
        return asyncio.ensure_future(self._seconds_until_ack(envelope_id))

    async def _seconds_until_ack(self, envelope_id: str) -> float:
        return await self._acks[envelope_id] - self._sent_at[envelope_id]

    async def on_socket(self, socket: ServerConnection) -> None:
        """Greet the bot, then note when each ack arrives."""
        await socket.send(json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0"}}))
        self.hello_at = time.perf_counter()
        self.sockets.append(socket)
        self.greeted.set()
        try:
            async for frame in socket:
                self._acks[json.loads(frame)["envelope_id"]].set_result(time.perf_counter())
        except ConnectionClosed:
            pass
        finally:
            self.sockets.remove(socket)

    async def on_call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer Web API calls until the caller hangs up, or has said that it will."""
        head = ""
        while "connection: close" not in head.lower():
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            length = CONTENT_LENGTH.search(head.lower())
            said = await reader.readexactly(int(length[1]) if length else 0)
            writer.write(await self.answer(head.split(" ", 2)[1].rpartition("/")[2], said))
            await writer.drain()
        writer.close()

    async def answer(self, method: str, said: bytes) -> bytes:
        """Return the whole answer to one call, after its time."""
        if method == "views.open":
            self.trigger_ages.put_nowait(time.perf_counter() - self._sent_at[json.loads(said)["trigger_id"]])
        await asyncio.sleep(self.call_seconds)
        answer = {"url": self.link} if method == "apps.connections.open" else ANSWERS.get(method, {})
        return http_answer("200 OK", {"ok": True, **answer})


def http_answer(status: str, body: Mapping[str, Any], *headers: str) -> bytes:
    """Return an answer as it goes over the wire."""
    content = json.dumps(body)
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join([*head, "", content]).encode("latin-1")


@asynccontextmanager
async def serving(slack: Slack | None = None, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Slack]:
    """Serve a workspace, a new one or the given one, on two free ports of this machine for as long as the block runs.

    With `tls` the Web API speaks it, under the name HOST, of which only `tests.bench.peers` know where it leads.
    """
    slack = slack or Slack()
    web = await asyncio.start_server(slack.on_call, "127.0.0.1", 0, ssl=tls)
    async with web, serve(slack.on_socket, "127.0.0.1", 0, ping_interval=None) as sockets:
        root = f"https://{HOST}" if tls else "http://127.0.0.1"
        slack.base_url = f"{root}:{web.sockets[0].getsockname()[1]}/api/"
        slack.link = f"ws://127.0.0.1:{next(iter(sockets.sockets)).getsockname()[1]}/link"
        yield slack
