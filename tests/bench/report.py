"""What a measure gives back, and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Peer:
    """One line of a table: somebody's numbers, in the units that the headings name."""

    name: str
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measured promise, with one bound.

    Attributes:
        key: the name under which the median stands in the JSON object.
        ratios: one for each run; a count or a number of seconds where the promise is about that.
        at_most: the bound that the median must not exceed, or
        at_least: the one that it must reach.
        headings: of the peers' numbers, with units.
        peers: the product, those it is compared with, and the limit; each number the median over the runs.
    """

    key: str
    ratios: tuple[float, ...]
    at_most: float | None = None
    at_least: float | None = None
    headings: tuple[str, ...]
    peers: tuple[Peer, ...]

    def __post_init__(self) -> None:
        """Refuse a promise that cannot be broken, or that two bounds tear apart."""
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"{self.key} needs one of at_most and at_least")

    @property
    def ratio(self) -> float:
        """The median over the runs."""
        return median(self.ratios)

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds."""
        is_small_enough = self.at_most is None or self.ratio <= self.at_most
        return is_small_enough and (self.at_least is None or self.ratio >= self.at_least)


def p99(values: Sequence[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return quantiles(values, n=100, method="inclusive")[98]


def medians(name: str, runs: Sequence[tuple[float, ...]]) -> Peer:
    """Return one peer's line: the median over the runs, number by number."""
    return Peer(name, tuple(median(column) for column in zip(*runs, strict=True)))


def table(*results: Result) -> str:
    """Return the results as text: a heading, a line per peer, the verdicts. Neighbours with the same peers share."""
    lines = []
    for _, of_same in groupby(results, key=lambda result: (result.headings, result.peers)):
        same = list(of_same)
        lines += _peer_lines(same[0]) + [_verdict(result) for result in same]
    return "\n".join(lines)


def _peer_lines(result: Result) -> list[str]:
    width = max(len(peer.name) for peer in result.peers)
    heading = " " * width + "".join(f"{heading:>12}" for heading in result.headings)
    return [
        heading,
        *(f"{peer.name:<{width}}" + "".join(f"{each:>12.2f}" for each in peer.numbers) for peer in result.peers),
    ]


def _verdict(result: Result) -> str:
    runs = ", ".join(f"{ratio:.3f}" for ratio in result.ratios)
    bound = f"at least {result.at_least}" if result.at_most is None else f"at most {result.at_most}"
    return f"{result.key} = {result.ratio:.3f} (runs: {runs}), {bound}: {'kept' if result.is_kept else 'BROKEN'}"
