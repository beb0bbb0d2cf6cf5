"""The SDK's client ends when it is told to, whatever it is about to do at that moment."""

import threading
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.runtime.sdk_sockets import read_by_ourselves, shut_down
from tests.socket_slack import SocketSlack, socket_slack

SECONDS = 8


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def client(slack: SocketSlack) -> SocketModeClient:
    """A client that has not connected yet."""
    app = App(token="xoxb-1", token_verification_enabled=False)
    app.client.base_url = slack.base_url
    client = SocketModeHandler(app, "xapp-1", web_client=app.client).client
    read_by_ourselves(client)
    return client


def _has_ended(client: SocketModeClient) -> bool:
    """Shut a client down and return whether that came to an end."""
    closing = threading.Thread(target=shut_down, args=[client], daemon=True)
    closing.start()
    closing.join(SECONDS)
    return not closing.is_alive()


def test_a_connection_that_is_closed_as_its_reading_begins_ends(
    client: SocketModeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner, looks, is_active = client.current_session_runner, threading.Event(), Connection.is_active

    def look_and_dawdle(session: Connection) -> bool:
        found = is_active(session)
        if found and threading.current_thread() is runner.thread:
            looks.set()
            runner.event.wait(SECONDS)  # set when all is closed and only the reader is still waited for
        return found

    monkeypatch.setattr(Connection, "is_active", look_and_dawdle)
    client.connect()
    assert looks.wait(SECONDS)
    assert _has_ended(client)


def test_a_connection_that_is_replaced_while_the_client_closes_is_closed_as_well(
    client: SocketModeClient, slack: SocketSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.connect()
    begins, goes_on, issue = threading.Event(), threading.Event(), client.issue_new_wss_url

    def issue_late() -> str:
        begins.set()
        goes_on.wait(SECONDS)
        return issue()

    monkeypatch.setattr(client, "issue_new_wss_url", issue_late)
    monkeypatch.setattr("bot.runtime.sdk_sockets.REPLACING_SECONDS", 0.1)
    monkeypatch.setattr(client.message_workers, "shutdown", lambda **_: goes_on.set())
    slack.connections[0].send('{"type": "disconnect", "reason": "refresh_requested"}')
    assert begins.wait(SECONDS)
    assert _has_ended(client)
    assert not client.is_connected()
