"""The sender in front of a recording Slack: what goes out, what does not, and what the database says of it."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.services.letter import Letter, PointlessError, Written
from storage.members import Member
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.delivery.conftest import AGAIN, ONCE, SECRET
from tests.outbox import NOON, HandClock, keep_member, keep_message, row_of, sender_of, states, writers
from tests.rapport import Rapport


def test_a_due_message_is_sent_once_with_text_and_without_previews(rapport: Rapport, deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    sender = sender_of(deps)
    sender.turn()
    sender.turn()
    [said] = rapport.slack.called("chat.postMessage")
    assert said["text"] == f"{SECRET} {message.subject_id}\n{deps.catalog.privacy.footer}"
    assert (said["channel"], said["unfurl_links"], said["unfurl_media"]) == ("UMAYA", False, False)
    settled = row_of(deps, message)
    assert (settled.state, settled.attempts, settled.settled_at) == (TouchpointState.SENT, 1, NOON)


def test_the_second_message_goes_to_the_conversation_that_the_first_one_opened(
    rapport: Rapport, deps: Deps, clock: HandClock
) -> None:
    maya = keep_member(deps, "UMAYA")
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "DMAYA"}
    for _ in range(2):
        keep_message(deps, maya, kind=AGAIN)
        sender_of(deps).turn()
        clock.at += timedelta(seconds=2)
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


def test_what_is_not_due_stays_and_every_workspace_is_served(rapport: Rapport, deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    later = keep_message(deps, maya, due_at=NOON + timedelta(seconds=1))
    ben = keep_member(deps, "UBEN", team_id="T2")
    other = keep_message(deps, ben, team_id="T2")
    sender_of(deps).turn()
    assert states(deps, [later, other]) == ["ready", "sent"]


def test_nobody_gets_two_messages_within_a_second_and_nobody_waits_for_another(
    rapport: Rapport, deps: Deps, clock: HandClock
) -> None:
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    first, second = (keep_message(deps, maya, kind=TouchpointKind.MEETING_FILE) for _ in range(2))
    other = keep_message(deps, ben)
    sender = sender_of(deps)
    sender.turn()
    assert sorted(states(deps, [first, second])) == ["ready", "sent"]
    assert states(deps, [other]) == ["sent"]
    clock.at += timedelta(seconds=1)
    sender.turn()
    assert sorted(states(deps, [first, second])) == ["ready", "sent"]
    clock.at += timedelta(seconds=0.1)
    sender.turn()
    assert states(deps, [first, second]) == ["sent", "sent"]


@pytest.mark.parametrize(
    ("trait", "lives", "word"), [("is_deleted", 24, "left"), ("is_guest", 24, "left"), ("", -1, "expired")]
)
def test_what_has_become_pointless_is_skipped(rapport: Rapport, deps: Deps, trait: str, lives: int, word: str) -> None:
    member = keep_member(deps, "UMAYA", is_deleted=trait == "is_deleted", is_guest=trait == "is_guest")
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
    sender = sender_of(deps)
    people = [keep_member(deps, f"U{number}") for number in range(21)]
    keep_message(deps, people[0], kind=AGAIN)
    sender.turn()

    def cost(who: list[Member]) -> int:
        for member in who:
            keep_message(deps, member, kind=AGAIN)
        with counted() as statements:
            sender.turn()
        return len(statements)

    idle, one = cost([]), cost(people[:1])
    assert idle == 1
    assert cost(people[1:]) <= 20 * (one - idle) + idle


def test_stopping_ends_the_work_between_two_messages(rapport: Rapport, deps: Deps) -> None:
    stop = threading.Event()
    messages = [keep_message(deps, keep_member(deps, f"U{number}")) for number in range(3)]

    def post(_: dict[str, Any]) -> dict[str, Any]:
        stop.set()
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    sender_of(deps, stop=stop).turn()
    assert sorted(states(deps, messages)) == ["ready", "ready", "sent"]
