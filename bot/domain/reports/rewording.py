"""How one unit of a whole measure could count under another word, or nowhere, with every number that is shown as it is.

It does so in each table of the measure, whatever that is split by, and in those of all others that count the same unit.
"""

from collections.abc import Iterator, Sequence

from bot.domain.reports.grids import Grid, Step, path
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import POPULATIONS, WORDS, kind_of, peers_of
from bot.domain.reports.worlds import Cell, World
from storage.records import record


@record
class Change:
    """One unit more, or one fewer, under one word of a measure."""

    measure: Measure
    column: int
    by: int


def reworded(world: World, cell: Cell) -> Iterator[list[Step]]:
    """Yield ways to take one unit out of a cell of a table that is not split."""
    kind = kind_of(cell.measure, cell.column)
    ways = [_to_word(world, cell, column) for column in range(len(WORDS[cell.measure]))]
    ways += [_to_kind(world, cell, kind, other) for other in ("", *(WORDS[Measure.PAIRS] if kind else ()))]
    yield from (steps for steps in ways if steps is not None)


def _to_word(world: World, cell: Cell, column: int) -> list[Step] | None:
    """Return how one unit goes from the cell's word to another, in each table of the measure. Pairs go another way."""
    if column == cell.column or cell.measure is Measure.PAIRS:
        return None
    found = [
        path(grid, (False, cell.column), (False, column))
        for (measure, _), grid in world.grids.items()
        if measure is cell.measure
    ]
    return None if None in found else [step for steps in found for step in steps or ()]


def _to_kind(world: World, cell: Cell, kind: str, other: str) -> list[Step] | None:
    """Return how one unit of the cell is a pair of another kind or, where that is empty, is not there at all."""
    if kind and other == kind:
        return None
    leaving = [cell.measure, *peers_of(cell.measure, cell.column)]
    fewer = [_change(world, measure, -1, given=cell) for measure in leaving]
    more = [_change(world, measure, 1) for measure in POPULATIONS.get(other, ())]
    of_pairs = [(kind, -1)] if kind and cell.measure is not Measure.PAIRS else []
    named = [(word, by) for word, by in (*of_pairs, (other, 1)) if word]
    pairs = [Change(Measure.PAIRS, WORDS[Measure.PAIRS].index(word), by) for word, by in named]
    changes = [*fewer, *more, *pairs]
    if None in changes:
        return None
    wanted = [each for each in changes if each]
    changing = {each.measure for each in wanted}
    splits = dict.fromkeys(split for measure, split in world.grids if measure in changing)
    found = [_changed(world, split, wanted) for split in splits]
    return None if None in found else [step for steps in found for step in steps or ()]


def _change(world: World, measure: Measure, by: int, *, given: Cell | None = None) -> Change | None:
    """Return under which word a measure can have one unit more, or one fewer; under that of the cell, if it is its own.

    None where a reader could tell. A measure without a table changes under any word.
    """
    if given and given.measure is measure:
        return Change(measure, given.column, by)
    grid = world.grids.get((measure, Split.ALL))
    columns = range(len(WORDS[measure]))
    fitting = [column for column in columns if grid is None or Step(grid, 0, column, by).fits]
    return Change(measure, fitting[0], by) if fitting else None


def _changed(world: World, split: Split, changes: Sequence[Change]) -> list[Step] | None:
    """Return how these changes come about in one row, the same in each table; None where a reader could tell."""
    grids = [(world.grids[each.measure, split], each) for each in changes if (each.measure, split) in world.grids]
    for row in range(max(len(grid.numbers) for grid, _ in grids)):
        found = [_in_row(world, split, grid, row, each) for grid, each in grids]
        if None not in found:
            return [step for steps in found for step in steps or ()]
    return None


def _in_row(world: World, split: Split, grid: Grid, row: int, change: Change) -> list[Step] | None:
    if row >= len(grid.numbers):
        return None
    if change.measure is Measure.PAIRS:  # Its other columns may not shift: measures of their own count them.
        step = Step(grid, row, change.column, change.by)
        return [step] if step.fits else None
    least, most = world.spans[change.measure, split]
    known = grid.known() + (change.by if row < len(grid.groups) else 0)
    ends: tuple[tuple[bool, int], tuple[bool, int]] = ((True, row), (False, change.column))
    return path(grid, *(ends if change.by > 0 else reversed(ends))) if least <= known <= most else None
