"""Who was counted under which word, and the true numbers of every table: read by the rules beside them alone."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.reports.grids import ANY, Grid
from bot.domain.reports.groups import in_order
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import WORDS, splits_of
from bot.domain.reports.worlds import Name
from storage.records import record

EVERYBODY = ("",)
"""The groups of a table that is not split."""
LEAST_GROUPS = 2


@record
class Census:
    """What was found of one half-year."""

    placed: Mapping[Measure, Sequence[tuple[str, str]]]
    """For each unit of a measure, whose facts count (a member's id, or what stands for one) and its word."""
    facts: Mapping[Split, Mapping[str, str]]
    """The group of each of them; of whom the fact is not known, or whose group is not shown, is left out."""
    of_a_year: int = 0
    """Of how many people those speak who have said something of an academic year."""

    def groups(self, split: Split) -> tuple[str, ...]:
        """Return the groups of one split, in order."""
        return in_order(split, set(self.facts[split].values())) if split is not Split.ALL else EVERYBODY

    def grids(self) -> dict[Name, Grid]:
        """Return the true numbers of every table, of which nothing is known yet."""
        names = [(measure, split) for measure in self.placed for split in (Split.ALL, *splits_of(measure))]
        return {
            (measure, split): self._grid(measure, split)
            for measure, split in names
            if split is Split.ALL or (split in self.facts and len(self.groups(split)) >= LEAST_GROUPS)
        }

    def _grid(self, measure: Measure, split: Split) -> Grid:
        groups, words, placed = self.groups(split), WORDS[measure], self.placed[measure]
        facts = self.facts.get(split, {})
        found = Counter((facts.get(each) if split is not Split.ALL else "", word) for each, word in placed)
        is_known_of_all = not any(group is None for group, _ in found)
        rows: list[str | None] = [*groups] if is_known_of_all else [*groups, None]
        numbers = [[found[group, word] for word in words] for group in rows]
        return Grid(groups, numbers, [[0] * len(words) for _ in rows], [[ANY] * len(words) for _ in rows])
