"""Nobody can work out a small number from what a report says of a year, from one of its three tables or from all."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations_with_replacement, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reports.cells import covered, others_of
from bot.domain.reports.census import Census
from bot.domain.reports.response import with_response
from bot.domain.reports.showing import tables_of
from bot.domain.reports.tables import Measure, Split, Table
from bot.domain.reports.words import OF_A_YEAR
from bot.domain.reports.worlds import Cell, World
from storage.vocabulary import Course, YearAnswer

Line = tuple[StrEnum, ...]
"""How the mentoring of somebody went, and what they answered."""
PROGRAMMES = int(os.environ.get("RAPPORT_PROGRAMMES", "8"))
"""How many are drawn by lot: few where changes are judged, more by hand."""
MOST_LINES = int(os.environ.get("RAPPORT_LINES", "4"))
"""How many people have said something, at the most, where all that they can have said is tried."""
CELLS_EACH = 40
KS = (5, 6, 11)
ANSWERS = tuple(YearAnswer)
THREE = OF_A_YEAR[::-1]
"""The one that is split comes first."""


def census_of(
    lines: Sequence[Line], *, ways: Sequence[Course] = tuple(Course), measures: Sequence[Measure] = THREE
) -> Census:
    """Return what is counted of these lines, with every way in which a mentoring can go."""
    names = [f"line {number}" for number, _ in enumerate(lines)]
    placed = {
        measure: [(name, str(line[place])) for name, line in zip(names, lines, strict=True)]
        for place, measure in enumerate(measures, start=1)
    }
    courses = {f"no line, {each}": str(each) for each in ways}
    said = {name: str(line[0]) for name, line in zip(names, lines, strict=True)}
    return Census(placed, {Split.COURSE: courses | said})


def agrees(world: World) -> Iterator[bool]:
    """Yield whether the tables of a world speak of the same people: all of them answered all three questions."""
    whole, parts = (world.grids[Measure.STAYS, split].numbers for split in (Split.ALL, Split.COURSE))
    yield [sum(column) for column in zip(*parts, strict=True)] == whole[0]
    people = [sum(world.grids[measure, Split.ALL].numbers[0]) for measure in OF_A_YEAR]
    yield people[0] == people[1] == people[2]


def read(world: World, shown: World, *, k: int) -> tuple[Table, ...]:
    """Return how a world would read if the same numbers were shown of it."""
    return tables_of(World(world.grids, shown.spans, shown.dark, shown.shown), k=k)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=PROGRAMMES)
def test_every_small_number_of_a_year_might_as_well_be_zero(seed: int) -> None:
    lot = Random(seed)
    k, size, courses = lot.choice(KS), lot.choice((4, 12, 30, 80, 200)), lot.sample(list(Course), lot.randint(1, 5))
    weights = [[lot.random() ** 2 for _ in ANSWERS] for _ in OF_A_YEAR]
    lines = [
        (lot.choice(courses), *(lot.choices(ANSWERS, each)[0] for each in weights)) for _ in range(lot.randint(1, size))
    ]
    world = covered(census_of(lines), k=k)
    assert all(agrees(world))
    small = list(others_of(world, k=k))
    for cell, other in lot.sample(small, min(len(small), CELLS_EACH)):
        assert other is not None, cell
        assert other.number(cell) == 0
        assert all(agrees(other)), cell
        assert read(other, world, k=k) == read(world, world, k=k), cell


@pytest.mark.parametrize(("courses", "measures"), [(2, 1), (1, 2)])
def test_whoever_knows_the_rules_and_tries_all_that_people_can_have_said_learns_of_no_small_number(
    courses: int, measures: int
) -> None:
    """For each look, and each cell that is small in all that looks so, it may also be zero.

    Of how many people a table speaks is part of the look: those in pairs may be more or fewer than those who answered.
    """
    k, ways = 2, tuple(Course)[:courses]
    kinds = list(product(ways, *[ANSWERS] * measures))
    possible: dict[tuple[Table, ...], dict[Cell, set[int]]] = {}
    for size in range(MOST_LINES + 1):
        for lines in combinations_with_replacement(kinds, size):
            world = covered(census_of(lines, ways=ways, measures=THREE[:measures]), k=k)
            tables = tables_of(world, k=k)
            for people in range(0, MOST_LINES + 2):
                seen = possible.setdefault(with_response(tables, people=people, k=k), defaultdict(set))
                for cell in world.cells():
                    seen[cell].add(world.number(cell))
    told = [(look, cell) for look, cells in possible.items() for cell, n in cells.items() if max(n) < k and 0 not in n]
    assert told == []
    assert len(possible) > MOST_LINES
