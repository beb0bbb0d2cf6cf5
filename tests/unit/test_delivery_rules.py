"""When messages are judged, and what becomes of those that could not be sent."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import (
    LONG_AGO,
    LONGEST_DELAY,
    MOST_ATTEMPTS,
    after_doubt,
    after_hold,
    after_refusal,
    after_trouble,
    has_jumped,
    judged_at,
)
from bot.domain.touchpoints import SENT_ONCE, TRAITS
from storage.vocabulary import TouchpointKind, TouchpointState

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND, HOUR, WEEK = timedelta(seconds=1), timedelta(hours=1), timedelta(weeks=1)


def test_every_kind_of_message_has_its_traits() -> None:
    assert set(TRAITS) == set(TouchpointKind)


def test_prompts_are_sent_once_and_answers_at_least_once() -> None:
    assert {TouchpointKind.AGENDA_PROMPT, TouchpointKind.RECAP_PROMPT, TouchpointKind.ITEM_DUE} < SENT_ONCE
    assert TouchpointKind.PAIR_NOT_FORMED not in SENT_ONCE
    assert TouchpointKind.MEETING_FILE not in SENT_ONCE


def test_in_ordinary_time_a_message_is_judged_now_however_late_it_is() -> None:
    assert judged_at(NOON - HOUR, walked_to=NOON, now=NOON) == NOON
    assert judged_at(NOON - HOUR, walked_to=NOON - 60 * SECOND, now=NOON) == NOON


def test_after_a_jump_a_message_is_judged_when_it_was_due() -> None:
    assert judged_at(NOON - HOUR, walked_to=NOON - WEEK, now=NOON) == NOON - HOUR
    assert judged_at(NOON - HOUR, walked_to=LONG_AGO, now=NOON) == NOON - HOUR


def test_a_walk_never_goes_back() -> None:
    assert judged_at(NOON - 2 * HOUR, walked_to=NOON - HOUR, now=NOON) == NOON - HOUR


def test_a_clock_that_goes_back_is_no_jump() -> None:
    assert not has_jumped(walked_to=NOON + WEEK, now=NOON)
    assert judged_at(NOON - HOUR, walked_to=NOON + WEEK, now=NOON) == NOON


def test_a_jump_is_more_than_a_minute() -> None:
    assert not has_jumped(walked_to=NOON - 60 * SECOND, now=NOON)
    assert has_jumped(walked_to=NOON - 61 * SECOND, now=NOON)


def test_delays_grow_up_to_ten_minutes_and_the_eighth_attempt_is_the_last() -> None:
    verdicts = [after_trouble("timeout", attempts=attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]
    delays = [verdict.delay for verdict in verdicts[:-1]]
    assert delays == [seconds * SECOND for seconds in (5, 10, 20, 40, 80, 160, 320)]
    assert max(delays) <= LONGEST_DELAY
    assert (verdicts[-1].state, verdicts[-1].outcome) == (TouchpointState.FAILED, "timeout")


def test_a_message_that_slack_did_not_look_at_waits_without_an_attempt() -> None:
    verdict = after_hold(30 * SECOND)
    assert (verdict.state, verdict.delay, verdict.is_counted) == (TouchpointState.READY, 30 * SECOND, False)


def test_a_refusal_is_final_and_keeps_slacks_word() -> None:
    assert after_refusal("channel_not_found").state is TouchpointState.FAILED
    assert after_refusal("channel_not_found").outcome == "channel_not_found"


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (TouchpointKind.AGENDA_PROMPT, TouchpointState.DOUBTFUL),
        (TouchpointKind.MEETING_PLANNED, TouchpointState.READY),
    ],
)
def test_of_what_may_have_arrived_the_promise_decides(kind: TouchpointKind, state: TouchpointState) -> None:
    assert after_doubt("timeout", kind=kind, attempts=1).state is state
