"""The Slack of the fault tests, a process of its own: it keeps what it takes, and misbehaves as it is told.

`python -m tests.faults.slack BOOKS SEED` prints where it listens and where it is told what to do, as one line of JSON,
and serves until standard input ends: it never outlives whoever started it.
"""

import asyncio
import json
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.faults.books import Books
from tests.faults.script import Limit, Rule, Script, Trouble, rules_of

HOST = "127.0.0.1"
REASONS = {200: "OK", 429: "Too Many Requests", 500: "Internal Server Error"}
PAGE = "<html><body>One moment, please</body></html>"
BOT = {"user_id": "U0RAPPORT", "user": "rapport", "bot_id": "B0RAPPORT", "url": "http://x/"}

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


@dataclass
class Slack:
    """The books, the script, and whether anybody is at the door."""

    books: Books
    script: Script
    limit: Limit = field(default_factory=Limit)
    link: str = ""
    port: int = 0
    door: asyncio.Server | None = None
    held: int = 0
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def open_door(self) -> None:
        """Listen for calls, at the same port each time."""
        self.door = await asyncio.start_server(self.on_call, HOST, self.port)
        self.port = self.door.sockets[0].getsockname()[1]

    def close_door(self) -> None:
        """Refuse every connection from now on."""
        if self.door:
            self.door.close()
            self.door = None

    async def on_call(self, reader: Reader, writer: Writer) -> None:
        """Answer one call and hang up. A caller who is killed meanwhile is nobody's trouble."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            method, token, body = await _request(reader)
            if method == "chat.postMessage":
                await self._post(writer, token.removeprefix("xoxb-"), body)
            else:
                await _say(writer, self._answer(method, token, body))
        writer.close()

    async def _post(self, writer: Writer, team: str, body: str) -> None:
        asked, now = _arguments(body), time.time()
        channel = "D" + str(asked.get("channel", "")).removeprefix("U").removeprefix("D")
        rule = self.script.rule_for(team, str(asked.get("channel", "")), body)
        early = 0.0 if rule else self.limit.wait(team, channel, time.monotonic())
        outcome = rule.trouble.value if rule else "over_limit" if early else "ok"
        self.books.note(team=team, method="chat.postMessage", channel=channel, at=now, outcome=outcome)
        if early:
            rule = Rule(Trouble.LIMITED, word=str(int(early) + 1))
        if rule and rule.trouble is Trouble.SLOW and not rule.takes:
            await asyncio.sleep(rule.seconds)
        takes = rule is None or rule.takes or rule.trouble is Trouble.SLOW
        ts = self.books.take(team=team, channel=channel, body=body, at=time.time()) if takes else ""
        taken = {"ok": True, "channel": channel, "ts": ts, "message": {"ts": ts}}
        if rule is None or (rule.trouble is Trouble.SLOW and not rule.takes):
            await _say(writer, taken)
        else:
            await self._make_trouble(writer, rule, taken)

    async def _make_trouble(self, writer: Writer, rule: Rule, taken: dict[str, Any]) -> None:
        if rule.trouble is Trouble.HELD:
            self.held += 1
            await self.free.wait()
            self.held -= 1
        if rule.trouble is Trouble.SLOW:
            await asyncio.sleep(rule.seconds)
        if rule.trouble is Trouble.SLOW or (rule.trouble is Trouble.HELD and rule.takes):
            await _say(writer, taken)
        elif rule.trouble is Trouble.LIMITED:
            await _say(writer, {"ok": False, "error": "ratelimited"}, status=429, retry_after=rule.word)
        elif rule.trouble is Trouble.REFUSED:
            await _say(writer, {"ok": False, "error": rule.word})
        elif rule.trouble in {Trouble.BROKEN, Trouble.HTML, Trouble.EMPTY}:
            status = 500 if rule.trouble is Trouble.BROKEN else 200
            await _say(writer, "" if rule.trouble is Trouble.EMPTY else PAGE, status=status)

    def _answer(self, method: str, token: str, body: str) -> dict[str, Any]:
        """Return what any other method says: as much as a bot needs to start."""
        team = token.removeprefix("xoxb-")
        said: dict[str, dict[str, Any]] = {
            "auth.test": {"team_id": team, "team": team, **BOT},
            "apps.connections.open": {"url": self.link},
            "users.list": {"members": [], "response_metadata": {"next_cursor": ""}},
        }
        asked = _arguments(body)
        if method == "chat.delete" and not self.books.delete(str(asked.get("ts", ""))):
            return {"ok": False, "error": "message_not_found"}
        self.books.note(team=team, method=method, channel=str(asked.get("channel", "")), at=time.time(), outcome="ok")
        return {"ok": True, **said.get(method, {})}

    async def on_order(self, reader: Reader, writer: Writer) -> None:
        """Obey whoever runs the test, and say how things stand."""
        _, _, body = await _request(reader)
        order = json.loads(body)
        if "rules" in order:
            self.script.replace(rules_of(order["rules"]))
        if "limit" in order:
            self.limit = Limit(**order["limit"])
        if "hold" in order:
            self.free.clear() if order["hold"] else self.free.set()
        if order.get("open") is True and not self.door:
            await self.open_door()
        if order.get("open") is False:
            self.close_door()
        await _say(writer, {"held": self.held})
        writer.close()


async def on_socket(socket: ServerConnection) -> None:
    """Greet a bot; whatever it acknowledges is read and forgotten."""
    with suppress(ConnectionClosed):
        await socket.send(json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0"}}))
        async for _ in socket:
            pass


async def _request(reader: Reader) -> tuple[str, str, str]:
    """Return the method, the token and the body of a call."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
    return first.split(" ")[1].partition("?")[0].rpartition("/")[2], headers.get("authorization", "")[7:], body


def _arguments(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        found: dict[str, Any] = json.loads(body)
        return found
    return {name: values[0] for name, values in parse_qs(body).items()}


async def _say(writer: Writer, said: dict[str, Any] | str, *, status: int = 200, retry_after: str = "") -> None:
    body = (said if isinstance(said, str) else json.dumps(said)).encode()
    kind = "text/html" if isinstance(said, str) else "application/json"
    lines = [f"HTTP/1.1 {status} {REASONS[status]}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"Retry-After: {retry_after}"] if retry_after else []
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)
    await writer.drain()


async def main(books: Path, seed: int) -> None:
    """Serve until standard input ends."""
    slack = Slack(Books(books), Script(Random(seed)))
    await slack.open_door()
    orders = await asyncio.start_server(slack.on_order, HOST, 0)
    async with orders, serve(on_socket, HOST, 0, ping_interval=None) as sockets:
        slack.link = f"ws://{HOST}:{next(iter(sockets.sockets)).getsockname()[1]}/link"
        where = {"port": slack.port, "orders": orders.sockets[0].getsockname()[1]}
        sys.stdout.write(json.dumps(where) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
