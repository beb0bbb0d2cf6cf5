"""What everybody's Home carries: eight slots that tell nothing from outside, and how often one may ask."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay import slots
from bot.domain.relay.slots import BLOB_BYTES, NEW_WEEKS, SLOTS, Mark, Slot

WEEK = 2967
SOME_SLOT = st.builds(
    Slot,
    secret=st.binary(min_size=slots.SECRET_BYTES, max_size=slots.SECRET_BYTES),
    week=st.integers(0, 2 ** (8 * slots.WEEK_BYTES) - 1),
    marks=st.integers(0, 7).map(Mark),
)
EIGHT = st.tuples(*[SOME_SLOT] * SLOTS)


def asked(*weeks: int, marks: Mark = Mark.TAKEN) -> tuple[Slot, ...]:
    carried = slots.free_slots()
    for week in weeks:
        carried = slots.with_case(carried, secret=secrets.token_bytes(slots.SECRET_BYTES), week=week)
    return tuple(Slot(slot.secret, slot.week, slot.marks | marks) if slot.marks else slot for slot in carried)


@given(EIGHT)
def test_whatever_is_carried_comes_back_from_as_many_bytes(carried: tuple[Slot, ...]) -> None:
    assert len(slots.pack(carried)) == BLOB_BYTES
    assert slots.unpack(slots.pack(carried)) == carried


@given(st.binary(max_size=2 * BLOB_BYTES).filter(lambda blob: len(blob) != BLOB_BYTES))
def test_what_is_not_of_our_making_counts_as_eight_free_slots(blob: bytes) -> None:
    assert slots.taken(slots.unpack(blob)) == []
    assert len(slots.unpack(blob)) == SLOTS


def test_two_requests_in_four_weeks_are_enough() -> None:
    """Relay 59: the limit is counted from the slots that their owner carries, and from nothing else."""
    assert slots.may_ask(asked(), week=WEEK)
    assert slots.may_ask(asked(WEEK), week=WEEK)
    assert not slots.may_ask(asked(WEEK, WEEK - NEW_WEEKS + 1), week=WEEK)
    assert slots.may_ask(asked(WEEK, WEEK - NEW_WEEKS), week=WEEK)


def test_three_open_requests_are_enough_and_a_closed_one_makes_room() -> None:
    long_ago = (WEEK - 20, WEEK - 15, WEEK - 10)
    assert not slots.may_ask(asked(*long_ago), week=WEEK)
    assert slots.may_ask(asked(*long_ago, marks=Mark.TAKEN | Mark.OVER), week=WEEK)


def test_after_a_mute_nothing_new_is_taken_for_eight_weeks() -> None:
    muted = Mark.TAKEN | Mark.OVER | Mark.MUTED
    assert not slots.may_ask(asked(WEEK - 7, marks=muted), week=WEEK)
    assert slots.may_ask(asked(WEEK - 8, marks=muted), week=WEEK)


def test_a_new_case_takes_a_free_slot_and_then_that_of_the_case_that_ended_longest_ago() -> None:
    over = asked(*range(WEEK - 40, WEEK - 32), marks=Mark.TAKEN | Mark.OVER)
    secret = secrets.token_bytes(slots.SECRET_BYTES)
    renewed = slots.with_case(over, secret=secret, week=WEEK)
    assert [slot for slot in over if slot not in renewed] == [min(over, key=lambda slot: slot.week)]
    assert [slot.week for slot in renewed if slot.secret == secret] == [WEEK]


def test_eight_open_cases_leave_no_room() -> None:
    with pytest.raises(ValueError, match="open case"):
        slots.with_case(asked(*range(8)), secret=b"s" * slots.SECRET_BYTES, week=WEEK)


def test_a_slot_shows_no_secret() -> None:
    assert "secret" not in repr(asked(WEEK))
