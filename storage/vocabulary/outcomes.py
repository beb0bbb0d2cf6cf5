"""What became of people in an academic year, as they say it themselves."""

from enum import StrEnum


class YearAnswer(StrEnum):
    """An answer to one of the three questions about a year."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"
    """They would rather not say."""


class Course(StrEnum):
    """How somebody's mentoring went in an academic year."""

    TOGETHER = "together"
    """With a mentor, to its end."""
    COMPLETED = "completed"
    """With a mentor, until one of the two said that the goals were met."""
    ENDED = "ended"
    """With a mentor, until it ended without anybody's fault."""
    AS_MENTOR = "as_mentor"
    """As somebody's mentor alone."""
    NONE = "none"
    """In no pair."""
