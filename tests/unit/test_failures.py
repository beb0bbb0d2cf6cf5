"""What Slack's refusals and the network's troubles mean: again later, perhaps done, or never."""

import http.client
import socket
import ssl
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import DeliveryError, PermanentDeliveryError, TransientDeliveryError
from bot.runtime.failures import RateLimitedError, UnsureDeliveryError, network_trouble, refusal


def refused(data: dict[str, Any], *, status: int = 200, headers: dict[str, Any] | None = None) -> DeliveryError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="http://x/",
        req_args={},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return refusal(SlackApiError("refused", response))  # type: ignore[no-untyped-call]  # the SDK leaves it untyped


@pytest.mark.parametrize("word", ["service_unavailable", "request_timeout", "team_added_to_org"])
def test_slacks_own_trouble_is_transient(word: str) -> None:
    failure = refused({"ok": False, "error": word})
    assert type(failure) is TransientDeliveryError
    assert failure.code == word


@pytest.mark.parametrize("word", ["internal_error", "fatal_error"])
def test_what_may_have_been_done_is_in_doubt(word: str) -> None:
    assert isinstance(refused({"ok": False, "error": word}), UnsureDeliveryError)


@pytest.mark.parametrize(
    "word",
    [
        "channel_not_found",
        "user_not_found",
        "user_disabled",
        "messages_tab_disabled",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "missing_scope",
        "invalid_blocks",
        "msg_too_long",
        "no_text",
        "hash_conflict",
        "a_word_that_slack_adds_one_day",
    ],
)
def test_a_refusal_is_permanent(word: str) -> None:
    failure = refused({"ok": False, "error": word})
    assert type(failure) is PermanentDeliveryError
    assert failure.code == word


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "0"}, 0.0),
        ({"Retry-After": ["12"]}, 12.0),
        ({"Retry-After": "-3"}, 0.0),
        ({"Retry-After": "soon"}, 30.0),
        ({"Retry-After": "nan"}, 30.0),
        ({"Retry-After": "inf"}, 30.0),
        ({}, 30.0),
    ],
)
@pytest.mark.parametrize("body", [{"ok": False, "error": "ratelimited"}, {"ok": False, "error": "<html>slow</html>"}])
def test_a_rate_limit_says_when_to_come_again(headers: dict[str, Any], seconds: float, body: dict[str, Any]) -> None:
    failure = refused(body, status=429, headers=headers)
    assert isinstance(failure, RateLimitedError)
    assert failure.retry_after_seconds == seconds
    assert failure.code == "ratelimited"


def test_a_rate_limit_without_its_status_is_one_too() -> None:
    assert isinstance(refused({"ok": False, "error": "rate_limited"}), RateLimitedError)


@pytest.mark.parametrize("data", [{"ok": False, "error": "<html>MARKER</html>"}, {}, {"error": None}])
@pytest.mark.parametrize("status", [200, 502])
def test_an_answer_nobody_can_read_is_in_doubt_and_not_repeated(data: dict[str, Any], status: int) -> None:
    failure = refused(data, status=status)
    assert isinstance(failure, UnsureDeliveryError)
    assert failure.code == "unreadable_answer"
    assert "MARKER" not in str(failure)


def test_a_server_error_with_a_word_is_in_doubt() -> None:
    assert isinstance(refused({"ok": False, "error": "whatever"}, status=503), UnsureDeliveryError)


@pytest.mark.parametrize(
    "unsent",
    [ConnectionRefusedError(), socket.gaierror(8, "MARKER"), ssl.SSLCertVerificationError("MARKER")],
    ids=lambda error: type(error).__name__,
)
def test_what_never_reached_slack_is_plainly_transient(unsent: Exception) -> None:
    for error in (unsent, URLError(unsent)):
        failure = network_trouble(error)
        assert type(failure) is TransientDeliveryError
        assert failure.code == type(unsent).__name__


@pytest.mark.parametrize(
    "lost",
    [
        TimeoutError("MARKER"),
        ConnectionResetError(),
        http.client.RemoteDisconnected("MARKER"),
        ssl.SSLEOFError(),
        ValueError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_lost_answer_leaves_doubt(lost: Exception) -> None:
    for error in (lost, URLError(lost)):
        failure = network_trouble(error)
        assert isinstance(failure, UnsureDeliveryError)
        assert failure.code == type(lost).__name__
