"""The words that are stored: the product's glossary. Standard library only, so any room may read it."""

from enum import IntEnum, StrEnum


class SettingName(StrEnum):
    """What a programme can choose for itself, one value for each workspace."""

    FACILITATOR_CHANNEL = "facilitator_channel"
    """The private channel whose members are the facilitators: a Slack channel id."""
    OUTSIDE_CONTACTS = "outside_contacts"
    """Whom to turn to outside the programme (an ombuds office, say), in the programme's own words."""
    HOLIDAYS = "holidays"
    """Whose public holidays the programme keeps: a country or one part of it, such as `CA-ON` (ISO 3166)."""


class Side(StrEnum):
    """The two sides of a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class PairState(StrEnum):
    """How far a pair has come."""

    PROPOSED = "proposed"
    """A facilitator has named the two; not both have said yes."""
    ACTIVE = "active"
    """Both have said yes."""
    DECLINED = "declined"
    """One of them would rather not. Which one is kept nowhere."""


class Cadence(StrEnum):
    """How often a pair wants to meet: from monthly to twice a year, as the pairs of the study did."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    THREE_A_YEAR = "three_a_year"
    TWICE_A_YEAR = "twice_a_year"


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


class TouchpointKind(StrEnum):
    """What a message to a person is about."""

    PAIR_PROPOSED = "pair_proposed"
    PAIR_CONFIRMED = "pair_confirmed"
    PAIR_NOT_FORMED = "pair_not_formed"
    PAIR_OUTCOME = "pair_outcome"
    """To the facilitator who proposed the pair: formed, or another arrangement is needed."""
    PARTNER_LEFT = "partner_left"
    """To whoever is in a pair with somebody who is no longer in the workspace."""
    MEETING_PLANNED = "meeting_planned"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_FILE = "meeting_file"
    """The .ics file, to whoever asked for it."""
    AGENDA_PROMPT = "agenda_prompt"
    AGENDA_LAST_CALL = "agenda_last_call"
    AGENDA_DIGEST = "agenda_digest"
    RECAP_PROMPT = "recap_prompt"
    RECAP_NUDGE = "recap_nudge"
    RECAP_READY = "recap_ready"
    ITEM_DUE = "item_due"


class PromptKind(StrEnum):
    """What Rapport asks of its own accord, as people choose it: each can be switched off for good."""

    AGENDA = "agenda"
    """What would you like to talk about? To the mentee, before a meeting."""
    DIGEST = "digest"
    """What is waiting on the agenda. To the mentor, before a meeting."""
    RECAP = "recap"
    """What did you take away? To both, after a meeting."""
    ITEM = "item"
    """Something you promised is due."""


class Lane(IntEnum):
    """Which messages go first."""

    PERSON = 0
    """Somebody has just done something, and somebody waits."""
    SCHEDULE = 1
    """Its day has come."""


class TouchpointState(StrEnum):
    """Where a message stands."""

    READY = "ready"
    LEASED = "leased"
    """One sender has taken it; nothing has been sent yet."""
    SENDING = "sending"
    """Slack is being asked; until that is settled nobody knows whether it arrived."""
    SENT = "sent"
    SKIPPED = "skipped"
    """It had become pointless when its time came; `outcome` says why."""
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    """Rapport ended between sending and noting it: nobody knows whether it arrived."""
