"""Pairs, and how often they meet."""

from enum import StrEnum


class Side(StrEnum):
    """The two sides of a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class PairState(StrEnum):
    """How far a pair has come."""

    PROPOSED = "proposed"
    """A facilitator has named the two; not both have said yes."""
    TALKING = "talking"
    """Both are willing; they have a first conversation before either decides."""
    HELD = "held"
    """Both have said yes, and a conflict of interests must be settled before it begins."""
    ACTIVE = "active"
    """Both have said yes."""
    ENDED = "ended"
    """It came to its close. Nobody's fault is asked or kept."""
    DECLINED = "declined"
    """One of them would rather not. Which one is kept nowhere."""


class Cadence(StrEnum):
    """How often a pair wants to meet: from monthly to twice a year, as the pairs of the study did."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    THREE_A_YEAR = "three_a_year"
    TWICE_A_YEAR = "twice_a_year"
