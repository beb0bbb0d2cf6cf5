"""Which numbers are kept back: all below `k`, and others until none of those is given away.

A cell below `k` is not shown. Where the sums that a reader can form would still tell that somebody is in it, a cell
beside it is not shown either, and another one, until they no longer do (FCSM Statistical Policy Working Paper 22).
"""

from collections.abc import Iterator

from bot.domain.reports.census import Census
from bot.domain.reports.cover import Cover, bounded
from bot.domain.reports.moves import emptied
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import WORDS, kind_of, peers_of
from bot.domain.reports.worlds import Cell, Name, World


def covered(census: Census, *, k: int) -> World:
    """Return the true numbers, which of them are shown, and what a reader can then know of each."""
    cover = Cover(k)
    world = bounded(census, cover)
    while (told := _told(world, k=k)) and _kept_back_more(cover, world, told):
        world = bounded(census, cover)
    return world


def others_of(world: World, *, k: int) -> Iterator[tuple[Cell, World | None]]:
    """Yield each small cell, and a world in which nobody is in it and the report is the same; None if none is found."""
    found: dict[Cell, World] = {}
    small = [cell for cell in world.cells() if 0 < world.number(cell) < k]
    for cell in small:
        if cell not in found and (other := emptied(world, cell)):
            found = {each: other for each in small if not other.number(each)} | found
        yield cell, found.get(cell)


def _told(world: World, *, k: int) -> Cell | None:
    """Return the first small cell of which a reader might work out that somebody is in it; None when there is none."""
    return next((cell for cell, other in others_of(world, k=k) if other is None), None)


def _kept_back_more(cover: Cover, world: World, cell: Cell) -> bool:
    """Keep back something more, the nearest to a small cell; return False when nothing is left.

    What is chosen depends on nothing but what is shown, so that the choice tells nothing more. Of how many a table
    speaks goes first where it is not split: what is shown of it then adds up to a number that it may well be.
    """
    silent = {cell.measure, *peers_of(cell.measure, cell.column)} - cover.units
    nearest = min(world.shown, key=lambda each: _rank(world, cover, each, cell), default=None)
    is_near = nearest is not None and nearest.split is cell.split and _counts_alike(nearest, cell)
    if silent and (cell.split is Split.ALL or not is_near):
        cover.units.update(silent)
    elif nearest is None:
        return False
    elif nearest.split is Split.ALL:
        cover.cells.add(nearest)
    else:
        cover.columns.update(_together(nearest))
    return True


def _together(cell: Cell) -> Iterator[tuple[Name, int]]:
    """Yield the words that are split no longer when that of a cell is not: those of whatever counts the same units too.

    Of how many units a group has, each of them tells: one that is split beside another that is not would tell why.
    """
    yield (cell.measure, cell.split), cell.column
    kind, peers = kind_of(cell.measure, cell.column), peers_of(cell.measure, cell.column)
    alike = {cell.measure, *peers} - {Measure.PAIRS} if kind or peers else ()
    for measure in alike:
        yield from (((measure, cell.split), column) for column in range(len(WORDS[measure])))
    if kind:
        yield (Measure.PAIRS, cell.split), WORDS[Measure.PAIRS].index(kind)


def _rank(world: World, cover: Cover, one: Cell, other: Cell) -> tuple[object, ...]:
    """Return in which order numbers are kept back for a cell: of what counts its units, by the same fact, first."""
    is_near = one.split is other.split or one.split is Split.ALL
    far = (not is_near, not _counts_alike(one, other), one.split is not other.split, one.measure is not other.measure)
    whole = Cell(one.measure, Split.ALL, 0, one.column)
    shown = cover.floor(world.number(whole)) or 0
    return *far, one.column != other.column, shown, one.measure, one.split, one.row, one.column


def _counts_alike(one: Cell, other: Cell) -> bool:
    """Return whether two cells count the same units, or are of one measure."""
    kind = kind_of(one.measure, one.column)
    is_alike = one.measure in peers_of(other.measure, other.column) or (
        kind and kind == kind_of(other.measure, other.column)
    )
    return one.measure is other.measure or bool(is_alike)
