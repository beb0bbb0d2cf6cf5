"""How many people a request could be from, in bands: a number would tell who has just left."""

from enum import StrEnum

FEW = 5
"""Below this a request could point at its author."""


class Band(StrEnum):
    """How many people could have written this, the requester among them."""

    FIFTY = "fifty"
    TWENTY = "twenty"
    TEN = "ten"
    FIVE = "five"
    FEWER = "fewer"


LEAST = {Band.FIFTY: 50, Band.TWENTY: 20, Band.TEN: 10, Band.FIVE: FEW}


def band_of(people: int) -> Band:
    """Return the band that a number of people falls into."""
    return next((band for band, least in LEAST.items() if people >= least), Band.FEWER)
