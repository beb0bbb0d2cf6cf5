"""What Slack refuses, loses or has no time for, and what a crash leaves behind."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.delivery import MOST_ATTEMPTS
from bot.services.letter import Letter, Written
from storage.touchpoints import claim
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.delivery.conftest import AGAIN, ONCE, SECRET, refusing
from tests.log_capture import captured_logs
from tests.outbox import HandClock, keep_member, keep_message, row_of, sender_of, states, writers
from tests.rapport import Rapport


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


@pytest.mark.parametrize("code", ["ratelimited", "invalid_auth"])
def test_what_slack_did_not_look_at_waits_uncounted_and_so_do_the_others(
    rapport: Rapport, deps: Deps, clock: HandClock, code: str
) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing(code)
    messages = [keep_message(deps, keep_member(deps, f"U{number}")) for number in range(3)]
    sender_of(deps).turn()
    assert len(rapport.slack.called("chat.postMessage")) == 1
    assert states(deps, messages) == ["ready"] * 3
    assert sorted(row_of(deps, message).attempts for message in messages) == [0, 0, 0]
    rapport.slack.answers.pop("chat.postMessage")
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    clock.at += timedelta(minutes=2)
    sender_of(deps).turn()
    assert states(deps, messages) == ["sent"] * 3


def test_slacks_own_trouble_is_tried_again_eight_times(rapport: Rapport, deps: Deps, clock: HandClock) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing("service_unavailable")
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    sender = sender_of(deps)
    for _ in range(MOST_ATTEMPTS + 3):
        sender.turn()
        clock.at += timedelta(minutes=10)
    assert len(rapport.slack.called("chat.postMessage")) == MOST_ATTEMPTS
    assert (row_of(deps, message).state, row_of(deps, message).outcome) == (
        TouchpointState.FAILED,
        "service_unavailable",
    )


@pytest.mark.parametrize(("kind", "state"), [(ONCE, "doubtful"), (AGAIN, "ready")])
def test_what_may_have_arrived_follows_the_promise_of_its_kind(
    rapport: Rapport, deps: Deps, kind: TouchpointKind, state: str
) -> None:
    rapport.slack.answers["chat.postMessage"] = refusing("internal_error")
    message = keep_message(deps, keep_member(deps, "UMAYA"), kind=kind)
    sender_of(deps).turn()
    assert states(deps, [message]) == [state]


def test_a_crash_while_sending_leaves_prompts_in_doubt_and_sends_answers_again(rapport: Rapport, deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    prompt, answer = keep_message(deps, maya, kind=ONCE), keep_message(deps, maya, kind=AGAIN)
    with deps.db.begin() as session:
        assert claim(session, touchpoint_id=prompt.id)
        assert claim(session, touchpoint_id=answer.id)
        assert not claim(session, touchpoint_id=answer.id)
    sender_of(deps).turn()
    assert states(deps, [prompt, answer]) == ["doubtful", "sent"]
    assert [said["text"] for said in rapport.slack.called("chat.postMessage")] == [f"{SECRET} {answer.subject_id}"]
    assert row_of(deps, answer).attempts == 2
