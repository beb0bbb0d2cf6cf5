"""Live look-ups against a Slack that knows, does not know, refuses, hangs and drips."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from bot.errors import PermanentDeliveryError, TransientDeliveryError
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import SlackGateway, web_client
from bot.settings import load_settings
from tests.http_server import http_server
from tests.recording_slack import RecordingSlack, recording_slack

TEAM = "T1"
CHANNEL = {"id": "C1", "name": "facilitators", "is_private": True, "is_member": True}


def directory_on(url: str, **limits: float) -> LiveDirectory:
    settings = load_settings(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": url}, env_file=None
    )
    return LiveDirectory(SlackGateway(web_client(settings)), **limits)


@pytest.fixture
def slack() -> Iterator[RecordingSlack]:
    """A Slack that knows Maya and the facilitators' channel."""
    with recording_slack() as running:
        running.answers["users.info"] = lambda _: {"ok": True, "user": {"id": "U1", "name": "maya", "team_id": TEAM}}
        running.answers["conversations.info"] = lambda _: {"ok": True, "channel": CHANNEL}
        running.answers["conversations.members"] = lambda _: {"ok": True, "members": ["U1", "U2"]}
        yield running


def test_a_person_is_asked_for_once_a_minute_with_her_locale(slack: RecordingSlack) -> None:
    directory = directory_on(slack.base_url)
    for _ in range(3):
        person = directory.person(team_id=TEAM, user_id="U1")
        assert person is not None
        assert person.name == "maya"
    assert slack.called("users.info") == [{"user": "U1", "include_locale": "1"}]


@pytest.mark.parametrize("word", ["user_not_found", "user_not_visible"])
def test_somebody_slack_does_not_know_is_nobody(slack: RecordingSlack, word: str) -> None:
    slack.answers["users.info"] = lambda _: {"ok": False, "error": word}
    assert directory_on(slack.base_url).person(team_id=TEAM, user_id="U9") is None


@pytest.mark.parametrize("word", ["channel_not_found", "not_in_channel"])
def test_a_channel_the_bot_cannot_see_is_none_and_has_nobody(slack: RecordingSlack, word: str) -> None:
    for method in ("conversations.info", "conversations.members"):
        slack.answers[method] = lambda _: {"ok": False, "error": word}
    directory = directory_on(slack.base_url)
    assert directory.channel(team_id=TEAM, channel_id="C9") is None
    assert directory.members(team_id=TEAM, channel_id="C9") == frozenset()


def test_any_other_refusal_is_an_error_not_an_answer(slack: RecordingSlack) -> None:
    for method in ("users.info", "conversations.info", "conversations.members"):
        slack.answers[method] = lambda _: {"ok": False, "error": "missing_scope"}
    directory = directory_on(slack.base_url)
    with pytest.raises(PermanentDeliveryError, match="missing_scope"):
        directory.person(team_id=TEAM, user_id="U1")
    with pytest.raises(PermanentDeliveryError, match="missing_scope"):
        directory.channel(team_id=TEAM, channel_id="C1")
    with pytest.raises(PermanentDeliveryError, match="missing_scope"):
        directory.members(team_id=TEAM, channel_id="C1")


def test_a_channel_is_read_as_it_is(slack: RecordingSlack) -> None:
    channel = directory_on(slack.base_url).channel(team_id=TEAM, channel_id="C1")
    assert channel is not None
    assert (channel.name, channel.is_private, channel.has_bot) == ("facilitators", True, True)
    assert (channel.is_shared, channel.is_archived) == (False, False)


@pytest.mark.parametrize("flag", ["is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared"])
def test_every_way_of_sharing_a_channel_counts(slack: RecordingSlack, flag: str) -> None:
    slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": {**CHANNEL, flag: True}}
    channel = directory_on(slack.base_url).channel(team_id=TEAM, channel_id="C1")
    assert channel is not None
    assert channel.is_shared


def test_members_are_read_page_after_page(slack: RecordingSlack) -> None:
    following = {None: "p2", "p2": "p3", "p3": ""}

    def page(arguments: dict[str, Any]) -> dict[str, Any]:
        cursor = arguments.get("cursor")
        return {
            "ok": True,
            "members": [f"U{cursor}", "U0"],
            "response_metadata": {"next_cursor": following[cursor]},
        }

    slack.answers["conversations.members"] = page
    members = directory_on(slack.base_url).members(team_id=TEAM, channel_id="C1")
    assert members == {"U0", "UNone", "Up2", "Up3"}
    assert [call["limit"] for call in slack.called("conversations.members")] == ["200"] * 3


def test_a_head_start_asks_everything_at_the_same_time(slack: RecordingSlack) -> None:
    everyone = threading.Barrier(4)

    def together(reply: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of the recording Slack
        def respond(_: dict[str, Any]) -> dict[str, Any]:
            everyone.wait(5)
            return reply

        return respond

    for method in ("users.info", "conversations.info", "conversations.members"):
        slack.answers[method] = together(slack.answers[method]({}))
    directory = directory_on(slack.base_url)
    directory.prefetch(team_id=TEAM, user_ids=["U1", "U2"], channel_ids=["C1"])
    assert directory.members(team_id=TEAM, channel_id="C1") == {"U1", "U2"}
    assert directory.channel(team_id=TEAM, channel_id="C1") is not None
    assert directory.person(team_id=TEAM, user_id="U2") is not None
    assert len(slack.calls) == 4


def test_a_channel_that_somebody_left_is_asked_for_anew(slack: RecordingSlack) -> None:
    directory = directory_on(slack.base_url)
    assert directory.members(team_id=TEAM, channel_id="C1") == {"U1", "U2"}
    slack.answers["conversations.members"] = lambda _: {"ok": True, "members": ["U1"]}
    directory.forget(team_id=TEAM, channel_id="C1")
    assert directory.members(team_id=TEAM, channel_id="C1") == {"U1"}


def test_workspaces_are_kept_apart(slack: RecordingSlack) -> None:
    directory = directory_on(slack.base_url)
    here = directory.person(team_id=TEAM, user_id="U1")
    there = directory.person(team_id="T2", user_id="U1")
    assert here is not None
    assert there is not None
    assert (here.is_foreign, there.is_foreign) == (False, True)


def hang(_: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


def drip(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(50):
            request.wfile.write(b" ")
            time.sleep(0.1)


@pytest.mark.parametrize("respond", [hang, drip])
def test_slack_may_hang_or_drip_but_nobody_waits_until_it_ends(respond: Any) -> None:  # noqa: ANN401 - hang or drip
    with http_server(respond) as url:
        directory = directory_on(url)
        began = time.monotonic()
        directory.prefetch(team_id=TEAM, channel_ids=["C1"])
        for look_up in (directory.members, directory.channel):
            with pytest.raises(TransientDeliveryError):
                look_up(team_id=TEAM, channel_id="C1")
        assert 1.5 < time.monotonic() - began < 4.5
