"""A sandbox that runs inside the test, people who do things in it, and an app made of bare frames."""

import asyncio
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from sandbox.manifest import read_manifest
from sandbox.seed import read_users, seed
from sandbox.serve import listen
from sandbox.server import Server
from sandbox.state import open_state
from sandbox.timings import Timings
from sandbox.workspace import open_workspace
from tests.sandbox.pieces import MANIFEST, Json

LONGEST_WAIT_SECONDS = 20.0
"""Ends what hangs, and judges no speed."""
QUICK = Timings(ack=0.8, trigger=3.0, redeliver=(0.85, 0.85, 0.85), warning=0.05, farewell=0.05, silence=5.0)


@dataclass
class App:
    """One Socket Mode connection, frame by frame."""

    socket: ClientConnection
    hello: Json

    def next(self, *, wait: float = LONGEST_WAIT_SECONDS) -> Json:
        """Return the next frame."""
        frame: Json = json.loads(self.socket.recv(timeout=wait))
        return frame

    def hears_nothing(self, *, wait: float = 0.15) -> bool:
        """Tell whether no frame comes for a moment."""
        try:
            self.socket.recv(timeout=wait)
        except TimeoutError:
            return True
        return False

    def ack(self, frame: Json, payload: Json | None = None) -> None:
        """Acknowledge an envelope."""
        body: Json = {"envelope_id": frame["envelope_id"]}
        self.socket.send(json.dumps(body if payload is None else body | {"payload": payload}))

    def take(self, payload: Json | None = None) -> Json:
        """Acknowledge the next envelope and return what it carried."""
        frame = self.next()
        self.ack(frame, payload)
        carried: Json = frame["payload"]
        return carried


@dataclass
class Person:
    """Somebody who does things: what reaches the app runs on while the test answers as the app."""

    world: "World"
    id: str

    def does(self, verb: str, **body: object) -> "Future[Json]":
        """Start to do something; the future holds the outcome."""
        return self.world.threads.submit(self.world.post, f"/client/{self.id}/{verb}", body)

    def slash(self, command: str = "/probe", text: str = "", channel: str = "general") -> "Future[Json]":
        """Start to type a command."""
        return self.does("slash", channel=channel, command=command, text=text)

    def sees(self, what: str, **query: str) -> Json:
        """Return what this person sees."""
        return self.world.get(f"/client/{self.id}/{what}", **query)

    def messages(self, channel: str = "general", **query: str) -> list[Json]:
        """Return the messages of a conversation."""
        found: list[Json] = self.sees("messages", channel=channel, **query)["messages"]
        return found

    def stack(self) -> list[Json]:
        """Return the open modals."""
        found: list[Json] = self.sees("views")["views"]
        return found


@dataclass
class World:
    """A running sandbox."""

    base: str
    identity: Any
    state: Path
    server: Server
    http: httpx.Client
    threads: ThreadPoolExecutor
    users: dict[str, str]
    channels: dict[str, str]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def post(self, path: str, body: Json) -> Json:
        """Post as a page does and return the answer."""
        answer: Json = self.http.post(path, json=body).json()
        return answer

    def get(self, path: str, **query: str) -> Json:
        """Look as a page does."""
        answer: Json = self.http.get(path, params=query).json()
        return answer

    def request(self, method: str, *, token: str | None = None, **args: object) -> httpx.Response:
        """Call a Web API method with the bot's token or another one."""
        bearer = self.identity.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return self.http.post(f"/api/{method}", json=args, headers=headers)

    def call(self, method: str, *, token: str | None = None, **args: object) -> Json:
        """Call a Web API method and return the answer."""
        answer: Json = self.request(method, token=token, **args).json()
        return answer

    def person(self, name: str = "ada") -> Person:
        """Return one of the people there from the start."""
        return Person(self, self.users[name])

    def newcomer(self, kind: str = "member") -> Person:
        """Return somebody new, whom no other test knows."""
        made = self.post("/client/people", {"name": f"new{next(self.numbers)}", "tz": "UTC", "kind": kind})
        return Person(self, made["id"])

    def room(self, *members: str, private: bool = True, with_bot: bool = True) -> str:
        """Return a new channel with these members."""
        inside = [*members, *([self.identity.bot_user_id] if with_bot else [])]
        body = {"name": f"room{next(self.numbers)}", "private": private, "members": inside}
        return str(self.post("/client/channels", body)["id"])

    @contextmanager
    def app(self) -> Iterator[App]:
        """Hold one connection open."""
        before = self.connections()
        with connect(self.link(), proxy=None, close_timeout=1) as socket:
            app = App(socket, json.loads(socket.recv(timeout=LONGEST_WAIT_SECONDS)))
            until(lambda: self.connections() > before)
            yield app
        until(lambda: self.connections() <= before)

    def connections(self) -> int:
        """Return how many connections the sandbox counts."""
        return len(self.server.workspace.wires.connections)

    def link(self) -> str:
        """Return a fresh link."""
        return str(self.call("apps.connections.open", token=self.identity.app_token)["url"])

    def trigger(self, person: Person) -> str:
        """Return a trigger of somebody who has just typed a command."""
        return str(self.command(person)["trigger_id"])

    def command(self, person: Person, **typed: str) -> Json:
        """Return the payload of a command that was acknowledged at once."""
        with self.app() as app:
            deed = person.slash(**typed)
            payload = app.take()
            deed.result()
        return payload

    def opened(self, person: Person, view: Json) -> Json:
        """Return the view that was opened for somebody."""
        answer = self.call("views.open", trigger_id=self.trigger(person), view=view)
        assert answer["ok"], answer
        found: Json = answer["view"]
        return found

    def edit(self, statement: str, *values: object) -> None:
        """Change the state behind the sandbox's back, to make something old."""
        with closing(sqlite3.connect(self.state, isolation_level=None)) as db:
            db.execute(statement, values)


@contextmanager
def running(state: Path, *, tree: Json = MANIFEST, timings: Timings = QUICK) -> Iterator[World]:
    """Run a sandbox on a free port until the block ends. Ada is the owner; Grace and Linus are members."""
    ready: Future[tuple[Server, Json]] = Future()
    thread = threading.Thread(target=_run, args=(state, tree, timings, ready))
    thread.start()
    server, start = ready.result(timeout=LONGEST_WAIT_SECONDS)
    w = server.workspace
    try:
        with httpx.Client(base_url=w.base_url, timeout=LONGEST_WAIT_SECONDS) as http, ThreadPoolExecutor(8) as threads:
            yield World(w.base_url, w.identity, state, server, http, threads, start["users"], start["channels"])
    finally:
        server.stop()
        thread.join(timeout=LONGEST_WAIT_SECONDS)


def _run(state: Path, tree: Json, timings: Timings, ready: "Future[tuple[Server, Json]]") -> None:
    with closing(open_state(state)) as db, closing(listen(0)) as listener:
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        w = open_workspace(db, read_manifest(tree), base, timings)
        start = seed(w, read_users("ada:Europe/Berlin,grace:America/New_York,linus:UTC"), [("desk", ["ada"])])
        server = Server(w, lambda: ready.set_result((server, start)))
        asyncio.run(server.serve(sockets=[listener]))


def until(holds: Callable[[], bool], *, wait: float = LONGEST_WAIT_SECONDS) -> None:
    """Return once something holds that the sandbox does in its own time.

    Raises:
        TimeoutError: it did not come to hold.
    """
    ends = time.monotonic() + wait
    while not holds():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(0.005)


def quick(**changes: Any) -> Timings:  # noqa: ANN401 - whatever Timings takes
    """Return the tests' short time limits with some changed."""
    return replace(QUICK, **changes)
