"""What Slack refuses, loses or has no time for, and what a crash leaves behind."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.delivery import LONG_AGO, MOST_ATTEMPTS
from bot.runtime.sender import Sender
from bot.services import delivery
from bot.services.letter import Letter, Written
from storage.conversations import direct_channel, keep_direct_channel
from storage.pace import Pace
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.delivery.conftest import AGAIN, ONCE, SECRET, refusing
from tests.log_capture import captured_logs
from tests.outbox import (
    NOON,
    AtOnce,
    HandClock,
    HandSender,
    keep_member,
    keep_message,
    row_of,
    sender_of,
    states,
    writers,
)
from tests.payloads import TEAM
from tests.rapport import Rapport


def one_by_one(deps: Deps) -> HandSender:
    """Return a sender whose slots lie a second apart: after a refusal nothing else is on its way."""
    return HandSender(Sender(deps, stop=threading.Event(), pool=AtOnce()))


def the_road_is_free(deps: Deps) -> None:
    """Let the time go by that Slack has asked for."""
    with deps.db.begin() as session:
        row = session.get_one(Pace, TEAM)
        row.blocked_until, row.next_slot_at, row.interval_us = None, LONG_AGO, 1
        session.add(row)


def pace_of(deps: Deps) -> Pace:
    """Return how the workspace's pace stands."""
    with deps.db.read() as session:
        return session.get_one(Pace, TEAM)


def test_a_writer_that_breaks_is_tried_again_and_holds_up_nobody(
    rapport: Rapport, deps: Deps, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_deps: Deps, _letter: Letter) -> Written:
        raise ValueError(SECRET)

    monkeypatch.setitem(writers(), ONCE, write)
    maya = keep_member(deps, "UMAYA")
    broken, other = keep_message(deps, maya), keep_message(deps, maya, kind=AGAIN)
    sender = sender_of(deps)
    with captured_logs("DEBUG") as lines:
        for _ in range(MOST_ATTEMPTS):
            sender.turn()
            clock.at += timedelta(minutes=10)
    assert states(deps, [broken, other]) == ["failed", "sent"]
    assert lines.getvalue().count("event=message_unwritten") == MOST_ATTEMPTS
    assert SECRET not in lines.getvalue()
    assert "UMAYA" not in lines.getvalue()


def test_a_refusal_is_final_and_says_slacks_word(rapport: Rapport, deps: Deps) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing("user_not_found")
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    sender_of(deps).turn()
    assert (row_of(deps, message).state, row_of(deps, message).outcome) == (TouchpointState.FAILED, "user_not_found")


@pytest.mark.parametrize("code", ["ratelimited", "invalid_auth", "service_unavailable"])
def test_what_slack_did_not_look_at_waits_uncounted_and_so_do_the_others(
    rapport: Rapport, deps: Deps, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.random", lambda: 1.0)  # the longest wait: of a short one little would be left to see
    rapport.slack.answers["chat.postMessage"] = refusing(code)
    messages = [keep_message(deps, keep_member(deps, f"U{number}")) for number in range(3)]
    one_by_one(deps).turn()
    assert len(rapport.slack.called("chat.postMessage")) == 1
    assert states(deps, messages) == ["ready"] * 3
    assert [row_of(deps, message).attempts for message in messages] == [0, 0, 0]
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    the_road_is_free(deps)
    sender_of(deps).turn()
    assert states(deps, messages) == ["sent"] * 3
    assert pace_of(deps).paused_reason is None
    assert pace_of(deps).troubles == 0


def test_a_refused_token_is_told_once_and_tried_with_one_message(rapport: Rapport, deps: Deps) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing("token_revoked")
    messages = [keep_message(deps, keep_member(deps, f"U{number}")) for number in range(3)]
    with captured_logs("ERROR") as lines:
        one_by_one(deps).turn()
        the_road_is_free(deps)
        sender_of(deps).turn()
    assert len(rapport.slack.called("chat.postMessage")) == 2
    assert lines.getvalue().count("event=workspace_paused") == 1
    assert states(deps, messages) == ["ready"] * 3
    assert pace_of(deps).paused_reason == "token_revoked"


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long"])
def test_a_message_made_badly_fails_alone_and_is_an_error(rapport: Rapport, deps: Deps, code: str) -> None:
    bad, *others = [keep_message(deps, keep_member(deps, f"U{number}")) for number in range(50)]
    rapport.slack.answers["chat.postMessage"] = lambda said: (
        {"ok": False, "error": code} if said["channel"] == "U0" else {"ok": True, "ts": "1.1", "channel": "D1"}
    )
    with captured_logs("ERROR") as lines:
        sender_of(deps).turn()
    assert (row_of(deps, bad).state, row_of(deps, bad).outcome) == (TouchpointState.FAILED, code)
    assert states(deps, others) == ["sent"] * 49
    assert lines.getvalue().count("event=message_refused") == 1


def test_a_conversation_that_slack_does_not_know_any_more_is_forgotten_and_the_message_arrives(
    rapport: Rapport, deps: Deps, clock: HandClock
) -> None:
    maya = keep_member(deps, "UMAYA")
    with deps.db.begin() as session:
        keep_direct_channel(session, team_id=TEAM, member_id=maya.id, channel_id="DOLD")
    rapport.slack.answers["chat.postMessage"] = lambda said: (
        {"ok": False, "error": "channel_not_found"}
        if said["channel"] == "DOLD"
        else {"ok": True, "ts": "1.1", "channel": "DNEW"}
    )
    message = keep_message(deps, maya)
    sender_of(deps).turn()
    assert [said["channel"] for said in rapport.slack.called("chat.postMessage")] == ["DOLD", "UMAYA"]
    assert states(deps, [message]) == ["sent"]
    with deps.db.read() as session:
        assert direct_channel(session, member_id=maya.id) == "DNEW"


@pytest.mark.parametrize(("kind", "state"), [(ONCE, "doubtful"), (AGAIN, "ready")])
def test_what_may_have_arrived_follows_the_promise_of_its_kind(
    rapport: Rapport, deps: Deps, kind: TouchpointKind, state: str
) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing("internal_error")
    message = keep_message(deps, keep_member(deps, "UMAYA"), kind=kind)
    sender_of(deps).turn()
    assert states(deps, [message]) == [state]


def test_a_crash_while_sending_leaves_prompts_in_doubt_and_sends_answers_again(rapport: Rapport, deps: Deps) -> None:
    people = [keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")]
    prompt, answer = (keep_message(deps, who, kind=kind) for who, kind in zip(people, (ONCE, AGAIN), strict=True))
    for parcel, _ in delivery.take(deps, team_id=TEAM, now=NOON, token="gone", most=8, interval_us=1).parcels:
        delivery.mark(deps, parcel)
    assert states(deps, [prompt, answer]) == ["sending", "sending"]
    delivery.reap(deps)
    assert states(deps, [prompt, answer]) == ["sending", "sending"]
    delivery.reap(deps, is_sole_writer=True)
    sender_of(deps).turn()
    assert states(deps, [prompt, answer]) == ["doubtful", "sent"]
    assert [said["text"] for said in rapport.slack.called("chat.postMessage")] == [f"{SECRET} {answer.subject_id}"]
    assert row_of(deps, answer).attempts == 2


def test_whoever_froze_and_comes_back_deletes_its_own_copy_once(rapport: Rapport, deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"), kind=AGAIN)
    others = sender_of(deps)

    def post(said: dict[str, Any]) -> dict[str, Any]:
        rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "2.2", "channel": "D1"}
        delivery.reap(deps, is_sole_writer=True)
        others.turn()
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    sender_of(deps).turn()
    assert [said["ts"] for said in rapport.slack.called("chat.delete")] == ["1.1"]
    assert (row_of(deps, message).state, row_of(deps, message).slack_ts) == (TouchpointState.SENT, "2.2")


def test_what_was_given_up_while_slack_thought_about_it_is_sent_after_all(rapport: Rapport, deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"), kind=ONCE)

    def post(_: dict[str, Any]) -> dict[str, Any]:
        delivery.reap(deps, is_sole_writer=True)
        assert states(deps, [message]) == ["doubtful"]
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    sender_of(deps).turn()
    assert states(deps, [message]) == ["sent"]
    assert rapport.slack.called("chat.delete") == []
