"""What is worth a second thought, what is kept, and when a look is offered."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.domain.selfchecks import OPEN, SCENARIOS, Cause, Look, day_of, last_moment, offered_in, points_of, with_look
from bot.services.selfcheck_records import STEP_CHARS, looks_in, text_of
from storage.columns import new_id
from storage.vocabulary import CheckItem

FIRST, LATER = date(2026, 3, 3), date(2026, 9, 9)
RESPECT, STYLE = CheckItem.RESPECT, CheckItem.STYLE
PEOPLE = [new_id() for _ in range(200)]


@pytest.mark.parametrize(("mark", "is_low"), [(1, True), (2, True), (3, False), (4, False), (5, False)])
def test_an_item_at_one_or_two_is_worth_a_second_thought(mark: int, is_low: bool) -> None:
    assert points_of([Look(FIRST, {RESPECT: mark})]) == ({RESPECT: Cause.LOW} if is_low else {})


@pytest.mark.parametrize(("before", "now", "has_dropped"), [(5, 3, True), (5, 4, False), (4, 3, False), (3, 5, False)])
def test_so_is_one_that_has_dropped_by_two_since_last_time(before: int, now: int, has_dropped: bool) -> None:
    looks = [Look(LATER, {STYLE: now}), Look(FIRST, {STYLE: before})]
    assert points_of(looks) == ({STYLE: Cause.DROP} if has_dropped else {})


def test_what_is_low_and_has_dropped_is_named_once() -> None:
    assert points_of([Look(LATER, {STYLE: 1}), Look(FIRST, {STYLE: 5})]) == {STYLE: Cause.LOW}


def test_what_was_left_out_is_compared_with_nothing() -> None:
    assert points_of([]) == {}
    assert points_of([Look(LATER, {STYLE: 3}), Look(FIRST, {RESPECT: 1})]) == {}
    assert points_of([Look(LATER, {}), Look(FIRST, {RESPECT: 5})]) == {}


def test_one_time_before_is_kept_and_a_day_counts_once() -> None:
    first, second, third = (Look(FIRST + timedelta(days=day), {STYLE: 5}) for day in range(3))
    assert with_look([], first) == [first]
    assert with_look([second, first], third) == [third, second]
    again = Look(second.on, {STYLE: 1})
    assert with_look([second, first], again) == [again, first]


def test_every_item_has_a_scenario_of_its_own_choice() -> None:
    assert set(SCENARIOS) == set(CheckItem)


def test_nobody_is_offered_a_look_more_than_twice_in_any_twelve_months() -> None:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(3 * 365)]
    for member_id in PEOPLE:
        offered = {half for day in days if (half := offered_in(member_id, today=day))}
        on = sorted(day_of(member_id, half) for half in offered)
        assert len(on) == 6
        assert all(later - earlier >= timedelta(days=180) for earlier, later in pairwise(on))
        assert sum(offered_in(member_id, today=day) is not None for day in days) == 6 * OPEN.days


def test_the_offers_are_spread_over_the_half_year() -> None:
    on = Counter(day_of(member_id, 2026 * 2).month for member_id in PEOPLE)
    assert set(on) == {1, 2, 3, 4, 5}
    assert max(on.values()) < len(PEOPLE) / 2


def test_an_offer_can_be_put_off_for_six_weeks() -> None:
    half = 2026 * 2 + 1
    on = datetime.combine(day_of(PEOPLE[0], half), time(), UTC)
    assert last_moment(PEOPLE[0], half) - on == timedelta(days=42)


def test_what_is_kept_reads_as_it_was_and_its_length_tells_nothing() -> None:
    full = dict.fromkeys(CheckItem, 5)
    one = {new_id(): [Look(LATER, {STYLE: 1})]}
    three = {new_id(): [Look(LATER, full), Look(FIRST, full)] for _ in range(3)}
    for looks in (one, three, {}):
        assert looks_in(text_of(looks)) == looks
        assert len(text_of(looks)) == STEP_CHARS
    assert looks_in('{"p":[{"on":"2026-03-03","style":9,"gone":3,"respect":2}]}') == {"p": [Look(FIRST, {RESPECT: 2})]}
