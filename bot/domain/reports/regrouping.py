"""How one unit of a table that is split could belong to another group, with every number that is shown as it is.

How many each word counts stays, so that no table with another split, nor the one of all together, is touched.
"""

from collections.abc import Iterator

from bot.domain.reports.grids import Step, path
from bot.domain.reports.tables import Measure
from bot.domain.reports.words import WORDS, kind_of, peers_of
from bot.domain.reports.worlds import Cell, World


def regrouped(world: World, cell: Cell) -> Iterator[list[Step]]:
    """Yield ways to take one unit out of a cell: within its table, or by a unit that is of another group altogether."""
    grid = world.grids[cell.measure, cell.split]
    first = Step(grid, cell.row, cell.column, -1)
    if cell.measure is not Measure.PAIRS and (found := path(grid, (True, cell.row), (False, cell.column))):
        yield [first, *found]
    for row in range(len(grid.groups)):
        own = _into(world, cell, row) if row != cell.row else None
        others = _alongside(world, cell, row) if own is not None else None
        if own is not None and others is not None:
            yield [first, *own, *others]


def _into(world: World, cell: Cell, row: int) -> list[Step] | None:
    """Return how another row has one unit more, of the cell's word."""
    grid = world.grids[cell.measure, cell.split]
    if cell.measure is Measure.PAIRS:
        step = Step(grid, row, cell.column, 1)
        return [step] if step.fits else None
    return path(grid, (True, row), (False, cell.column))


def _alongside(world: World, cell: Cell, row: int) -> list[Step] | None:
    """Return how everything else that counts the same unit has it in the other row too, under whatever word."""
    steps = []
    kind = kind_of(cell.measure, cell.column)
    pairs = world.grids.get((Measure.PAIRS, cell.split))
    if kind and pairs and cell.measure is not Measure.PAIRS:
        column = WORDS[Measure.PAIRS].index(kind)
        steps = [Step(pairs, cell.row, column, -1), Step(pairs, row, column, 1)]
        if not all(step.fits for step in steps):
            return None
    for measure in peers_of(cell.measure, cell.column):
        if grid := world.grids.get((measure, cell.split)):
            found = path(grid, (True, row), (True, cell.row))
            if found is None:
                return None
            steps += found
    return steps
