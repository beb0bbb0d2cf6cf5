"""What people plan for themselves, and what their time goes into."""

from enum import StrEnum


class Duty(StrEnum):
    """The four parts of an academic appointment."""

    TEACHING = "teaching"
    CLINICAL = "clinical"
    RESEARCH = "research"
    ADMINISTRATION = "administration"


class Paper(StrEnum):
    """What somebody may let the other side of a pair read."""

    PLAN = "plan"
    """Where they want to be in one, three, five and ten years."""
    TIME = "time"
    """How their time is split, beside their job description."""
