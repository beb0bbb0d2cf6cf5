import csv
import io
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.csv_sheets import sheet
from bot.domain.relay.reports import Alike, half_years_until, is_over, report_of, to_text
from bot.domain.relay.suppression import WITHHELD, band, band_floor, least_of, table, total_band
from storage.relay.vocabulary import Approach, Outcome, Rating
from tests.outbox import NOON

COUNTS = st.lists(st.integers(min_value=0, max_value=30), min_size=3, max_size=8)
ALIKE = st.builds(
    Alike,
    approach=st.none() | st.sampled_from(Approach),
    outcome=st.sampled_from(Outcome),
    rating_now=st.none() | st.sampled_from(Rating),
    rating_90=st.none(),
    n=st.integers(min_value=1, max_value=12),
)


def shown(cells: tuple[int, ...], *, k: int) -> tuple[str, tuple[str, ...]]:
    """Return what a reader sees of one table and its total."""
    named, total = dict(enumerate(cells)), sum(cells)
    least = max(band_floor(total, k=k), least_of(named, k=k))
    return total_band(total, k=k), tuple(table(named, k=k, least_total=least).values())


@pytest.mark.parametrize(
    ("number", "total"),
    [(0, "0"), (1, "<5"), (4, "<5"), (5, "5-9"), (9, "5-9"), (10, "10-19"), (20, "20+"), (99, "20+")],
)
def test_a_total_is_a_band(number: int, total: str) -> None:
    """Relay 61: four is shown as fewer than five."""
    assert total_band(number, k=5) == total


def test_where_eleven_is_the_smallest_number_nothing_below_it_is_a_band() -> None:
    assert [band(number, k=11) for number in (0, 10, 11, 19, 20)] == ["<11", "<11", "11-19", "11-19", "20+"]


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    """Relay 61: with one hidden cell, a second is hidden."""
    cells = {"a": 4, "b": 8, "c": 12, "d": 30}
    assert table(cells, k=5, least_total=20) == {"a": "<5", "b": WITHHELD, "c": "10-19", "d": "20+"}


@pytest.mark.parametrize(("cells", "k", "most"), [(2, 5, 25), (3, 5, 21), (4, 5, 11), (2, 11, 30), (3, 11, 22)])
def test_no_reader_can_work_out_that_a_small_cell_is_not_empty(cells: int, k: int, most: int) -> None:
    """Relay 61: whoever knows these rules and tries every table that looks the same learns of no small number.

    For each look, and each cell that is small in all tables of that look, it may also be zero.
    """
    possible: dict[tuple[str, tuple[str, ...]], list[set[int]]] = {}
    for numbers in product(range(most + 1), repeat=cells):
        sets = possible.setdefault(shown(numbers, k=k), [set() for _ in numbers])
        for seen, number in zip(sets, numbers, strict=True):
            seen.add(number)
    assert len(possible) > 1
    assert [look for look, sets in possible.items() for seen in sets if max(seen) < k and 0 not in seen] == []


@given(counts=COUNTS, k=st.sampled_from([5, 11]))
def test_a_table_shows_no_cell_below_the_smallest_number_and_never_hides_one_alone(counts: list[int], k: int) -> None:
    """Relay 61: in any table no number stands, and what is hidden has company."""
    cells = dict(enumerate(counts))
    bands = table(cells, k=k, least_total=max(band_floor(sum(counts), k=k), least_of(cells, k=k)))
    hidden = [word for word, text in bands.items() if text in {WITHHELD, f"<{k}"}]
    assert all(word in hidden for word, number in cells.items() if number < k)
    assert len(hidden) != 1
    assert not any(text.isdigit() for text in bands.values())


@given(alike=st.lists(ALIKE, max_size=12), k=st.sampled_from([5, 11]))
def test_a_report_holds_bands_alone(alike: list[Alike], k: int) -> None:
    report = report_of(alike, half_year="2026-1", k=k, people=40)
    said = {band for cells in report.tables.values() for band in cells.values()} | {report.total, report.answers}
    assert said <= {"0", f"<{k}", WITHHELD, "20+", *({"5-9", "10-19"} if k == 5 else {"11-19"})}


@given(alike=st.lists(ALIKE, max_size=12))
def test_a_small_programme_is_shown_nothing_not_even_zeroes(alike: list[Alike]) -> None:
    """Relay 63: fewer people than the smallest number: every report looks the same."""
    small = [to_text(report_of(cases, half_year="2026-1", k=5, people=4)) for cases in (alike, [])]
    assert small[0] == small[1]


@given(alike=st.lists(ALIKE, min_size=1, max_size=12), data=st.data())
def test_one_case_more_changes_a_report_by_a_band_or_not_at_all(alike: list[Alike], data: st.DataObject) -> None:
    """Relay 62: two half-years that differ by one person never show a difference of one."""
    one = data.draw(ALIKE)
    more = [*alike, Alike(one.approach, one.outcome, one.rating_now, None, 1)]
    before, after = (report_of(cases, half_year="2026-1", k=5, people=40) for cases in (alike, more))
    for name, cells in before.tables.items():
        for word, text in cells.items():
            assert text == after.tables[name][word] or not (text.isdigit() or after.tables[name][word].isdigit())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\uff1d1+1"])
def test_no_cell_of_a_sheet_is_a_formula(cell: str) -> None:
    """Relay 64: it is quoted, and begins with an apostrophe."""
    text = sheet([["plain", cell]])
    assert text.startswith('"plain","\'')
    assert next(csv.reader(io.StringIO(text, newline=""))) == ["plain", f"'{cell}"]


def test_half_years_are_told_from_the_last_one_that_is_over() -> None:
    found = half_years_until(NOON.date())
    assert [next(found) for _ in range(3)] == ["2026-1", "2025-2", "2025-1"]


@pytest.mark.parametrize("half_year", ["", "2026", "2026-3", "2026-2", "9999-1", "0000-1", "२०२५-1", "2025-1x", "-1"])
def test_only_a_half_year_that_is_over_is_one(half_year: str) -> None:
    assert not is_over(half_year, week=2960)
    assert is_over("2026-1", week=2960)
