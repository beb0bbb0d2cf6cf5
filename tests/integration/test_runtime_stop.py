"""SIGTERM while the bot is at work: what Slack is being asked for ends and is noted, nothing new begins."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest
from slack_bolt import App
from sqlmodel import select
from websockets.exceptions import ConnectionClosed

from bot.deps import Deps
from bot.runtime.lifecycle import run_until_stopped
from handlers import register_all
from storage.clockwork import Heartbeat, JobLease
from storage.database import Database
from storage.keyring import Keyring
from storage.touchpoints import PlannedTouchpoint, Touchpoint
from storage.vocabulary import TouchpointKind
from tests.http_server import answer
from tests.integration.test_runtime_lifecycle import deps_for
from tests.outbox import keep_member, keep_message, writers
from tests.payloads import slash
from tests.socket_slack import SocketSlack, socket_slack

ANSWER_SECONDS = 1.5
STOP_SECONDS = 12.0
PEOPLE = 12


class SlowSlack:
    """A Slack that takes its time over each message, and notes when it was asked."""

    def __init__(self, slack: SocketSlack) -> None:
        self.slack = slack
        self.asked_at: list[float] = []
        self.has_begun = threading.Event()
        self._answer, slack.answer_call = slack.answer_call, self.answer_call  # type: ignore[method-assign]  # for this one

    def answer_call(self, request: BaseHTTPRequestHandler, link: str) -> None:
        """Answer a call, a message only after a while."""
        if not request.path.endswith("chat.postMessage"):
            self._answer(request, link)
            return
        self.asked_at.append(time.monotonic())
        self.has_begun.set()
        time.sleep(ANSWER_SECONDS)  # Slack's own time, not a wait for ours
        answer(request, {"ok": True, "channel": "D1", "ts": f"{len(self.asked_at)}.1"})


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def deps(slack: SocketSlack, db: Database, keyring: Keyring) -> Deps:
    """The collaborators of a bot in front of that Slack."""
    return deps_for(slack.base_url, db, keyring)


@pytest.fixture
def due(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> list[PlannedTouchpoint]:
    """Messages that are due now, one for each of a dozen people, who have just asked for them."""
    monkeypatch.setitem(writers(), TouchpointKind.MEETING_FILE, lambda _deps, _letter: {"text": "Hello"})
    people = [keep_member(deps, f"U{number:09}") for number in range(PEOPLE)]
    now = datetime.now(UTC)
    return [keep_message(deps, each, kind=TouchpointKind.MEETING_FILE, due_at=now) for each in people]


def left(database: Database, kind: type[Heartbeat] | type[JobLease]) -> int:
    with database.read() as session:
        return len(session.exec(select(kind)).all())


def stop() -> float:
    os.kill(os.getpid(), signal.SIGTERM)
    return time.monotonic()


def run_and(work: Callable[[], float], deps: Deps, register: Callable[[App, Deps], None] = register_all) -> float:
    """Run the bot, do `work` in another thread, which sends the signal, and return the seconds from it to the end."""
    told_at: list[float] = []
    working = threading.Thread(target=lambda: told_at.append(work()))
    working.start()
    run_until_stopped(deps, register=register)
    ended_at = time.monotonic()
    working.join()
    return ended_at - told_at[0]


def test_what_slack_is_being_asked_for_is_noted_and_nothing_new_is_sent(
    slack: SocketSlack, deps: Deps, due: list[PlannedTouchpoint]
) -> None:
    slow, told_at = SlowSlack(slack), []

    def wait_and_stop() -> float:
        assert slow.has_begun.wait(10)
        told_at.append(stop())
        return told_at[0]

    seconds = run_and(wait_and_stop, deps)
    assert ANSWER_SECONDS / 2 < seconds < STOP_SECONDS
    assert [asked_at for asked_at in slow.asked_at if asked_at > told_at[0] + 0.5] == []
    with deps.db.read() as session:
        found = Counter(row.state.value for row in session.exec(select(Touchpoint)))
    assert found == {"sent": len(slow.asked_at), "ready": len(due) - len(slow.asked_at)}
    assert found["ready"] > 0


def test_leases_are_given_back_and_nobody_is_missed(slack: SocketSlack, deps: Deps, due: list[object]) -> None:
    slow = SlowSlack(slack)
    run_and(lambda: stop() if slow.has_begun.wait(10) else 0.0, deps)
    with deps.db.read() as session:
        claimed = [row for row in session.exec(select(Touchpoint)) if row.state.value in {"leased", "sending"}]
    assert claimed == []
    assert (left(deps.db, Heartbeat), left(deps.db, JobLease)) == (0, 0)


def test_a_listener_ends_and_no_other_begins(slack: SocketSlack, deps: Deps) -> None:
    has_begun, go_on, began = threading.Event(), threading.Event(), []

    def register(app: App, _deps: Deps) -> None:
        def listen(ack: Callable[[str], None], command: dict[str, str]) -> None:
            began.append(command["text"])
            has_begun.set()
            go_on.wait(5)
            ack(command["text"])

        app.command("/goals")(listen)

    def wait_and_stop() -> float:
        slack.wait_for_connections(2)
        slack.send(slash("/goals", "first"), through=0)
        assert has_begun.wait(5)
        told_at = stop()
        time.sleep(1.0)  # until the bot has looked up: it may take what comes at the very moment of the signal
        for connection in (0, 1):
            with suppress(ConnectionClosed):  # gone already: it had nothing more to acknowledge
                slack.send(slash("/goals", "second"), through=connection)
        go_on.set()
        return told_at

    assert run_and(wait_and_stop, deps, register) < STOP_SECONDS
    assert slack.ack()["payload"] == {"text": "first"}
    assert began == ["first"]
