"""All tables of one report at once: what must hold among them, whoever reads it."""

from collections.abc import Iterator, Mapping

from bot.domain.reports.grids import Grid
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import ACTIVE, LOADS, WORDS
from storage.records import record

Name = tuple[Measure, Split]


@record
class Cell:
    """One cell of one table, by the places of its group and its word."""

    measure: Measure
    split: Split
    row: int
    column: int


@record
class World:
    """The numbers of every table as they are, or as they might be."""

    grids: Mapping[Name, Grid]
    spans: Mapping[Name, tuple[int, int]]
    """How many a reader knows each table to speak of, at the least and at the most: of those whose fact is known."""
    dark: frozenset[Measure]
    """Of these nothing is shown, in no table, nor how many units they speak of: any number may stand anywhere."""
    shown: frozenset[Cell]

    def copy(self, *, split: Split) -> "World":
        """Return the same, whose tables of one split are to be changed apart; of what is not split, all of them."""
        return World(
            {name: grid.copy() if split in {Split.ALL, name[1]} else grid for name, grid in self.grids.items()},
            self.spans,
            self.dark,
            self.shown,
        )

    def number(self, cell: Cell) -> int:
        """Return what stands in a cell."""
        return self.grids[cell.measure, cell.split].number(cell.row, cell.column)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell that the report has a place for."""
        return places(self.grids)

    def is_true(self) -> bool:
        """Return whether mentors with so many mentees can have, together, as many as there are active pairs.

        What holds among the tables of one measure, and among measures that count the same, holds after every move.
        There is no other rule that a reader could be sure of: whoever has left since is not counted, nor is a pair with
        them, so that there may be fewer pairs than people who found a mentor, or than went on from the last half-year.
        """
        mentors, pairs = self.grids.get((Measure.LOAD, Split.ALL)), self.grids.get((Measure.PAIRS, Split.ALL))
        if mentors is None or pairs is None or Measure.LOAD in self.dark:
            return True
        active = pairs.numbers[0][WORDS[Measure.PAIRS].index(ACTIVE)]
        counts = zip(mentors.numbers[0], LOADS.values(), strict=True)
        return active <= sum(count * (most or active) for count, (_, most) in counts)


def places(grids: Mapping[Name, Grid]) -> Iterator[Cell]:
    """Yield every cell that a report of these tables has a place for."""
    for (measure, split), grid in grids.items():
        for row in range(len(grid.groups)):
            yield from (Cell(measure, split, row, column) for column in range(len(grid.numbers[row])))
