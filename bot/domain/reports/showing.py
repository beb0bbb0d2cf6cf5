"""The tables as they are shown: every number rounded down to a multiple of the smallest one that is."""

from bot.domain.reports.grids import ANY, Grid
from bot.domain.reports.tables import Split, Table
from bot.domain.reports.words import WORDS
from bot.domain.reports.worlds import Cell, Name, World


def tables_of(world: World, *, k: int) -> tuple[Table, ...]:
    """Return the tables as they are shown.

    Where a fact is known of all, of as many is said to be known as the measure speaks of: a number of its own would
    tell of which of two ways it was made, and so that something was kept back.
    """
    return tuple(_table(world, name, grid, k) for name, grid in world.grids.items())


def _table(world: World, name: Name, grid: Grid, k: int) -> Table:
    measure, split = name
    units = _units(world, (measure, Split.ALL), k)
    is_known_of_all = len(grid.numbers) == len(grid.groups)
    known = units if is_known_of_all else _units(world, name, k)
    return Table(
        measure=measure,
        split=split,
        words=WORDS[measure],
        groups=grid.groups,
        cells=tuple(
            tuple(_shown(world, Cell(measure, split, row, column), k) for column in range(len(grid.numbers[row])))
            for row in range(len(grid.groups))
        ),
        units=units,
        known=min(known, units) if known and units else None,
    )


def _shown(world: World, cell: Cell, k: int) -> int | None:
    number = world.number(cell)
    return number - number % k if cell in world.shown else None


def _units(world: World, name: Name, k: int) -> int | None:
    """Return how many a table speaks of; where that is kept back, what is shown adds up to: it tells nothing more."""
    least, most = world.spans[name]
    if most < ANY:
        return least or None
    cells = (cell for cell in world.shown if (cell.measure, cell.split) == name)
    return sum(_shown(world, cell, k) or 0 for cell in cells) or None
