"""What people type and who they are reaches no log: each way in which Bolt and the SDK leak it, at DEBUG.

The numbers are those of the private relay's acceptance tests.
"""

import io
import logging
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.logger import get_bolt_app_logger
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import web_client
from bot.runtime.sockets import open_sockets
from bot.settings import load_settings
from tests.http_server import answer, http_server
from tests.integration.secrecy import MARKER, WORD, assert_silent_about_people, fail
from tests.log_capture import everything_logged
from tests.payloads import USER, slash
from tests.socket_slack import SocketSlack, socket_slack

SIGNING = "secret"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged while every logger is at DEBUG."""
    with everything_logged() as stream:
        yield stream


@pytest.fixture
def slack(lines: io.StringIO) -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def app(slack: SocketSlack, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """An app whose listeners answer, fail, and fail in their lazy part."""
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    settings = load_settings(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.base_url}, env_file=None
    )
    app = build_bolt(web_client(settings))
    app.command("/goals")(lambda ack, command: ack(text=f"you said {command['text']}"))
    app.command("/agenda")(fail)
    app.command("/recap")(ack=lambda ack: ack(), lazy=[fail])
    yield app
    app.listener_runner.listener_executor.shutdown()


def over_http(app: App, body: dict[str, Any], *, age_seconds: float = 0, secret: str = SIGNING) -> int:
    form = urlencode(body)
    timestamp = str(int(time.time() - age_seconds))
    headers: dict[str, str | Sequence[str]] = {
        "content-type": ["application/x-www-form-urlencoded"],
        "x-slack-request-timestamp": [timestamp],
        "x-slack-signature": [SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=form) or ""],
    }
    return app.dispatch(BoltRequest(mode="http", body=form, headers=headers)).status


COMMANDS = ("/goals", "/agenda", "/recap", "/unknown")


def test_16_nothing_in_http_mode(app: App, lines: io.StringIO) -> None:
    """Relay 16: of any command, whether its listener answers, fails or is not there."""
    statuses = [over_http(app, slash(command, MARKER, response_url="http://127.0.0.1:1/x")) for command in COMMANDS]
    app.listener_runner.listener_executor.shutdown()
    assert statuses == [200, 500, 200, 404]
    assert "[slack_bolt.App ERROR]" in lines.getvalue()
    assert_silent_about_people(lines)


def test_17_nothing_in_socket_mode(app: App, slack: SocketSlack, lines: io.StringIO) -> None:
    """Relay 17: the same over a connection, with the frames that the SDK logs."""
    sockets = open_sockets(app, "xapp-1", app.client, on_disabled=lambda: None)
    for command in COMMANDS:
        slack.send(slash(command, MARKER, response_url="http://127.0.0.1:1/x"))
    assert {str(slack.ack().get("payload")) for _ in range(2)} == {"None", str({"text": f"you said {MARKER}"})}
    sockets.close()
    assert_silent_about_people(lines)


def test_17_nothing_even_when_the_sdk_traces_every_frame(app: App, slack: SocketSlack, lines: io.StringIO) -> None:
    """Relay 17: even with every switch of the SDK that prints frames."""
    handler = SocketModeHandler(
        app, "xapp-1", trace_enabled=True, all_message_trace_enabled=True, ping_pong_trace_enabled=True
    )
    handler.client.connect()
    slack.wait_for_connections(1)
    slack.send(slash("/goals", MARKER))
    assert WORD in str(slack.ack())
    handler.client.close()
    assert_silent_about_people(lines)


@pytest.mark.parametrize(("age_seconds", "secret"), [(600, SIGNING), (0, "another")])
def test_18_a_request_that_is_not_believed_is_not_repeated(
    app: App, lines: io.StringIO, age_seconds: float, secret: str
) -> None:
    """Relay 18: ten minutes old, or signed with another secret."""
    assert over_http(app, slash("/goals", MARKER), age_seconds=age_seconds, secret=secret) == 401
    assert_silent_about_people(lines)


def test_18_nor_at_info(app: App, lines: io.StringIO) -> None:
    """Relay 18: at the level at which Bolt prints the whole body."""
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.INFO)
    over_http(app, slash("/goals", MARKER), secret="another")
    assert_silent_about_people(lines)


def test_19_what_a_listener_raises_is_a_type(app: App, lines: io.StringIO) -> None:
    """Relay 19: what Bolt itself logs of it is the type alone."""
    app.dispatch(BoltRequest(mode="socket_mode", body=slash("/agenda", MARKER)))
    assert re.search(r"\[slack_bolt\.App ERROR\] ValueError$", lines.getvalue(), re.MULTILINE)
    assert_silent_about_people(lines)


def test_calls_of_the_web_api_leave_no_trace(app: App, slack: SocketSlack, lines: io.StringIO) -> None:
    slack.answers["chat.postMessage"] = {"ok": True, "message": {"text": MARKER}}
    app.client.chat_postMessage(channel=USER, text=MARKER)
    with http_server(lambda request: answer(request, f"<html>{MARKER}</html>", status=502)) as url:
        app.client.base_url = f"{url}/"
        with pytest.raises(SlackApiError):
            app.client.chat_postMessage(channel=USER, text=MARKER)
    assert "[slack_sdk.web.base_client ERROR]" in lines.getvalue()
    assert_silent_about_people(lines)


def test_loggers_that_bolt_names_after_listeners_are_silent(lines: io.StringIO) -> None:
    logger = get_bolt_app_logger("app.py", fail)
    logger.setLevel(logging.DEBUG)
    logger.info(MARKER)
    logger.warning(MARKER)
    assert lines.getvalue().splitlines()[-1].endswith("[app.py:fail WARNING]")
    assert_silent_about_people(lines)


def test_what_is_typed_into_a_search_field_is_not_suggested_to_the_log(app: App, lines: io.StringIO) -> None:
    typed = {"type": "block_suggestion", "value": MARKER, "action_id": "a", "block_id": "b"}
    body = {**typed, "user": {"id": USER}, "team": {"id": "T1"}}
    assert app.dispatch(BoltRequest(mode="socket_mode", body=body)).status == 404
    assert "[slack_bolt.App WARNING]" in lines.getvalue()
    assert_silent_about_people(lines)
