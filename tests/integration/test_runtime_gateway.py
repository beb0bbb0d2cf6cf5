"""The door to Slack, against servers that answer, refuse, break off, hang and drip."""

import ssl
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from slack_bolt import App, BoltContext, BoltRequest
from slack_sdk import WebClient

from bot.errors import ConfigurationError, PermanentDeliveryError, TransientDeliveryError
from bot.runtime.app_factory import build_bolt
from bot.runtime.environment import tame_environment
from bot.runtime.failures import RateLimitedError, UnsureDeliveryError
from bot.runtime.gateway import SlackGateway, web_client
from bot.settings import Settings, load_settings
from handlers.binding import acknowledge
from tests.http_server import Respond, answer, http_server
from tests.payloads import slash
from tests.recording_slack import recording_slack

TEAM = "T1"


def settings_for(url: str) -> Settings:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    return load_settings({**tokens, "SLACK_API_URL": url}, env_file=None)


def post(url: str) -> dict[str, Any]:
    gateway = SlackGateway(web_client(settings_for(url)))
    return dict(gateway.call("chat.postMessage", team_id=TEAM, channel="C1", text="Hello"))


def test_what_slack_answers_comes_back() -> None:
    with recording_slack() as slack:
        slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.2"}
        assert post(slack.base_url)["ts"] == "1.2"
        assert slack.called("chat.postMessage") == [{"channel": "C1", "text": "Hello"}]


def test_each_method_is_spoken_to_as_it_expects() -> None:
    seen: list[tuple[str, str]] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        seen.append((request.path, request.headers["content-type"].split(";")[0]))
        answer(request, {"ok": True})

    with http_server(respond) as url:
        gateway = SlackGateway(web_client(settings_for(url)))
        gateway.call("users.info", team_id=TEAM, user="U1", include_locale=True)
        gateway.call("chat.postMessage", team_id=TEAM, channel="C1", text="x", blocks=[])
    reads, writes = "application/x-www-form-urlencoded", "application/json"
    assert seen == [("/api/users.info", reads), ("/api/chat.postMessage", writes)]


def test_a_refusal_says_slacks_word_and_nothing_else() -> None:
    with recording_slack() as slack:
        slack.answers["chat.postMessage"] = lambda _: {"ok": False, "error": "channel_not_found", "why": "MARKER"}
        with pytest.raises(PermanentDeliveryError, match=r"^channel_not_found$") as caught:
            post(slack.base_url)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_rate_limit_is_obeyed_by_the_caller_not_slept_through() -> None:
    began = time.monotonic()
    with (
        http_server(lambda request: answer(request, {"ok": False}, status=429, Retry_After="20")) as url,
        pytest.raises(RateLimitedError) as caught,
    ):
        post(url)
    assert caught.value.retry_after_seconds == 20
    assert time.monotonic() - began < 5


def break_off(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True


def break_off_midway(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"ok": ')


@pytest.mark.parametrize(
    "respond",
    [
        break_off,
        break_off_midway,
        lambda request: answer(request, "<html>MARKER</html>"),
        lambda request: answer(request, "<html>MARKER</html>", status=502),
        lambda request: answer(request, ""),
        lambda request: answer(request, {"ok": False, "error": "fatal_error"}, status=500),
    ],
    ids=["break off", "break off midway", "a page", "a bad gateway", "nothing", "a fatal error"],
)
def test_a_lost_or_broken_answer_is_in_doubt_and_asked_for_once(respond: Respond) -> None:
    asked: list[str] = []

    def once(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        respond(request)

    with http_server(once) as url, pytest.raises(UnsureDeliveryError) as caught:
        post(url)
    assert len(asked) == 1
    assert "MARKER" not in str(caught.value)


def test_a_slack_that_hangs_is_given_up_after_two_seconds() -> None:
    began = time.monotonic()
    with http_server(lambda _: time.sleep(4)) as url, pytest.raises(UnsureDeliveryError, match="TimeoutError"):
        post(url)
    assert 1.5 < time.monotonic() - began < 3.5


def test_nobody_at_home_is_not_in_doubt() -> None:
    with http_server(lambda _: None) as url:
        pass
    with pytest.raises(TransientDeliveryError, match="ConnectionRefusedError") as caught:
        post(url)
    assert not isinstance(caught.value, UnsureDeliveryError)


def test_all_clients_share_one_tls_context_that_checks_slacks_certificate() -> None:
    settings = settings_for("https://slack.com/api/")
    first, second = web_client(settings), web_client(settings, timeout_seconds=10)
    assert first.ssl is second.ssl
    assert isinstance(first.ssl, ssl.SSLContext)
    assert first.ssl.verify_mode is ssl.CERT_REQUIRED
    assert first.ssl.check_hostname
    assert first.ssl.cert_store_stats()["x509_ca"] > 0
    assert (first.timeout, second.timeout) == (2, 10)
    assert first.retry_handlers == []


def test_listeners_get_a_client_like_ours() -> None:
    given: list[WebClient] = []
    with recording_slack() as slack:
        app = build_bolt(web_client(settings_for(slack.base_url)))
        app.command("/goals")(ack=acknowledge, lazy=[lambda client: given.extend([client])])
        dispatch(app)
        app.listener_runner.listener_executor.shutdown(wait=True)
    assert given[0].base_url == f"{slack.base_url}/"
    assert (given[0].timeout, given[0].retry_handlers) == (2, [])
    assert given[0].ssl is not None


def test_a_sandbox_is_reached_whatever_proxies_stand_in_the_environment() -> None:
    environ = {"HTTP_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "PATH": "/bin"}
    tame_environment(environ, settings_for("http://127.0.0.1:4390"))
    assert environ == {"PATH": "/bin"}


def test_a_proxy_on_the_way_to_slack_is_left_alone() -> None:
    environ = {"HTTPS_PROXY": "http://proxy.example:3128"}
    tame_environment(environ, settings_for("https://slack.com/api/"))
    assert environ == {"HTTPS_PROXY": "http://proxy.example:3128"}


def test_bolt_keeps_the_token_when_oauth_variables_lie_around() -> None:
    oauth = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-1"}
    tame_environment(oauth, settings_for("https://slack.com/api/"))
    assert oauth == {}
    with recording_slack() as slack:
        app = build_bolt(web_client(settings_for(slack.base_url)))
    assert app.oauth_flow is None
    assert app.client.token == "xoxb-1"


def test_bolt_asks_nothing_that_slack_has_answered_already() -> None:
    given: list[BoltContext] = []
    with recording_slack() as slack:
        settings = settings_for(slack.base_url)
        identity = SlackGateway(web_client(settings)).call("auth.test", team_id="")
        app = build_bolt(web_client(settings), identity=identity)
        app.command("/goals")(ack=acknowledge, lazy=[lambda context: given.extend([context])])
        dispatch(app)
        app.listener_runner.listener_executor.shutdown(wait=True)
        assert len(slack.called("auth.test")) == 1
    assert (given[0].bot_user_id, given[0].bot_token) == ("UBOT", "xoxb-1")
    assert given[0].client is not None
    assert (given[0].client.timeout, given[0].client.retry_handlers) == (2, [])


def test_a_refused_token_is_told_by_the_name_of_its_setting() -> None:
    with recording_slack() as slack:
        slack.answers["auth.test"] = lambda _: {"ok": False, "error": "invalid_auth"}
        with pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN was refused by Slack"):
            build_bolt(web_client(settings_for(slack.base_url)))


def dispatch(app: App) -> None:
    assert app.dispatch(BoltRequest(mode="socket_mode", body=slash("/goals"))).status == 200
