"""What is kept back of a report, and what a reader can then know of each of its numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from bot.domain.reports.census import Census
from bot.domain.reports.grids import ANY, Grid
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import kind_of, peers_of
from bot.domain.reports.worlds import Cell, Name, World, places
from storage.records import record


@record
class Cover:
    """What is kept back beside what is too small: numbers of all together, words that are not split by some fact."""

    k: int
    cells: set[Cell] = field(default_factory=set)
    columns: set[tuple[Name, int]] = field(default_factory=set)
    units: set[Measure] = field(default_factory=lambda: {Measure.PAIRS})
    """Of which measures it is not said how many they speak of. Of all pairs it never is: from one half-year to the next
    they are nearly the same ones, and both numbers would have to be thought of together."""

    def floor(self, number: int) -> int | None:
        """Return a number as it is shown, None when it is not."""
        return number - number % self.k if number >= self.k else None

    def allows(self, cell: Cell, number: int) -> bool:
        """Return whether a number is large enough to be shown, and nothing small is given away by it."""
        return number >= self.k and cell not in self.cells


def bounded(census: Census, cover: Cover) -> World:
    """Return the true numbers, each with what a reader can know of it.

    Under a word that is not split nothing is known of any group. Of what is not shown under one that is, a reader who
    knows these rules takes it to be small; where nothing is split, unless it is kept back beside what is.
    """
    grids, spans = census.grids(), dict[Name, tuple[int, int]]()
    cells = {cell: grids[cell.measure, cell.split].number(cell.row, cell.column) for cell in places(grids)}
    told_apart = set(_told_apart(grids, cover, cells))
    shown = frozenset(cell for cell in told_apart if cover.allows(cell, cells[cell]))
    dark = frozenset({Measure.LOAD} & cover.units - {cell.measure for cell in shown})
    for cell, number in cells.items():
        grid = grids[cell.measure, cell.split]
        low = number - number % cover.k if cell in shown else 0
        is_open = cell in cover.cells or cell.measure in dark or cell not in told_apart
        grid.lows[cell.row][cell.column] = low
        grid.highs[cell.row][cell.column] = ANY if is_open else low + cover.k - 1
    for name, grid in grids.items():
        least = cover.floor(grid.known()) or 0
        spans[name] = (0, ANY) if name[0] in cover.units else (least, least + cover.k - 1)
    return World(grids, spans, dark, shown)


def _told_apart(grids: Mapping[Name, Grid], cover: Cover, cells: Mapping[Cell, int]) -> Iterable[Cell]:
    """Yield the cells under words that are told apart at all; that depends on nothing but what is shown beside them.

    A word is split by a fact where it counts, as it is shown, `k` a group or more: were a rarer one split, and all its
    groups small, two of them could tell by what is shown of both together. It is split or not: were some of its groups
    alone kept back, which ones could tell why.
    """
    for cell in cells:
        name, whole = (cell.measure, cell.split), Cell(cell.measure, Split.ALL, 0, cell.column)
        grid = grids[cell.measure, Split.ALL]
        if _is_told_elsewhere(grids, cell.measure) and _could_all_be_small(grid, cover):
            continue
        counted = (cover.floor(cells[whole]) or 0) if cover.allows(whole, cells[whole]) else 0
        is_common = counted >= cover.k * len(grids[name].groups)
        if cell.split is Split.ALL or (is_common and (name, cell.column) not in cover.columns):
            yield cell


def _is_told_elsewhere(grids: Mapping[Name, Grid], measure: Measure) -> bool:
    """Return whether other tables tell how many units a measure speaks of."""
    alike = (Measure.PAIRS, *peers_of(measure, 0)) if kind_of(measure, 0) else peers_of(measure, 0)
    return measure is not Measure.PAIRS and any((each, Split.ALL) in grids for each in alike)


def _could_all_be_small(grid: Grid, cover: Cover) -> bool:
    """Return whether a table of so many units, were nothing in it shown, would tell that each word counts somebody."""
    words, most = len(grid.numbers[0]), cover.k - 1
    return (words - 1) * most < (cover.floor(grid.known()) or 0) <= words * most
