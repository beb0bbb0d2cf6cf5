"""Which twelve months a statement covers, and of whom it shows what: nobody who is not named stands out by a rank."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statements import FIRST_MONTHS, Facts, MenteeLine, by_rank, is_within, period_of, periods
from storage.vocabulary import Rank

DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2150, 12, 31))
RANKS = st.none() | st.sampled_from(list(Rank))


def a_line(rank: Rank | None, *, is_named: bool, confirmed_rank: Rank | None = None) -> MenteeLine:
    facts = Facts(rank, date(2026, 1, 1), None, 0, 0, 0)
    confirmed = Facts(confirmed_rank or rank, date(2026, 1, 1), None, 0, 0, 0) if is_named else None
    return MenteeLine("m", "Maya", facts, confirmed=confirmed)


LINES = st.lists(st.builds(a_line, RANKS, is_named=st.booleans(), confirmed_rank=RANKS), max_size=40)


@given(LINES, st.integers(1, 12))
def test_every_mentee_is_counted_once_whatever_is_shown(lines: list[MenteeLine], fewest: int) -> None:
    shown, hidden = by_rank(lines, fewest=fewest)
    assert sum(shown.values()) + hidden == len(lines)
    assert min(shown.values(), default=1) > 0
    assert hidden >= 0


@given(LINES, st.integers(1, 12))
def test_of_those_not_named_a_rank_adds_nothing_or_at_least_so_many(lines: list[MenteeLine], fewest: int) -> None:
    shown, _ = by_rank(lines, fewest=fewest)
    named = Counter(line.confirmed.rank for line in lines if line.confirmed)
    for rank in Rank:
        more = shown.get(rank, 0) - named[rank]
        assert more == 0 or more >= fewest


@given(LINES, st.integers(1, 12))
def test_a_rank_is_shown_as_confirmed_and_never_as_known_otherwise(lines: list[MenteeLine], fewest: int) -> None:
    named = [line for line in lines if line.confirmed]
    shown, hidden = by_rank(named, fewest=fewest)
    assert shown == {rank: number for rank, number in Counter(_rank(line) for line in named).items() if rank}
    assert hidden == sum(_rank(line) is None for line in named)


def _rank(line: MenteeLine) -> Rank | None:
    return line.confirmed.rank if line.confirmed else None


@given(DAYS, st.sampled_from(FIRST_MONTHS))
def test_the_years_that_are_offered_have_begun_and_follow_each_other(today: date, month: int) -> None:
    offered = periods(today, first_month=month)
    assert offered[0].first <= today <= offered[0].last
    assert all(later.first == earlier.last + timedelta(days=1) for later, earlier in pairwise(offered))
    assert all(period_of(period.code) == period for period in offered)
    assert all(365 <= (period.last - period.first).days + 1 <= 366 for period in offered)


@pytest.mark.parametrize(
    "code",
    ["", "2026", "2026-02", "26-01", "2026-1", "2026-01 ", "x026-01", "1999-01", "9999-01", "2026-01.x"],
)
def test_what_is_no_period_is_none(code: str) -> None:
    assert period_of(code) is None


@pytest.mark.parametrize(
    ("began_on", "ended_on", "is_in"),
    [
        (date(2025, 12, 31), None, True),
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (date(2025, 1, 1), date(2026, 1, 1), False),
        (date(2025, 1, 1), date(2026, 1, 2), True),
    ],
)
def test_a_pair_counts_that_was_one_on_a_day_of_the_period(began_on: date, ended_on: date | None, is_in: bool) -> None:
    period = period_of("2026-01")
    assert period
    assert is_within(period, began_on=began_on, ended_on=ended_on) is is_in
