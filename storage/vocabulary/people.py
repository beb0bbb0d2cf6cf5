"""Who people are in their faculty, and how they stand to each other."""

from enum import StrEnum


class Rank(StrEnum):
    """Academic rank, as the study's faculty held it."""

    LECTURER = "lecturer"
    ASSISTANT = "assistant"
    ASSOCIATE = "associate"
    FULL = "full"


class Stream(StrEnum):
    """What somebody's appointment is mostly for, as the study's institutions call it."""

    TEACHER = "teacher"
    EDUCATOR = "educator"
    INVESTIGATOR = "investigator"
    SCIENTIST = "scientist"
    ADMINISTRATOR = "administrator"


class Authority(StrEnum):
    """How one colleague has a say in another's career."""

    CHAIR = "chair"
    """Heads the other's department."""
    CHIEF = "chief"
    """Heads the other's division."""
    SUPERVISOR = "supervisor"
    """Is whom the other reports to."""
