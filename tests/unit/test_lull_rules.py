"""When a pair has been quiet for so long that both are asked, and that they are asked once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lulls import MONTHS_OF_REST, Asked, Rest, is_due, last_moment, quiet_after, rest_until
from storage.vocabulary import Cadence

MET = date(2026, 1, 31)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("cadence", "first"),
    [
        (Cadence.MONTHLY, date(2026, 3, 31)),
        (Cadence.TWO_MONTHLY, date(2026, 5, 31)),
        (Cadence.QUARTERLY, date(2026, 7, 31)),
        (Cadence.TWICE_A_YEAR, date(2027, 1, 31)),
    ],
)
def test_both_are_asked_when_two_intervals_have_passed_and_not_a_day_before(cadence: Cadence, first: date) -> None:
    assert is_due(since=MET, cadence=cadence, asked=Asked(), today=first)
    assert not is_due(since=MET, cadence=cadence, asked=Asked(), today=first - timedelta(days=1))


@given(DAYS)
def test_about_one_quiet_nobody_is_asked_twice(today: date) -> None:
    assert not is_due(since=MET, cadence=Cadence.MONTHLY, asked=Asked(since=MET), today=today)


def test_a_new_quiet_is_asked_about_again() -> None:
    asked = Asked(since=date(2025, 6, 1))
    assert is_due(since=MET, cadence=Cadence.MONTHLY, asked=asked, today=date(2026, 3, 31))


def test_nothing_is_asked_during_a_pause_and_once_after_it() -> None:
    asked = Asked(quiet_until=date(2026, 9, 1))
    assert not is_due(since=MET, cadence=Cadence.MONTHLY, asked=asked, today=date(2026, 8, 31))
    assert is_due(since=MET, cadence=Cadence.MONTHLY, asked=asked, today=date(2026, 9, 1))


@given(DAYS, st.sampled_from(Rest))
def test_a_pause_is_as_many_months_as_it_says(today: date, rest: Rest) -> None:
    until = rest_until(rest, today=today)
    months = 12 * (until.year - today.year) + until.month - today.month
    assert (months, until > today) == (MONTHS_OF_REST[rest], True)


def test_a_new_cadence_has_the_time_of_two_of_its_own_intervals() -> None:
    assert quiet_after(Cadence.TWICE_A_YEAR, today=date(2026, 2, 3)) == date(2027, 2, 3)


def test_a_question_put_off_may_come_back_within_four_weeks() -> None:
    assert last_moment(MET).date() - MET == timedelta(days=28)
