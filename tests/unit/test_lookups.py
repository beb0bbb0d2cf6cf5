"""Look-ups: fresh, asked once, bounded in time and number."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import PermanentDeliveryError, TransientDeliveryError
from bot.runtime.lookups import MOST_AT_ONCE, MOST_REMEMBERED, LookUps

KEY = ("person", "T1", "U1")
LONG = 60.0
SHORT = 0.05
ENOUGH = 0.4
"""For a question that is answered at once, on a machine that is busy with other things."""


def counting(value: object = "answer") -> tuple[list[None], Callable[[], object]]:
    asked: list[None] = []

    def question() -> object:
        asked.append(None)
        return value

    return asked, question


def test_an_answer_is_remembered_while_it_is_fresh() -> None:
    asked, question = counting()
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    assert [look_ups.answer(KEY, question) for _ in range(3)] == ["answer"] * 3
    assert len(asked) == 1


def test_no_answer_counts_as_one_too() -> None:
    asked, question = counting(None)
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    assert [look_ups.answer(KEY, question) for _ in range(2)] == [None, None]
    assert len(asked) == 1


def test_a_stale_answer_is_asked_for_again() -> None:
    asked, question = counting()
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=0)
    look_ups.answer(KEY, question)
    look_ups.answer(KEY, question)
    assert len(asked) == 2


def test_an_answer_ages_from_the_moment_it_was_asked_for() -> None:
    asked, _ = counting()
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=SHORT)

    def slow() -> int:
        asked.append(None)
        time.sleep(2 * SHORT)
        return len(asked)

    assert look_ups.answer(KEY, slow) == 1
    assert look_ups.answer(KEY, slow) == 2


def test_those_who_ask_at_the_same_time_share_one_question() -> None:
    go_on = threading.Event()
    asked, question = counting()

    def held() -> object:
        go_on.wait(5)
        return question()

    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(look_ups.answer, KEY, held) for _ in range(8)]
        go_on.set()
        assert [flight.result() for flight in waiting] == ["answer"] * 8
    assert len(asked) == 1


def test_nobody_waits_beyond_the_deadline_and_the_next_question_starts_anew() -> None:
    go_on = threading.Event()
    look_ups = LookUps(deadline_seconds=ENOUGH, fresh_seconds=LONG, rest_seconds=0)
    with pytest.raises(TransientDeliveryError, match="look_up_timeout"):
        look_ups.answer(KEY, lambda: go_on.wait(5))
    assert look_ups.answer(KEY, lambda: "second") == "second"
    go_on.set()


def test_an_answer_that_was_given_up_is_not_remembered_over_a_newer_one() -> None:
    go_on, has_ended = threading.Event(), threading.Event()

    def late() -> str:
        go_on.wait(5)
        has_ended.set()
        return "late"

    look_ups = LookUps(deadline_seconds=ENOUGH, fresh_seconds=LONG, rest_seconds=0)
    with pytest.raises(TransientDeliveryError):
        look_ups.answer(KEY, late)
    look_ups.answer(KEY, lambda: "newer")
    go_on.set()
    assert has_ended.wait(5)
    assert look_ups.answer(KEY, lambda: "newest") == "newer"


def test_the_deadline_counts_from_the_question_not_from_the_waiter() -> None:
    go_on = threading.Event()
    look_ups = LookUps(deadline_seconds=0.5, fresh_seconds=LONG)
    look_ups.start(KEY, lambda: go_on.wait(5))
    time.sleep(0.6)
    began = time.monotonic()
    with pytest.raises(TransientDeliveryError, match="look_up_timeout"):
        look_ups.answer(KEY, lambda: "never asked")
    assert time.monotonic() - began < 0.45
    go_on.set()


def refused() -> str:
    raise PermanentDeliveryError("missing_scope")


def test_a_failure_reaches_those_who_wait_and_whoever_asks_right_after() -> None:
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG, rest_seconds=LONG)
    for question in (refused, lambda: "not asked"):
        with pytest.raises(PermanentDeliveryError, match="missing_scope"):
            look_ups.answer(KEY, question)


def test_after_a_rest_a_failure_is_forgotten() -> None:
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG, rest_seconds=0)
    with pytest.raises(PermanentDeliveryError, match="missing_scope"):
        look_ups.answer(KEY, refused)
    assert look_ups.answer(KEY, lambda: "better") == "better"


def test_who_asks_right_after_a_missed_deadline_does_not_wait_again() -> None:
    go_on = threading.Event()
    look_ups = LookUps(deadline_seconds=SHORT, fresh_seconds=LONG, rest_seconds=LONG)
    for _ in range(2):
        with pytest.raises(TransientDeliveryError, match="look_up_timeout"):
            look_ups.answer(KEY, lambda: go_on.wait(5))
    go_on.set()


def test_what_is_forgotten_is_asked_for_anew() -> None:
    asked, question = counting()
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    look_ups.answer(KEY, question)
    look_ups.forget(KEY)
    look_ups.answer(KEY, question)
    assert len(asked) == 2


def test_an_answer_on_its_way_when_forgotten_is_for_its_waiter_only() -> None:
    go_on = threading.Event()

    def old() -> str:
        go_on.wait(5)
        return "old"

    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    with ThreadPoolExecutor(1) as threads:
        is_asking = threading.Event()
        waiting = threads.submit(look_ups.answer, KEY, lambda: is_asking.set() or old())  # type: ignore[func-returns-value]  # set() returns None on purpose
        assert is_asking.wait(5)
        look_ups.forget(KEY)
        go_on.set()
        assert waiting.result(timeout=5) == "old"
    assert look_ups.answer(KEY, lambda: "new") == "new"


def test_a_head_start_is_shared_and_never_raises() -> None:
    asked, question = counting()
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    look_ups.start(KEY, question)
    look_ups.start(KEY, question)
    assert look_ups.answer(KEY, question) == "answer"
    assert len(asked) == 1


def test_too_many_questions_at_once_are_refused_and_room_comes_back() -> None:
    go_on = threading.Event()
    look_ups = LookUps(deadline_seconds=5, fresh_seconds=LONG)
    for number in range(MOST_AT_ONCE + 3):
        look_ups.start((str(number),), lambda: go_on.wait(5))
    with pytest.raises(TransientDeliveryError, match="look_ups_busy"):
        look_ups.answer(KEY, lambda: "crowded out")
    go_on.set()
    for number in range(MOST_AT_ONCE):
        look_ups.answer((str(number),), lambda: True)
    assert _once_there_is_room(look_ups) == "room"


def test_what_is_remembered_stays_bounded() -> None:
    look_ups = LookUps(deadline_seconds=LONG, fresh_seconds=LONG)
    for number in range(MOST_REMEMBERED + 1):
        assert _once_there_is_room(look_ups, (str(number),)) == "room"
    asked, question = counting()
    look_ups.answer(("0",), question)
    assert len(asked) == 1


def _once_there_is_room(look_ups: LookUps, key: tuple[str, ...] = KEY) -> object:
    for _ in range(100):
        try:
            return look_ups.answer(key, lambda: "room")
        except TransientDeliveryError:
            time.sleep(0.01)
    return None
