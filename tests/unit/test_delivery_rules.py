"""When messages are judged, and what becomes of those that could not be sent."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.caps import Caps
from bot.domain.delivery import (
    LONGEST_DELAY,
    MOST_ATTEMPTS,
    Verdict,
    after_doubt,
    after_hold,
    after_refusal,
    after_trouble,
    block_seconds,
    has_jumped,
    when_welcome,
)
from bot.domain.habits import Habits
from bot.domain.hours import Hours, is_open
from bot.domain.touchpoints import CAPPED, SENT_ONCE, TRAITS, Nature
from storage.vocabulary import PromptKind, TouchpointKind, TouchpointState

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND, HOUR, WEEK = timedelta(seconds=1), timedelta(hours=1), timedelta(weeks=1)


def test_every_kind_of_message_has_its_traits() -> None:
    assert set(TRAITS) == set(TouchpointKind)


def test_prompts_are_sent_once_and_answers_at_least_once() -> None:
    assert {TouchpointKind.AGENDA_PROMPT, TouchpointKind.RECAP_PROMPT, TouchpointKind.ITEM_DUE} < SENT_ONCE
    assert TouchpointKind.PAIR_NOT_FORMED not in SENT_ONCE
    assert TouchpointKind.MEETING_FILE not in SENT_ONCE


def test_a_clock_that_goes_back_is_no_jump() -> None:
    assert not has_jumped(walked_to=NOON + WEEK, now=NOON)


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


NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
AGENDA, ITEM, NEWS = TouchpointKind.AGENDA_PROMPT, TouchpointKind.ITEM_DUE, TouchpointKind.MEETING_PLANNED
ANSWER = TouchpointKind.MEETING_FILE
USUAL = Habits(Hours(ZoneInfo("UTC")), Caps())


def judged(
    kind: TouchpointKind,
    *,
    at: datetime = NOON,
    lives: timedelta = WEEK,
    habits: Habits = USUAL,
    sent: tuple[tuple[TouchpointKind, datetime], ...] = (),
) -> Verdict | None:
    return when_welcome(kind, at=at, expires_at=at + lives, habits=habits, member_id="m", sent=sent)


@pytest.mark.parametrize("kind", TouchpointKind)
def test_at_noon_of_a_working_day_everything_is_welcome(kind: TouchpointKind) -> None:
    assert judged(kind) is None


def test_at_night_an_answer_comes_and_everything_else_waits_for_the_morning() -> None:
    assert judged(ANSWER, at=NIGHT) is None
    for kind in (AGENDA, ITEM, NEWS):
        verdict = judged(kind, at=NIGHT)
        assert verdict is not None
        assert (verdict.state, verdict.is_counted) == (TouchpointState.READY, False)
        assert is_open(USUAL.hours, NIGHT + verdict.delay)


def test_what_would_be_pointless_by_morning_comes_at_once_when_it_is_news_and_never_when_it_is_a_prompt() -> None:
    assert judged(NEWS, at=NIGHT, lives=HOUR) is None
    verdict = judged(AGENDA, at=NIGHT, lives=HOUR)
    assert verdict == Verdict(TouchpointState.SKIPPED, "hours", is_counted=False)


@pytest.mark.parametrize("kind", [TouchpointKind.REQUEST_UNANSWERED, TouchpointKind.INQUIRY_WAITS])
def test_what_only_time_has_caused_is_not_sent_once_a_month_is_full(kind: TouchpointKind) -> None:
    month = tuple((ITEM, NOON - timedelta(days=day)) for day in range(1, Caps().monthly + 1))
    assert judged(kind, sent=month) == Verdict(TouchpointState.SKIPPED, "monthly_cap", is_counted=False)


def test_during_a_pause_prompts_wait_for_its_end_or_are_dropped_with_that_word() -> None:
    away = Habits(Hours(ZoneInfo("UTC"), paused_until=date(2026, 11, 26)), Caps())
    waiting = judged(AGENDA, habits=away)
    assert waiting is not None
    assert NOON + waiting.delay >= datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
    assert judged(AGENDA, habits=away, lives=2 * HOUR) == Verdict(TouchpointState.SKIPPED, "paused", is_counted=False)
    assert judged(ANSWER, habits=away) is None


def test_news_that_cannot_wait_for_the_end_of_a_pause_comes_during_it_but_not_at_night() -> None:
    away = Habits(Hours(ZoneInfo("UTC"), paused_until=date(2026, 12, 26)), Caps())
    assert judged(NEWS, habits=away, lives=WEEK) is None
    waiting = judged(NEWS, at=NIGHT, habits=away, lives=WEEK)
    assert waiting is not None
    assert (NIGHT + waiting.delay).date() == date(2026, 11, 24)
    assert judged(NEWS, at=NIGHT + waiting.delay, habits=away, lives=WEEK - waiting.delay) is None
    assert judged(NEWS, at=NIGHT, habits=away, lives=HOUR) is None
    patient = judged(NEWS, at=NIGHT, habits=away, lives=6 * WEEK)
    assert patient is not None
    assert (NIGHT + patient.delay).date() == date(2026, 12, 28)


def test_what_somebody_does_not_want_to_be_asked_any_more_is_skipped() -> None:
    habits = Habits(USUAL.hours, USUAL.caps, muted=frozenset({PromptKind.AGENDA}))
    assert judged(AGENDA, habits=habits) == Verdict(TouchpointState.SKIPPED, "muted", is_counted=False)
    assert judged(ITEM, habits=habits) is None


def test_the_second_prompt_of_an_hour_waits_and_news_does_not() -> None:
    sent = ((AGENDA, NOON - HOUR / 2),)
    verdict = judged(ITEM, sent=sent)
    assert verdict is not None
    assert verdict.delay == HOUR / 2
    assert judged(NEWS, sent=sent) is None
    assert judged(AGENDA, sent=((NEWS, NOON - HOUR / 2),)) is None
    assert judged(AGENDA, sent=sent, lives=HOUR / 4) == Verdict(TouchpointState.SKIPPED, "cap", is_counted=False)


def test_the_fourth_prompt_of_a_day_waits_for_the_next_morning() -> None:
    sent = tuple((AGENDA, NOON - hours * HOUR) for hours in (1, 2, 3))
    verdict = judged(AGENDA, sent=sent)
    assert verdict is not None
    assert (NOON + verdict.delay).date() == date(2026, 11, 24)


def test_the_monthly_cap_counts_and_stops_only_what_nobody_asked_for() -> None:
    sent = tuple((ITEM, NOON - (days + 1) * 24 * HOUR) for days in range(8))
    assert judged(ITEM, sent=sent) == Verdict(TouchpointState.SKIPPED, "monthly_cap", is_counted=False)
    assert judged(AGENDA, sent=sent) is None
    assert judged(ITEM, sent=tuple((AGENDA, instant) for _, instant in sent)) is None


@given(
    some.sampled_from([kind for kind in TouchpointKind if TRAITS[kind].nature is not Nature.ANSWER]),
    some.integers(0, 60 * 24 * 90),
    some.integers(0, 60 * 24 * 14),
    some.lists(some.tuples(some.sampled_from(sorted(CAPPED)), some.integers(0, 60 * 24 * 31)), max_size=10),
)
def test_whatever_is_put_off_is_put_off_into_hours_and_before_it_is_pointless(
    kind: TouchpointKind, minute: int, lives: int, past: list[tuple[TouchpointKind, int]]
) -> None:
    at = NOON + timedelta(minutes=minute)
    sent = tuple((kind, at - timedelta(minutes=minutes)) for kind, minutes in past)
    verdict = judged(kind, at=at, lives=timedelta(minutes=lives), sent=sent)
    if verdict is None:
        assert is_open(USUAL.hours, at) or TRAITS[kind].nature is Nature.NEWS
    elif verdict.state is TouchpointState.READY:
        assert timedelta() < verdict.delay <= timedelta(minutes=lives)
        assert is_open(USUAL.hours, at + verdict.delay)


def test_a_closed_road_is_left_alone_longer_each_time_up_to_five_minutes() -> None:
    assert [block_seconds(troubles, share=1.0) for troubles in (1, 2, 3, 7, 100)] == [5, 10, 20, 300, 300]
    assert block_seconds(3, share=0.25) == 5
