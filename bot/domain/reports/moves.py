"""Whether a report would read the same with nobody in one of its cells: found by moving whoever is in it elsewhere.

Nobody can work out a number of which the report would be the same were it zero: not by sums over a table, not from
another table of the same measure, not from another measure of the same pairs, and not from the report before.
"""

from bot.domain.reports.grids import take
from bot.domain.reports.regrouping import regrouped
from bot.domain.reports.rewording import reworded
from bot.domain.reports.tables import Split
from bot.domain.reports.worlds import Cell, World


def emptied(world: World, cell: Cell) -> World | None:
    """Return a world of which the report is the same and in which nobody is in that cell; None if none is found."""
    other = world.copy(split=cell.split)
    highs = other.grids[cell.measure, cell.split].highs[cell.row]
    while number := other.number(cell):
        highs[cell.column] = number - 1
        if not _is_one_less(other, cell):
            return None
    return other


def _is_one_less(world: World, cell: Cell) -> bool:
    """Take one unit out of the cell, and return whether that was possible."""
    for steps in reworded(world, cell) if cell.split is Split.ALL else regrouped(world, cell):
        take(steps)
        if world.is_true():
            return True
        take(steps, back=True)
    return False
