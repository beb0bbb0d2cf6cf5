"""What one of a pair opens for the other beyond advice, and what each may do with it."""

from enum import StrEnum


class DoorKind(StrEnum):
    """What is offered or asked for."""

    INTRODUCTION = "introduction"
    """A letter that makes the mentee known to somebody. Its two write it, and one of them sends it."""
    SPONSOR = "sponsor"
    """The mentee asks the mentor to speak up for them: for a committee, a talk, an award."""
    OPPORTUNITY = "opportunity"
    PITFALL = "pitfall"
    """Something to steer clear of."""


class DoorState(StrEnum):
    """How it stands."""

    OPEN = "open"
    """A letter that has not gone out; anything else that has no answer yet."""
    SENT = "sent"
    """One of the two has sent the letter, and says so."""
    MET = "met"
    NOT_MET = "not_met"
    YES = "yes"
    NOT_NOW = "not_now"
    """No reason is asked or kept."""
    SOMEBODY = "somebody"
    """The mentor knows somebody who is better placed."""
    TAKEN = "taken"
    PASSED = "passed"
    """Not for them."""
    READ = "read"
    WITHDRAWN = "withdrawn"
