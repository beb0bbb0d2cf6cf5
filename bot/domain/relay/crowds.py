"""How many people a request could be from, in bands: a number would tell who has just left."""

from collections.abc import Mapping, Set
from enum import StrEnum

FEW = 5
"""Below this a request could point at its author."""
READERS = 2
"""A request is given to so many."""


class Band(StrEnum):
    """How many people could have written this, the requester among them."""

    FIFTY = "fifty"
    TWENTY = "twenty"
    TEN = "ten"
    FIVE = "five"
    FEWER = "fewer"


LEAST = {Band.FIFTY: 50, Band.TWENTY: 20, Band.TEN: 10, Band.FIVE: FEW}


def fewest_left(people: Set[str], ties: Mapping[str, Set[str]]) -> int:
    """Return of how many people a request could still be, whoever of `ties` is given it.

    Whoever is given a request knows that it is of nobody with whom they have ties: those are never given it.

    Args:
        people: who could have written it.
        ties: with whom each of those who may be given it has ties, themselves among them.
    """
    known = sorted((len(people & each) for each in ties.values()), reverse=True)
    return max(0, len(people) - sum(known[:READERS]))


def band_of(people: int) -> Band:
    """Return the band that a number of people falls into."""
    return next((band for band, least in LEAST.items() if people >= least), Band.FEWER)
