"""What a career is marked by, and what a mentor may be recognised for."""

from enum import StrEnum


class MilestoneKind(StrEnum):
    """What a day on somebody's time line is."""

    PROMOTION = "promotion"
    """A review for promotion."""
    GRANT = "grant"
    """A day on which a grant is due, decided or begun."""
    OWN = "own"
    """Whatever its owner calls it."""


class MilestoneState(StrEnum):
    """What became of it. One that is moved is ahead still, on another day."""

    AHEAD = "ahead"
    DONE = "done"
    DROPPED = "dropped"


class NamingState(StrEnum):
    """What a mentee has said to being named in a mentor's statement."""

    ASKED = "asked"
    """Nothing yet: they are counted."""
    NAMED = "named"
    COUNTED = "counted"
    """They would rather be counted only. The mentor cannot tell this from no answer."""
