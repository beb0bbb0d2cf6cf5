"""What happens between two meetings: documents to review, questions that a mentor is asked now and then."""

from enum import StrEnum


class ReviewKind(StrEnum):
    """What a mentor is asked to look at."""

    PAPER = "paper"
    GRANT = "grant"
    LETTER = "letter"
    TALK = "talk"


class ReviewState(StrEnum):
    """How far a request for a review has come."""

    ASKED = "asked"
    OFFERED = "offered"
    """The mentor would do it by another day, if that helps."""
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"
    """Not this time. No reason is asked or kept."""
    WITHDRAWN = "withdrawn"


class CheckIn(StrEnum):
    """What a mentor is asked about one mentee, a question at a time, in turn."""

    DOOR = "door"
    UNSEEN = "unseen"
    ADVISE_AGAINST = "advise_against"
    GOING_WELL = "going_well"
    POSTPONED = "postponed"
    KNOWLEDGE = "knowledge"
    DATES = "dates"
    APART = "apart"
    """How the mentee is, apart from the work."""
    WHO_DECIDES = "who_decides"
    ASKED_MORE = "asked_more"
    CREDIT = "credit"
    ROOM = "room"
    OWN_GAIN = "own_gain"
    STILL_TRUE = "still_true"
    GAP = "gap"
    HANDED_DOWN = "handed_down"


class CheckInDeed(StrEnum):
    """What an answer to such a question leads to."""

    NOTE = "note"
    """A few lines to the mentee."""
    PLAN = "plan"
    """A date for the next meeting."""
    MILESTONES = "milestones"
    """The days that the mentee shares of their time line."""
    NEED = "need"
    """Something for the mentee's map of what they need."""
    CADENCE = "cadence"
    """How often the two meet."""
    PAUSE = "pause"
    """One's own profile: whether one takes somebody on."""
    INTRODUCE = "introduce"
    """A letter that makes the mentee known to somebody."""
    OPPORTUNITY = "opportunity"
    """Something that may be for the mentee."""
    PITFALL = "pitfall"
    """Something that the mentee had better steer clear of."""
    LIBRARY = "library"
    SCENARIOS = "scenarios"
    FACILITATOR = "facilitator"
    """A private word with a facilitator."""
    FINE = "fine"
    """Nothing need be done."""
