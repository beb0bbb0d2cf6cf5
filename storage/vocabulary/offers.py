"""What people offer as mentors."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether a mentor takes somebody on."""

    OPEN = "open"
    PAUSED = "paused"
    """Not before a day that they have named."""
    CLOSED = "closed"
    """Not now, and nobody finds them."""


class Stage(StrEnum):
    """How long a mentee has been on faculty."""

    EARLY = "early"
    """The first three years."""
    MIDDLE = "middle"
    """Four to ten years."""
    LATE = "late"
    """More than ten years."""


class Experience(StrEnum):
    """How many people of one stage a mentor has mentored, as they say it themselves."""

    NONE_YET = "none_yet"
    FEW = "few"
    """One to three."""
    SEVERAL = "several"
    """Four to ten."""
    MANY = "many"
    """More than ten."""


class Strength(StrEnum):
    """What a mentor can help with; each belongs to one of the four areas."""

    PROMOTION = "promotion"
    RESEARCH = "research"
    PAPERS = "papers"
    GRANTS = "grants"
    CONTACTS = "contacts"
    LEADING = "leading"
    COMMITTEES = "committees"
    RESOURCES = "resources"
    TIME = "time"
    TEACHING = "teaching"
    SUPERVISING = "supervising"
    COURSES = "courses"
    PORTFOLIO = "portfolio"
    BALANCE = "balance"
    CARE = "care"
    WELLBEING = "wellbeing"
    DIRECTION = "direction"


class Thinking(StrEnum):
    """How somebody thinks best."""

    ALOUD = "aloud"
    AHEAD = "ahead"
    """After a day or a night with the question."""


class Grain(StrEnum):
    """What somebody wants to hear first."""

    OVERVIEW = "overview"
    DETAIL = "detail"


class InquiryState(StrEnum):
    """How far a colleague has come who would like to hear what a mentor is like."""

    OPEN = "open"
    """One of those who are willing has been asked to talk."""
    AGREED = "agreed"
    """One of them has said yes."""
    NOBODY = "nobody"
    """None of them can talk now, or the mentor no longer agrees to it."""
    WITHDRAWN = "withdrawn"
