"""Killed and started again: the workspace goes on."""

import json
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.sandbox.pieces import Json, modal
from tests.sandbox.test_act import served

BROKEN = (httpx.TransportError, ConnectionClosed)


@dataclass
class Served:
    """A sandbox process, its first line, and a client that holds the bot's token."""

    process: "subprocess.Popen[str]"
    line: Json
    http: httpx.Client

    def kill(self) -> None:
        """End the process without giving it a chance."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @contextmanager
    def socket(self) -> Iterator[ClientConnection]:
        """Hold a Socket Mode connection open that said hello."""
        bearer = {"Authorization": f"Bearer {self.line['app_token']}"}
        link = self.http.post("/api/apps.connections.open", headers=bearer).json()["url"]
        with connect(link, proxy=None) as socket:
            socket.recv()
            yield socket


@contextmanager
def serving(tmp_path: Path) -> Iterator[Served]:
    """Run a sandbox on the one state that the test keeps."""
    state = tmp_path / "kept" / "state.db"
    with served(tmp_path, "--state", str(state), "--users", "ada", "--private", "desk=ada") as (process, line):
        bearer = {"Authorization": f"Bearer {line['bot_token']}"}
        with httpx.Client(base_url=line["base_url"], timeout=10, headers=bearer) as http:
            yield Served(process, line, http)


def in_background(work: Callable[[], object]) -> threading.Thread:
    """Start work that the kill will break."""

    def bear() -> None:
        try:
            work()
        except BROKEN:
            return

    thread = threading.Thread(target=bear)
    thread.start()
    return thread


def test_tokens_people_channels_views_and_typed_words_outlive_a_kill(tmp_path: Path) -> None:
    with serving(tmp_path) as before, before.socket() as socket:
        ada, http = before.line["users"]["ada"], before.http
        http.post("/api/chat.postMessage", json={"channel": ada, "text": "kept"})
        body = {"channel": "general", "command": "/probe"}
        thread = in_background(lambda: http.post(f"/client/{ada}/slash", json=body))
        opening = {"trigger_id": json.loads(socket.recv())["payload"]["trigger_id"], "view": modal()}
        view = http.post("/api/views.open", json=opening).json()["view"]
        typed = {"view_id": view["id"], "block_id": "b", "action_id": "a", "value": "half a thou"}
        http.post(f"/client/{ada}/type", json=typed)
        before.kill()
        thread.join()
    with serving(tmp_path) as after:
        assert {**after.line, "base_url": ""} == {**before.line, "base_url": ""}
        (kept,) = after.http.get(f"/client/{ada}/views").json()["views"]
        assert (kept["id"], kept["view"]["hash"]) == (view["id"], view["hash"])
        assert kept["state"]["b"]["a"]["value"] == "half a thou"
        known = after.http.get(f"/client/{ada}/conversations").json()["conversations"]
        own = next(one["id"] for one in known if one["unread"])
        seen = after.http.get(f"/client/{ada}/messages", params={"channel": own}).json()["messages"]
        assert [message["text"] for message in seen] == ["kept"]
        assert after.http.post("/api/views.open", json=opening).json()["error"] == "exchanged_trigger_id"


def test_an_event_under_way_when_the_workspace_is_killed_comes_again(tmp_path: Path) -> None:
    with serving(tmp_path) as before, before.socket() as socket:
        http, ada = before.http, before.line["users"]["ada"]
        thread = in_background(lambda: http.post(f"/client/{ada}/home", json={}))
        first = json.loads(socket.recv())
        before.kill()
        thread.join()
    with serving(tmp_path) as after, after.socket() as socket:
        again = json.loads(socket.recv(timeout=20))
        socket.send(json.dumps({"envelope_id": again["envelope_id"]}))
    assert again["payload"]["event_id"] == first["payload"]["event_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")


def test_every_message_that_was_answered_is_there_after_a_kill_amid_traffic(tmp_path: Path) -> None:
    answered: list[str] = []
    enough = threading.Event()

    def post_on(http: httpx.Client, channels: list[str]) -> None:
        for number in range(20 * len(channels)):
            body = {"channel": channels[number // 20], "text": str(number)}
            answered.append(http.post("/api/chat.postMessage", json=body).json()["ts"])
            if number == 60:
                enough.set()

    with serving(tmp_path) as before:
        http, ada = before.http, before.line["users"]["ada"]
        members = [ada, http.post("/api/auth.test").json()["user_id"]]
        rooms = [
            http.post("/client/channels", json={"name": f"r{number}", "members": members}).json()["id"]
            for number in range(40)
        ]
        thread = in_background(lambda: post_on(http, rooms))
        assert enough.wait(timeout=20)
        before.kill()
        thread.join()
    with serving(tmp_path) as after:
        found = [
            message["ts"]
            for room in rooms
            for message in after.http.get(f"/client/{ada}/messages", params={"channel": room}).json()["messages"]
        ]
    assert set(answered) <= set(found)
    assert len(found) <= len(answered) + 1
