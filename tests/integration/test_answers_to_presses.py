"""A refusal reaches the person by one way or the other, and a silent Slack does not keep the others waiting."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from tests.http_server import answer, http_server
from tests.payloads import Payload, slash
from tests.rapport import Rapport

MORE_THAN_THREADS = 33


@pytest.fixture
def silent_url() -> Iterator[str]:
    """Give an address that takes what it is sent and never answers."""
    over = Event()

    def say_nothing(_request: BaseHTTPRequestHandler) -> None:
        over.wait(10)

    with http_server(say_nothing) as address:
        yield address
        over.set()


@pytest.fixture
def refusing_url() -> Iterator[str]:
    """Give an address that wants nothing any more."""

    def refuse(request: BaseHTTPRequestHandler) -> None:
        answer(request, {"ok": False, "error": "used_url"}, status=404)

    with http_server(refuse) as address:
        yield address


def refused(response_url: str) -> Payload:
    """Return a command that its sender has no right to give."""
    return slash("/mentor", "setup", response_url=response_url)


def test_a_refusal_that_the_response_url_does_not_take_is_shown_as_a_modal(rapport: Rapport, refusing_url: str) -> None:
    rapport.receive(refused(refusing_url))
    assert rapport.slack.wait_for("views.open")["view"]["title"]["text"] == rapport.deps.catalog.common.refusal_title


def test_a_refusal_that_the_response_url_swallows_is_shown_while_the_trigger_lives(
    rapport: Rapport, silent_url: str
) -> None:
    rapport.receive(refused(silent_url))
    assert rapport.slack.wait_for("views.open")["trigger_id"] == "1.1.trigger"


def test_answers_that_slack_swallows_do_not_keep_screens_from_opening(rapport: Rapport, silent_url: str) -> None:
    for _ in range(MORE_THAN_THREADS):
        rapport.receive(refused(silent_url))
    rapport.receive(slash("/goals"))
    title = rapport.deps.catalog.goals.title
    for times in range(1, MORE_THAN_THREADS + 2):
        if rapport.slack.wait_for("views.open", times=times)["view"]["title"]["text"] == title:
            return
    pytest.fail("the screen was never opened")


def test_a_refusal_is_said_once(rapport: Rapport) -> None:
    rapport.receive(refused(rapport.slack.response_url))
    rapport.slack.wait_for("response_url")
    rapport.receive(slash("/goals"))
    rapport.slack.wait_for("views.open")
    assert len(rapport.slack.called("response_url")) == 1
    assert len(rapport.slack.called("views.open")) == 1
