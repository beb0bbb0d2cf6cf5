"""Work that the two of a pair share, and who is to have which credit for it."""

from enum import StrEnum


class CreditState(StrEnum):
    """How far a shared work has come."""

    OPEN = "open"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DROPPED = "dropped"
    """It will not be done, or not together."""
