"""What a report may show: bands, and of small numbers neither they themselves nor what would lead to them.

After the rules of statistical offices: a cell below `k` is not shown, and when it is the only one of its table the next
smallest is withheld with it, for a total less what is shown would give it away (CMS cell size suppression policy;
FCSM Statistical Policy Working Paper 22).
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from storage.records import record

STEPS = (10, 20)
"""Where bands begin above the smallest number that is shown."""
SMALLEST_K = 5
LEAST_SHOWN = 2
"""A table in which fewer cells could be shown is withheld whole: so many look like it that it tells of none."""
WITHHELD = "withheld"

Word = TypeVar("Word")


@record
class Span:
    """What a reader can know of a number: no less, and no more unless None."""

    least: int
    most: int | None


def band(number: int, *, k: int) -> str:
    """Return a number of cases as it may be shown on its own: `<5`, `5-9`, `10-19`, `20+`."""
    if number < k:
        return f"<{k}"
    span = _span(number, k)
    return f"{span.least}+" if span.most is None else f"{span.least}-{span.most}"


def total_band(number: int, *, k: int) -> str:
    """Return a total as it may be shown: of totals nothing at all may be told apart from little."""
    return band(number, k=k) if number else "0"


def band_floor(number: int, *, k: int) -> int:
    """Return what a reader of a total's band can know that it is at least."""
    return min(number, 1) if number < k else _span(number, k).least


def table(cells: Mapping[Word, int], *, k: int, least_total: int) -> dict[Word, str]:
    """Return the cells of one table as they may be shown.

    Args:
        cells: how many cases each word counts.
        k: the smallest number that may be shown.
        least_total: what a reader can know from elsewhere that the table adds up to at least.
    """
    small = [word for word, number in cells.items() if number < k]
    others = sorted((number, str(word), word) for word, number in cells.items() if number >= k)
    withheld = [others[0][2]] if len(small) == 1 and others else []
    open_cells = [number for number, _, word in others if word not in withheld]
    if len(open_cells) < LEAST_SHOWN or _gives_away(
        open_cells, small_cells=len(small), k=k, least_total=least_total, hides_one=bool(withheld)
    ):
        return dict.fromkeys(cells, WITHHELD)
    return {word: WITHHELD if word in withheld else band(number, k=k) for word, number in cells.items()}


def least_of(cells: Mapping[Word, int], *, k: int) -> int:
    """Return what a reader of this table can know that it adds up to at least, were every band in it shown."""
    return sum(_span(number, k).least for number in cells.values() if number >= k)


def _gives_away(open_cells: Sequence[int], *, small_cells: int, k: int, least_total: int, hides_one: bool) -> bool:
    """Whether the total tells of a certain small cell that it cannot be empty: the others, at their most, fall short.

    The cell that is withheld with a small one is known to be no larger than any that is shown.
    """
    mosts = [_span(number, k).most for number in open_cells]
    known = [most for most in mosts if most is not None]
    if not small_cells or len(known) < len(mosts):
        return False
    return sum(known) + (min(known) if hides_one else 0) + (small_cells - 1) * (k - 1) < least_total


def _span(number: int, k: int) -> Span:
    """Return the band around a number of `k` or more."""
    edges = [k, *(step for step in STEPS if step > k)]
    least = max(edge for edge in edges if edge <= number)
    above = [edge for edge in edges if edge > least]
    return Span(least, above[0] - 1 if above else None)
