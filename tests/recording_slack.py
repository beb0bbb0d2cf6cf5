"""A Slack that listens on localhost, answers `ok` and remembers every call: what the bot did is read from it."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

Payload = dict[str, Any]
Answer = Callable[[Payload], Payload]

WAIT_SECONDS = 20.0


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or one post to a response_url (`method` is then `response_url`)."""

    method: str
    arguments: Payload
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class RecordingSlack:
    """The calls so far, and what to answer: `slack.answers["users.info"] = lambda arguments: {...}`."""

    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """What lies at which path for whoever shows a token; a call `download` tells of each that was asked for."""
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def response_url(self) -> str:
        """Where a payload's answers may be posted to."""
        return f"{self.base_url}/response_url"

    def called(self, method: str) -> list[Payload]:
        """Return the arguments of every call of `method` so far."""
        return [call.arguments for call in list(self.calls) if call.method == method]

    def wait_for(self, method: str, *, times: int = 1) -> Payload:
        """Return the arguments of the `times`-th call of `method`, as soon as it has come.

        Raises:
            AssertionError: it has not come within WAIT_SECONDS; says what came instead.
        """
        with self._changed:
            has_come = self._changed.wait_for(lambda: len(self.called(method)) >= times, WAIT_SECONDS)
        assert has_come, f"{method} was not called; instead: {[call.method for call in self.calls]}"
        return self.called(method)[times - 1]

    def receive(self, method: str, arguments: Payload, headers: Mapping[str, str]) -> Payload:
        """Remember a call and return its answer."""
        with self._changed:
            self.calls.append(Call(method, arguments, headers))
            self._changed.notify_all()
        return (self.answers.get(method) or _accepted)(arguments)


@contextmanager
def recording_slack() -> Iterator[RecordingSlack]:
    """Yield a running RecordingSlack on a free port of 127.0.0.1."""
    slack = RecordingSlack()
    slack.answers["auth.test"] = lambda _: {
        "ok": True,
        "team_id": "T1",
        "user_id": "UBOT",
        "bot_id": "B1",
        "url": "http://x/",
    }

    port, slacks = _listener()
    number = str(next(_numbers))
    slacks[number] = slack
    slack.base_url = f"http://127.0.0.1:{port}/{number}/api"
    try:
        yield slack
    finally:
        del slacks[number]


_numbers = count()


@cache
def _listener() -> tuple[int, dict[str, RecordingSlack]]:
    """Return where every Slack of this process listens, and each by its number: to begin and end a server takes long.

    It ends with the process.
    """
    slacks: dict[str, RecordingSlack] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(slacks))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1], slacks


def _handler(slacks: Mapping[str, RecordingSlack]) -> type[BaseHTTPRequestHandler]:
    """Return what answers requests in the name of whichever Slack they are for."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode("utf-8", "replace")
            is_json = "json" in self.headers.get("content-type", "")
            arguments = (
                json.loads(body or "{}") if is_json else {key: _decoded(value) for key, value in parse_qsl(body)}
            )
            method = self.path.rsplit("/", 1)[-1]
            slack, _ = self.asked()
            answer = json.dumps(slack.receive(method, arguments, dict(self.headers))).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def do_GET(self) -> None:
            slack, path = self.asked()
            slack.receive("download", {"path": path}, dict(self.headers))
            content = slack.files.get(path) if self.headers.get("authorization") else None
            self.send_response(200)
            self.send_header("content-type", "text/html" if content is None else "text/csv")
            self.end_headers()
            self.wfile.write(b"<html>Sign in</html>" if content is None else content)

        def asked(self) -> tuple[RecordingSlack, str]:
            """Return which Slack is asked and for what; without an answer, where that one is gone."""
            number, path = self.path.removeprefix("/").split("/", 1)
            if number not in slacks:
                raise ConnectionAbortedError(number)
            return slacks[number], f"/{path}"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _accepted(_: Payload) -> Payload:
    return {"ok": True}


def _decoded(value: str) -> Any:  # noqa: ANN401 - a form field holds any JSON
    return json.loads(value) if value[:1] in {"{", "["} else value
