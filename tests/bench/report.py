"""What a measure gives back, and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Peer:
    """One line of a table: somebody's numbers, in the units that the headings name."""

    name: str
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One measured promise.

    Attributes:
        key: the name under which the median stands in the JSON object.
        ratios: one for each run.
        at_most: the bound that the median must keep.
        headings: of the peers' numbers, with units.
        peers: the product, those it is compared with, and the limit; each number the median over the runs.
    """

    key: str
    ratios: tuple[float, ...]
    at_most: float
    headings: tuple[str, ...]
    peers: tuple[Peer, ...]

    @property
    def ratio(self) -> float:
        """The median over the runs."""
        return median(self.ratios)

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds."""
        return self.ratio <= self.at_most


def p99(values: Sequence[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return quantiles(values, n=100, method="inclusive")[98]


def medians(name: str, runs: Sequence[tuple[float, ...]]) -> Peer:
    """Return one peer's line: the median over the runs, number by number."""
    return Peer(name, tuple(median(column) for column in zip(*runs, strict=True)))


def table(result: Result) -> str:
    """Return the result as text: a heading, a line per peer, and the verdict."""
    width = max(len(peer.name) for peer in result.peers)
    lines = [" " * width + "".join(f"{heading:>12}" for heading in result.headings)]
    lines += [f"{peer.name:<{width}}" + "".join(f"{number:>12.2f}" for number in peer.numbers) for peer in result.peers]
    runs = ", ".join(f"{ratio:.3f}" for ratio in result.ratios)
    verdict = "kept" if result.is_kept else "BROKEN"
    lines.append(f"{result.key} = {result.ratio:.3f} (runs: {runs}), at most {result.at_most}: {verdict}")
    return "\n".join(lines)
