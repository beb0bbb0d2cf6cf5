"""Two connections: greeted, used, cut, refused, switched off, closed."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from slack_bolt import Ack, App
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.errors import ConfigurationError, TransientDeliveryError
from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import web_client
from bot.runtime.sdk_sockets import SILENCE_SECONDS, expect_pongs, is_dead
from bot.runtime.sockets import Sockets, open_sockets
from bot.settings import load_settings
from tests.payloads import slash
from tests.socket_slack import SocketSlack, socket_slack

DISABLED = {"type": "disconnect", "reason": "link_disabled", "debug_info": {}}
Open = Callable[..., Sockets]


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def app(slack: SocketSlack) -> Iterator[App]:
    """An app that answers /goals."""
    settings = load_settings(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.base_url}, env_file=None
    )
    app = build_bolt(web_client(settings))
    app.command("/goals")(lambda ack: ack("here they are"))
    yield app
    app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def open_two(app: App) -> Iterator[Open]:
    """Opens two connections, and closes them when the test ends."""
    with ExitStack() as stack:

        def open_both(on_disabled: Callable[[], None] = lambda: None, within_seconds: float = 5) -> Sockets:
            sockets = open_sockets(app, "xapp-1", app.client, on_disabled=on_disabled, within_seconds=within_seconds)
            stack.callback(sockets.close)
            return sockets

        yield open_both


def test_two_connections_are_open_as_soon_as_slack_has_greeted_twice(slack: SocketSlack, open_two: Open) -> None:
    began = time.monotonic()
    open_two()
    assert time.monotonic() - began < 4
    assert len(slack.connections) == 2


def test_commands_through_either_connection_are_answered(slack: SocketSlack, open_two: Open) -> None:
    open_two()
    for connection in (0, 1):
        slack.send(slash("/goals"), through=connection)
        assert slack.ack()["payload"] == {"text": "here they are"}


def test_a_connection_that_is_cut_is_replaced_long_before_a_minute(slack: SocketSlack, open_two: Open) -> None:
    open_two()
    began = time.monotonic()
    slack.cut(0)
    slack.wait_for_connections(3)
    assert time.monotonic() - began < 5
    slack.send(slash("/goals"))
    assert slack.ack()["payload"] == {"text": "here they are"}


def test_the_other_connection_carries_on_meanwhile(slack: SocketSlack, open_two: Open) -> None:
    open_two()
    slack.cut(0)
    slack.send(slash("/goals"), through=1)
    assert slack.ack()["payload"] == {"text": "here they are"}


def test_when_slack_asks_for_a_new_connection_it_gets_one_that_is_read_at_once(
    slack: SocketSlack, open_two: Open
) -> None:
    open_two()
    slack.connections[0].send('{"type": "disconnect", "reason": "refresh_requested"}')
    slack.wait_for_connections(3)
    began = time.monotonic()
    slack.send(slash("/goals"), through=2)
    assert slack.ack()["payload"] == {"text": "here they are"}
    assert time.monotonic() - began < 1


def test_a_farewell_is_followed_by_a_new_connection(slack: SocketSlack, open_two: Open) -> None:
    open_two()
    began = time.monotonic()
    slack.connections[0].close()
    slack.wait_for_connections(3)
    assert time.monotonic() - began < 5


def test_a_refused_token_is_told_by_the_name_of_its_setting(slack: SocketSlack, open_two: Open) -> None:
    slack.answers["apps.connections.open"] = {"ok": False, "error": "not_allowed_token_type"}
    with pytest.raises(ConfigurationError, match=r"SLACK_APP_TOKEN was refused by Slack \(not_allowed_token_type\)"):
        open_two()
    assert slack.connections == []


def test_socket_mode_switched_off_is_told_at_the_start(slack: SocketSlack, open_two: Open) -> None:
    slack.greeting = lambda _: DISABLED
    with pytest.raises(ConfigurationError, match="Socket Mode is switched off"):
        open_two()


def test_socket_mode_switched_off_later_is_told_too(slack: SocketSlack, open_two: Open) -> None:
    told = threading.Event()
    open_two(told.set)
    slack.connections[0].send('{"type": "disconnect", "reason": "link_disabled"}')
    assert told.wait(5)


def test_words_of_a_person_switch_nothing_off(slack: SocketSlack, open_two: Open) -> None:
    told = threading.Event()
    open_two(told.set)
    slack.send(slash("/goals", '{"type": "disconnect", "reason": "link_disabled"} "hello" "link_disabled"'))
    assert slack.ack()["payload"] == {"text": "here they are"}
    assert not told.is_set()


def test_a_slack_that_never_greets_is_an_error_in_time(slack: SocketSlack, open_two: Open) -> None:
    slack.greeting = lambda _: None
    began = time.monotonic()
    with pytest.raises(TransientDeliveryError, match="no_hello"):
        open_two(within_seconds=0.3)
    assert time.monotonic() - began < 3


def test_one_greeting_is_enough_when_the_other_is_late(slack: SocketSlack, open_two: Open) -> None:
    slack.greeting = lambda number: {"type": "hello"} if number == 0 else None
    open_two(within_seconds=0.5)
    slack.send(slash("/goals"), through=0)
    assert slack.ack()["payload"] == {"text": "here they are"}


def test_a_slack_that_is_not_there_is_worth_another_start(slack: SocketSlack, app: App, open_two: Open) -> None:
    app.client.base_url = "http://127.0.0.1:9/api/"
    with pytest.raises(TransientDeliveryError):
        open_two()


def test_closing_lets_a_listener_acknowledge_what_it_has_begun(slack: SocketSlack, app: App, open_two: Open) -> None:
    has_begun, go_on = threading.Event(), threading.Event()

    def slow(ack: Ack) -> None:
        has_begun.set()
        go_on.wait(5)
        ack("done all the same")

    app.command("/agenda")(slow)
    sockets = open_two()
    slack.send(slash("/agenda"))
    assert has_begun.wait(5)
    closing = threading.Thread(target=sockets.close)
    closing.start()
    go_on.set()
    closing.join(5)
    assert slack.ack()["payload"] == {"text": "done all the same"}


def test_closing_takes_no_more_than_two_seconds(open_two: Open) -> None:
    sockets = open_two()
    began = time.monotonic()
    sockets.close()
    assert time.monotonic() - began < 2


@pytest.fixture
def session() -> Iterator[tuple[Connection, socket.socket]]:
    """A connection of the SDK's on one end of a socket, and the other end."""
    ours, theirs = socket.socketpair()
    connection = Connection("ws://127.0.0.1/", logger=logging.getLogger("slack_sdk"))
    connection.sock = ours  # type: ignore[assignment]  # the SDK's type says TLS, any socket will do
    yield connection, theirs
    ours.close()
    theirs.close()


def test_a_quiet_connection_is_alive(session: tuple[Connection, socket.socket]) -> None:
    connection, theirs = session
    assert not is_dead(connection)
    theirs.send(b"unread")
    assert not is_dead(connection)


def test_a_connection_is_dead_when_the_other_side_has_gone(session: tuple[Connection, socket.socket]) -> None:
    connection, theirs = session
    theirs.close()
    assert is_dead(connection)


def test_a_connection_is_dead_when_pings_find_no_answer(session: tuple[Connection, socket.socket]) -> None:
    connection, _ = session
    connection.last_ping_pong_time = time.time()
    assert not is_dead(connection)
    connection.last_ping_pong_time = time.time() - SILENCE_SECONDS - 1
    assert is_dead(connection)


def test_silence_counts_from_the_first_look_where_no_ping_was_ever_answered(
    session: tuple[Connection, socket.socket],
) -> None:
    connection, _ = session
    expect_pongs(connection)
    looked_at = connection.last_ping_pong_time
    assert looked_at is not None
    expect_pongs(connection)
    assert connection.last_ping_pong_time == looked_at
    connection.last_ping_pong_time = looked_at - SILENCE_SECONDS - 1
    assert is_dead(connection)


def test_a_connection_that_was_closed_is_dead(session: tuple[Connection, socket.socket]) -> None:
    connection, _ = session
    connection.sock = None
    assert is_dead(connection)
