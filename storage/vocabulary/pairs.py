"""Pairs, how they come about, and how often they meet."""

from enum import StrEnum


class Side(StrEnum):
    """The two sides of a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"

    @property
    def other(self) -> "Side":
        """Return the side across."""
        return Side.MENTEE if self is Side.MENTOR else Side.MENTOR


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


class RequestState(StrEnum):
    """How far somebody's wish for a mentor has come."""

    ASKED = "asked"
    """The mentor has not answered yet."""
    ACCEPTED = "accepted"
    """The two have, or had, a first conversation."""
    SUGGESTED = "suggested"
    """The mentor named somebody who may suit better."""
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"


class Interest(StrEnum):
    """How one of two people may depend on the other, as they declare it themselves."""

    REPORTS = "reports"
    """One reports to the other."""
    RESOURCES = "resources"
    """One decides about money, people or space that the other needs."""
    REVIEW = "review"
    """One sits on, or writes for, the other's review or promotion."""
    SHARED = "shared"
    """They share output or money: a paper, a grant, a patent, a company."""


class Cadence(StrEnum):
    """How often a pair wants to meet: from monthly to twice a year, as the pairs of the study did."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    THREE_A_YEAR = "three_a_year"
    TWICE_A_YEAR = "twice_a_year"


class ClosureKind(StrEnum):
    """How a pair came to its close, if somebody cares to say. There is none for whose fault it was."""

    GOALS_MET = "goals_met"
    MOVED_ON = "moved_on"
    CHANGED_DIRECTION = "changed_direction"
    UNSAID = "unsaid"
