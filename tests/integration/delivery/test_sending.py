"""The sender in front of a recording Slack: what goes out, what does not, and what the database says of it."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.runtime.sender import Sender
from bot.services.letter import Letter, PointlessError, Written
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState
from tests.integration.delivery.conftest import AGAIN, ONCE, SECRET
from tests.outbox import NOON, keep_member, keep_message, row_of, sender_of, states, writers
from tests.payloads import TEAM
from tests.rapport import Rapport


def test_a_due_message_is_sent_once_with_text_and_without_previews(rapport: Rapport, deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    sender = sender_of(deps)
    sender.turn()
    sender.turn()
    [said] = rapport.slack.called("chat.postMessage")
    assert said["text"] == f"{SECRET} {message.subject_id}"
    assert (said["channel"], said["unfurl_links"], said["unfurl_media"]) == ("UMAYA", False, False)
    settled = row_of(deps, message)
    assert (settled.state, settled.attempts, settled.settled_at) == (TouchpointState.SENT, 1, NOON)


def test_the_second_message_goes_to_the_conversation_that_the_first_one_opened(rapport: Rapport, deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    keep_message(deps, maya)
    keep_message(deps, maya)
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "DMAYA"}
    sender_of(deps).turn()
    assert [said["channel"] for said in rapport.slack.called("chat.postMessage")] == ["UMAYA", "DMAYA"]


def test_messages_go_out_in_the_order_in_which_they_were_due(
    rapport: Rapport, deps: Deps, letters: list[Letter]
) -> None:
    people = [keep_member(deps, f"U{number}") for number in range(4)]
    for hours in (2, 4, 1, 3):
        keep_message(deps, people[hours - 1], due_at=NOON - timedelta(hours=hours))
    sender_of(deps).turn()
    assert [letter.member.user_id for letter in letters] == ["U3", "U2", "U1", "U0"]
    assert {letter.at for letter in letters} == {NOON}


def test_what_is_not_due_or_of_another_workspace_stays(rapport: Rapport, deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    waiting = [
        keep_message(deps, maya, due_at=NOON + timedelta(seconds=1)),
        keep_message(deps, maya, team_id="T2"),
    ]
    sender_of(deps).turn()
    assert rapport.slack.called("chat.postMessage") == []
    assert states(deps, waiting) == ["ready", "ready"]


def test_nobody_gets_two_messages_within_a_second_and_nobody_waits_for_another(rapport: Rapport, deps: Deps) -> None:
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    first, second = keep_message(deps, maya), keep_message(deps, maya, due_at=NOON - timedelta(hours=1))
    other = keep_message(deps, ben)
    sender_of(deps, person_seconds=30).turn()
    assert states(deps, [second, first, other]) == ["sent", "ready", "sent"]


@pytest.mark.parametrize(
    ("trait", "lives", "word"), [("is_deleted", 24, "left"), ("is_guest", 24, "left"), ("", -1, "expired")]
)
def test_what_has_become_pointless_is_skipped(rapport: Rapport, deps: Deps, trait: str, lives: int, word: str) -> None:
    member = keep_member(deps, "UMAYA", **({trait: True} if trait else {}))
    message = keep_message(deps, member, lives=timedelta(hours=lives))
    sender_of(deps).turn()
    settled = row_of(deps, message)
    assert (settled.state, settled.outcome, settled.attempts) == (TouchpointState.SKIPPED, word, 0)
    assert rapport.slack.called("chat.postMessage") == []


def test_a_writer_that_has_nothing_to_say_any_more_gives_the_reason(
    rapport: Rapport, deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_deps: Deps, _letter: Letter) -> Written:
        raise PointlessError("moved")

    monkeypatch.setitem(writers(), ONCE, write)
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    sender_of(deps).turn()
    assert (row_of(deps, message).state, row_of(deps, message).outcome) == (TouchpointState.SKIPPED, "moved")


def test_a_kind_without_a_writer_fails_alone(rapport: Rapport, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(writers(), ONCE)
    maya = keep_member(deps, "UMAYA")
    lost, other = keep_message(deps, maya), keep_message(deps, maya, kind=AGAIN)
    sender_of(deps).turn()
    assert states(deps, [lost, other]) == ["failed", "sent"]
    assert row_of(deps, lost).outcome == "no_writer"


def test_each_message_is_marked_before_slack_is_called_and_outside_any_transaction(
    rapport: Rapport, deps: Deps
) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    seen: list[Touchpoint] = []

    def post(_: dict[str, Any]) -> dict[str, Any]:
        with deps.db.begin():
            seen.append(row_of(deps, message))
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    sender_of(deps).turn()
    assert (seen[0].state, seen[0].attempts) == (TouchpointState.SENDING, 1)


def test_each_message_costs_the_same_few_statements(
    deps: Deps, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    sender, maya = sender_of(deps), keep_member(deps, "UMAYA")
    keep_message(deps, maya)
    sender.turn()

    def cost(messages: int) -> int:
        for _ in range(messages):
            keep_message(deps, maya)
        with counted() as statements:
            sender.turn()
        return len(statements)

    idle = cost(0)
    assert idle == 1
    assert cost(1) - idle == 3
    assert cost(20) - idle == 60


def test_stopping_ends_the_work_between_two_messages(rapport: Rapport, deps: Deps) -> None:
    stop, maya = threading.Event(), keep_member(deps, "UMAYA")
    messages = [keep_message(deps, maya) for _ in range(3)]

    def post(_: dict[str, Any]) -> dict[str, Any]:
        stop.set()
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    Sender(deps, TEAM, stop=stop, person_seconds=0).turn()
    assert sorted(states(deps, messages)) == ["ready", "ready", "sent"]
