"""One table of true numbers, what a reader of the report can know of each, and how one unit can be moved in it."""

from collections import deque
from collections.abc import Iterator, Sequence

from storage.records import record

ANY = 1 << 40
"""More than there are people: nothing is known of how large a number is at most."""

Node = tuple[bool, int]
"""A row (True) or a column, by its place."""


@record
class Grid:
    """The numbers of one table, by row and column, and between which ones a reader knows each to be.

    Whoever is in no group that is shown has a row of their own, the last one, which the report does not show.
    """

    groups: tuple[str, ...]
    numbers: list[list[int]]
    lows: list[list[int]]
    highs: list[list[int]]

    def copy(self) -> "Grid":
        """Return the same, to be changed apart."""
        return Grid(self.groups, *([row[:] for row in rows] for rows in (self.numbers, self.lows, self.highs)))

    def number(self, row: int, column: int) -> int:
        """Return what stands in one cell."""
        return self.numbers[row][column]

    def known(self) -> int:
        """Return how many stand in a group that is shown."""
        return sum(sum(row) for row in self.numbers[: len(self.groups)])


@record
class Step:
    """One more, or one fewer, in one cell of a table."""

    grid: Grid
    row: int
    column: int
    by: int

    @property
    def fits(self) -> bool:
        """Whether a reader could still not tell."""
        number = self.grid.numbers[self.row][self.column] + self.by
        return self.grid.lows[self.row][self.column] <= number <= self.grid.highs[self.row][self.column]


def take(steps: Sequence[Step], *, back: bool = False) -> None:
    """Take these steps, or take them back."""
    for step in steps:
        step.grid.numbers[step.row][step.column] += -step.by if back else step.by


def path(grid: Grid, start: Node, end: Node) -> list[Step] | None:
    """Return the fewest steps after which `start` counts one unit differently and `end` takes it up; None for none.

    A row that it starts from has one more, a column one fewer; a row that it ends at has one fewer, a column one more.
    Every other row and column counts as many as before, and each cell stays what a reader may take it for.
    """
    came: dict[Node, Step | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        node = waiting.popleft()
        for following, step in _steps_from(grid, node):
            if following not in came and step.fits:
                came[following] = step
                waiting.append(following)
    return _back_from(end, came) if end in came else None


def _steps_from(grid: Grid, node: Node) -> Iterator[tuple[Node, Step]]:
    is_row, place = node
    if is_row:
        yield from (((False, column), Step(grid, place, column, 1)) for column in range(len(grid.numbers[place])))
    else:
        yield from (((True, row), Step(grid, row, place, -1)) for row in range(len(grid.numbers)))


def _back_from(end: Node, came: dict[Node, Step | None]) -> list[Step]:
    steps, node = [], end
    while step := came[node]:
        steps.append(step)
        node = (step.by > 0, step.row if step.by > 0 else step.column)
    return steps
