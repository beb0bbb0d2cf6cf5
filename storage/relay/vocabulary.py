"""The words of the private relay. Standard library only, so any room may read it."""

from enum import StrEnum


class CaseState(StrEnum):
    """How far a private request has come."""

    WAITING = "waiting"
    """Written; its card has not been posted yet."""
    NEW = "new"
    """Its card stands in the facilitators' channel; nobody has claimed it."""
    CLAIMED = "claimed"
    """One facilitator has taken it on."""
    CLOSED = "closed"
    SHELL = "shell"
    """Its texts are destroyed; only approach, outcome and ratings are left, for the question at three months."""


class Role(StrEnum):
    """What a facilitator is to a case."""

    PRIMARY = "primary"
    BACKUP = "backup"
    """Asked when nobody has claimed it after one slot."""
    OWNER = "owner"


class Voice(StrEnum):
    """Who says something in a case."""

    REQUESTER = "requester"
    FACILITATOR = "facilitator"
    RELAY = "relay"
    """A note of Rapport's own."""


class Theme(StrEnum):
    """What a request is about: the six causes of failing relationships in the study, and two ways not to say."""

    COMMUNICATION = "communication"
    COMMITMENT = "commitment"
    PERSONALITY = "personality"
    COMPETITION = "competition"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    INEXPERIENCE = "inexperience"
    OTHER = "other"
    NOT_SURE = "not_sure"


class Wish(StrEnum):
    """What the requester would like."""

    ADVICE = "advice"
    PREPARE = "prepare"
    SIT_IN = "sit_in"
    SPEAK_FOR_ME = "speak_for_me"
    NEW_MENTOR = "new_mentor"
    END_WELL = "end_well"


class Urgency(StrEnum):
    """How soon."""

    WHEN_YOU_CAN = "when_you_can"
    THIS_WEEK = "this_week"
    UNSAFE = "unsafe"
    """Shown at once where to turn today; the request itself goes its ordinary way."""


class Approach(StrEnum):
    """What a facilitator offers, as the playbook names it."""

    COACH = "coach"
    SCRIPT = "script"
    RENEW = "renew"
    CO_MENTOR = "co_mentor"
    JOINT_TALK = "joint_talk"
    MEET_OTHER = "meet_other"
    """With consent on the exact words."""
    FIND_ANEW = "find_anew"


class Outcome(StrEnum):
    """How a case ended."""

    CONTINUES = "continues"
    ENDED_NO_FAULT = "ended_no_fault"
    NEW_MENTOR = "new_mentor"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Rating(StrEnum):
    """Whether it was of help."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class TagKind(StrEnum):
    """Which key finds a case."""

    SLOT = "slot"
    """A secret in the requester's own Home."""
    RECEIPT = "receipt"
    """The words on the requester's paper."""


class StubState(StrEnum):
    """Where a card for the channel stands. A post in doubt is never made again."""

    READY = "ready"
    SENDING = "sending"
    POSTED = "posted"
    DOUBTFUL = "doubtful"
    GONE = "gone"


class StubKind(StrEnum):
    """What a card is for."""

    CARD = "card"
    """A new case, to the channel."""
    AGAIN = "again"
    """One that nobody has claimed, to the channel."""
    NUDGE = "nudge"
    """Something waits, to the owner alone."""
