"""What a pair works on: goals, meetings, topics, action items, suggestions."""

from enum import StrEnum


class Area(StrEnum):
    """The four areas of a mentoring conversation."""

    CAREER = "career"
    ADMINISTRATION = "administration"
    EDUCATION = "education"
    PERSONAL = "personal"


class Horizon(StrEnum):
    """How far ahead a goal looks."""

    NEXT_MEETING = "next_meeting"
    ONE_YEAR = "one_year"
    THREE_YEARS = "three_years"
    FIVE_YEARS = "five_years"
    TEN_YEARS = "ten_years"


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """What became of a meeting. A planned one whose time has passed stays planned until somebody tells."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    """The time passed and they did not meet."""
    CANCELLED = "cancelled"
    """Called off before its time."""


class TopicState(StrEnum):
    """What became of an agenda item. An open one stands on the next agenda, whichever meeting that is."""

    OPEN = "open"
    DISCUSSED = "discussed"
    DROPPED = "dropped"


class ItemState(StrEnum):
    """What became of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class AdviceState(StrEnum):
    """What the mentee did with a suggestion: advice is no order."""

    OPEN = "open"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    PARKED = "parked"
