"""Nobody can work out a small number from a report of a programme, by whatever sums and differences.

For each small number a world is found, and looked over here by rules of its own, in which it is zero and every table
of the report reads the same.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reports.cells import covered, others_of
from bot.domain.reports.census import Census
from bot.domain.reports.grids import ANY
from bot.domain.reports.kept import from_text, to_text
from bot.domain.reports.making import report_of
from bot.domain.reports.showing import tables_of
from bot.domain.reports.tables import Measure, Split, Table
from bot.domain.reports.words import ACTIVE, WORDS
from bot.domain.reports.worlds import World
from tests.censuses import drawn, later
from tests.reporting import MADE_ON, PERIOD

PROGRAMMES = int(os.environ.get("RAPPORT_PROGRAMMES", "8"))
"""How many are drawn by lot: few where changes are judged, more by hand."""
CELLS_EACH = 40
KS = (5, 6, 11)
OF_ACTIVE = (Measure.MEETINGS, Measure.AGREEMENTS, Measure.ITEMS, Measure.NOTICE)


def rows(world: World, measure: Measure, split: Split) -> list[list[int]]:
    """Return the numbers of one table."""
    return world.grids[measure, split].numbers


def reads_alike(world: World, true: World, tables: Sequence[Table], *, k: int) -> Iterator[bool]:
    """Yield for each number that a report shows, or does not, whether this world would have it so too."""
    for table in tables:
        numbers, truly = rows(world, table.measure, table.split), rows(true, table.measure, table.split)
        for column, shown in enumerate(zip(*table.cells, strict=True)):
            is_split = any(number is not None for number in shown) or is_told_apart(table, k=k)
            for row, number in enumerate(shown):
                is_small = is_split and truly[row][column] < k and table.measure not in world.dark
                least, most = (0, k - 1 if is_small else ANY) if number is None else (number, number + k - 1)
                yield least <= numbers[row][column] <= most
        if table.measure is not Measure.PAIRS:
            yield from _speaks_of_as_many(numbers, truly, table, k=k)


def is_told_apart(table: Table, *, k: int) -> bool:
    """Return whether what is not shown of a table is small for sure: of one that is not split, unless it is left out.

    It is where so many, with nothing shown, could not but be somebody under each word.
    """
    shows_any = any(number is not None for number in table.cells[0])
    return table.split is Split.ALL and (shows_any or (table.units or 0) <= (len(table.words) - 1) * (k - 1))


def _speaks_of_as_many(numbers: list[list[int]], truly: list[list[int]], table: Table, *, k: int) -> Iterator[bool]:
    """Yield whether as many are known of, rounded down, where the report says so."""
    known, truly_known = (sum(map(sum, each[: len(table.groups)])) for each in (numbers, truly))
    if table.known is not None and table.known == truly_known - truly_known % k:
        yield known - known % k == table.known


def adds_up(world: World) -> Iterator[bool]:
    """Yield whether the tables of a world agree with each other."""
    for (measure, split), grid in world.grids.items():
        whole = rows(world, measure, Split.ALL)[0]
        yield [sum(column) for column in zip(*grid.numbers, strict=True)] == whole
        if measure in (*OF_ACTIVE, Measure.CLOSURES):
            word = "ended" if measure is Measure.CLOSURES else "active"
            column = WORDS[Measure.PAIRS].index(word)
            pairs = [row[column] for row in rows(world, Measure.PAIRS, split)[: len(grid.groups)]]
            yield [sum(row) for row in grid.numbers[: len(grid.groups)]] == pairs
    one, three, six, more = rows(world, Measure.LOAD, Split.ALL)[0]
    active = rows(world, Measure.PAIRS, Split.ALL)[0][0]
    yield bool(more) or active <= one + 3 * three + 6 * six or Measure.LOAD in world.dark


@given(seed=st.integers(0, 2**32))
@settings(max_examples=PROGRAMMES)
def test_every_small_number_of_a_report_might_as_well_be_zero(seed: int) -> None:
    """Of any programme, and of the same one a half-year later."""
    lot = Random(seed)
    first, k = drawn(lot), lot.choice(KS)
    for programme in (first, later(lot, first)):
        world = covered(programme.census(), k=k)
        tables = tables_of(world, k=k)
        assert all(adds_up(world))
        assert all(reads_alike(world, world, tables, k=k))
        small = list(others_of(world, k=k))
        assert {cell for cell, _ in small} == {cell for cell in world.cells() if 0 < world.number(cell) < k}
        for cell, other in lot.sample(small, min(len(small), CELLS_EACH)):
            assert other is not None, cell
            assert other.number(cell) == 0
            assert all(adds_up(other)), cell
            assert all(reads_alike(other, world, tables, k=k)), cell


@given(seed=st.integers(0, 2**32))
@settings(max_examples=PROGRAMMES)
def test_no_number_of_a_report_is_small_and_none_of_two_differ_by_little(seed: int) -> None:
    lot = Random(seed)
    first, k = drawn(lot), lot.choice(KS)
    made = [
        report_of(each.census(), period=PERIOD, k=k, made_on=MADE_ON, people=len(each.pairs))
        for each in (first, later(lot, first))
    ]
    for report in made:
        numbers = [report.people, *(n for table in report.tables for n in (table.units, table.known))]
        numbers += [number for table in report.tables for cells in table.cells for number in cells]
        assert all(number % k == 0 and number >= k for number in numbers if number is not None)
        assert all(table.known <= table.units for table in report.tables if table.known and table.units)
        assert from_text(to_text(report)) == report


def looks(numbers: Mapping[tuple[str, str], int], *, k: int, of_pairs: bool) -> tuple[Table, ...]:
    """Return what is shown of so many agreements at each site; with `of_pairs`, of all pairs as well."""
    agreed = [(site, word) for (site, word), count in numbers.items() for _ in range(count)]
    pairs = {Measure.PAIRS: [(site, ACTIVE) for site, _ in agreed]} if of_pairs else {}
    sites = {Split.SITE: {site: site for site, _ in numbers}}
    return tables_of(covered(Census({**pairs, Measure.AGREEMENTS: agreed}, sites), k=k), k=k)


def told(possible: Mapping[tuple[Table, ...], Sequence[set[int]]], *, k: int) -> list[object]:
    """Return each look from which follows that a number is small, and not zero."""
    return [(look, seen) for look, sets in possible.items() for seen in sets if max(seen) < k and 0 not in seen]


@pytest.mark.parametrize(("sites", "k", "most"), [("N", 3, 8), ("NS", 2, 3)])
def test_whoever_knows_the_rules_and_tries_every_table_that_looks_the_same_learns_of_no_small_number(
    sites: str, k: int, most: int
) -> None:
    """For each look, and each cell that is small in all tables of that look, it may also be zero."""
    places = [(site, word) for site in sites for word in WORDS[Measure.AGREEMENTS]]
    possible: dict[tuple[Table, ...], list[set[int]]] = {}
    for numbers in product(range(most + 1), repeat=len(places)):
        look = looks(dict(zip(places, numbers, strict=True)), k=k, of_pairs=False)
        for seen, number in zip(possible.setdefault(look, [set() for _ in places]), numbers, strict=True):
            seen.add(number)
    assert told(possible, k=k) == []
    assert len(possible) > len(places)


def test_nor_does_whoever_sets_one_measure_beside_another_of_the_same_pairs() -> None:
    """Every programme of up to seven pairs at two sites; of those that look like larger ones not all are tried."""
    k, most = 2, int(os.environ.get("RAPPORT_PAIRS", "6"))
    places = [(site, word) for site in "NS" for word in WORDS[Measure.AGREEMENTS]]
    possible: dict[tuple[Table, ...], list[set[int]]] = {}
    for numbers in product(range(most + 1), repeat=len(places)):
        if sum(numbers) > most:
            continue
        look = looks(dict(zip(places, numbers, strict=True)), k=k, of_pairs=True)
        in_all = (*numbers, sum(numbers[:3]), sum(numbers[3:]))
        for seen, number in zip(possible.setdefault(look, [set() for _ in in_all]), in_all, strict=True):
            seen.add(number)
    tried = {look: sets for look, sets in possible.items() if (look[0].cells[0][0] or most) <= most - k}
    assert told(tried, k=k) == []
    assert len(tried) > len(places)


def test_a_total_that_would_tell_of_a_small_number_is_not_said() -> None:
    """9, 4 and 4 are 17, shown as 15: beside a 5, which is 9 at the most, either of the others would be 2 or more."""
    (told_of,) = looks({("N", "confirmed"): 9, ("N", "in_work"): 4, ("N", "none"): 4}, k=5, of_pairs=False)
    (plain,) = looks({("N", "confirmed"): 9, ("N", "in_work"): 3, ("N", "none"): 2}, k=5, of_pairs=False)
    assert told_of.cells == plain.cells == ((5, None, None),)
    assert (told_of.units, plain.units) == (5, 10)


def test_of_how_many_a_fact_is_known_does_not_tell_that_something_is_kept_back() -> None:
    """Of 4, 1 and 1 the total is kept back, or it would tell of both ones; what stands there reads as 4, 1 and 0 do."""
    five = {("N", "confirmed"): 1, ("S", "confirmed"): 3, ("S", "in_work"): 1}
    assert looks({**five, ("S", "none"): 1}, k=2, of_pairs=False) == looks(five, k=2, of_pairs=False)
