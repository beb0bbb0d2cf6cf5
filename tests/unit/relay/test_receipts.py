"""Receipts on paper, bands of crowds, names by lot, and what is remembered for minutes."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay import receipts
from bot.domain.relay.crowds import FEW, Band, band_of, fewest_left
from bot.domain.relay.labels import BIRDS, COLOURS, new_label
from bot.domain.relay.memory import REMEMBERED, Memory

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


@given(st.binary(min_size=receipts.RECEIPT_BYTES, max_size=receipts.RECEIPT_BYTES))
def test_a_receipt_is_four_groups_of_four_and_leads_back(secret: bytes) -> None:
    receipt = receipts.written(secret)
    assert [len(group) for group in receipt.split("-")] == [4, 4, 4, 4]
    assert receipts.secret_of(receipt) == secret
    assert receipts.secret_of(f" {receipt.lower().replace('-', ' ')} ") == secret
    assert receipts.secret_of(receipt.replace("0", "o").replace("1", "l")) == secret
    assert receipts.last_group(receipt) == receipt.split("-")[3]


@pytest.mark.parametrize("typed", ["", "4885", "4885-ZWD0-YQ1D-TN6U", "4885-ZWD0-YQ1D-TN67-0", "é" * 16])
def test_what_is_no_receipt_stands_for_nothing(typed: str) -> None:
    assert receipts.secret_of(typed) is None


@given(st.integers(0, 500))
def test_crowds_are_told_in_bands(people: int) -> None:
    """Relay 54: fewer than five are few."""
    assert (band_of(people) is Band.FEWER) == (people < FEW)
    assert (band_of(people) is Band.FIFTY) == (people >= 50)
    assert (band_of(people) is Band.TEN) == (10 <= people <= 19)


PEOPLE = st.frozensets(st.sampled_from("abcdefghij"))


@given(PEOPLE, st.dictionaries(st.sampled_from("xyz"), PEOPLE), st.data())
def test_of_a_crowd_nobody_counts_whom_two_readers_can_rule_out(
    people: frozenset[str], ties: dict[str, frozenset[str]], data: st.DataObject
) -> None:
    """Relay 54: whichever two are given a request, they cannot narrow it to fewer than was said."""
    readers = data.draw(st.lists(st.sampled_from("xyz"), max_size=2, unique=True))
    left = people.difference(*(ties.get(each, frozenset()) for each in readers))
    assert fewest_left(people, ties) <= len(left)


def test_a_crowd_without_ties_counts_wholly() -> None:
    assert fewest_left({"a", "b"}, {"x": {"x"}, "y": {"y"}}) == 2
    assert fewest_left({"a", "b", "c"}, {"x": {"x", "a"}, "y": {"b"}, "z": {"z"}}) == 1


def test_a_label_is_two_words_of_4096_pairs() -> None:
    assert len({f"{colour} {bird}" for colour in COLOURS for bird in BIRDS}) == 4096
    assert new_label(Random(1)).split()[0] in COLOURS


def test_what_was_made_once_is_given_again_for_ten_minutes() -> None:
    memory, made = Memory(), iter(range(9))
    assert [memory.once("key", lambda: next(made), now=NOW) for _ in range(3)] == [0, 0, 0]
    assert memory.once("other", lambda: next(made), now=NOW) == 1
    assert memory.once("key", lambda: next(made), now=NOW + REMEMBERED) == 2


def test_what_failed_is_tried_again() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.once("key", lambda: 1 / 0, now=NOW)
    assert memory.once("key", lambda: 7, now=NOW) == 7


def test_of_many_at_once_one_makes_and_all_get_it() -> None:
    """Relay 46: a submission that comes several times at the same moment is taken once."""
    memory, calls, together = Memory(), [], threading.Barrier(8)

    def make() -> int:
        calls.append(1)
        return len(calls)

    def come(_: int) -> int:
        together.wait(timeout=10)
        return memory.once("key", make, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(come, range(8))) == [1] * 8
    assert calls == [1]


def test_tries_are_counted_for_as_long_as_they_count() -> None:
    memory = Memory()
    assert [memory.may("key", most=2, within=HOUR, now=NOW) for _ in range(3)] == [True, True, False]
    assert memory.may("other", most=2, within=HOUR, now=NOW)
    assert memory.may("key", most=2, within=HOUR, now=NOW + HOUR)


def test_a_try_that_comes_to_nothing_is_taken_back_and_no_other() -> None:
    memory, was_counted = Memory(), []

    def fail() -> None:
        with memory.counted("key", most=1, within=HOUR, now=NOW) as is_counted:
            was_counted.append(is_counted)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert memory.has_room("key", most=1, now=NOW)
    assert memory.may("key", most=1, within=HOUR, now=NOW)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert was_counted == [True, False]
    assert not memory.has_room("key", most=1, now=NOW)
    assert memory.has_room("key", most=1, now=NOW + HOUR)


def test_what_has_had_its_time_is_let_go_of_though_nobody_comes_again() -> None:
    class Receipt:
        """What was made."""

    memory = Memory()
    made = weakref.ref(memory.once("k", Receipt, now=NOW))
    who = frozenset({"a tag"})
    tried = weakref.ref(who)
    assert memory.may(who, most=1, within=HOUR, now=NOW)
    del who
    memory.forget(now=NOW + timedelta(minutes=9))
    gc.collect()
    assert made() is not None
    memory.forget(now=NOW + HOUR)
    gc.collect()
    assert (made(), tried()) == (None, None)
