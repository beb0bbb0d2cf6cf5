"""What a programme settles."""

from enum import StrEnum


class SettingName(StrEnum):
    """What a programme can choose for itself, one value for each workspace."""

    FACILITATOR_CHANNEL = "facilitator_channel"
    """The private channel whose members are the facilitators: a Slack channel id."""
    OUTSIDE_CONTACTS = "outside_contacts"
    """Whom to turn to outside the programme (an ombuds office, say), in the programme's own words."""
    HOLIDAYS = "holidays"
    """Whose public holidays the programme keeps: a country or one part of it, such as `CA-ON` (ISO 3166)."""
    WORKING_DAYS = "working_days"
    """On which days people work who have chosen none: digits in order, Monday 1 to Sunday 7 (ISO 8601)."""
    PROGRAMME_NAME = "programme_name"
    """What the programme calls itself, in its own words."""
    CADENCE_FLOOR = "cadence_floor"
    """How often a pair meets at the least: a `Cadence`."""
    SMALLEST_COUNT = "smallest_count"
    """The smallest number that a report shows: digits."""
    KEPT_DAYS = "kept_days"
    """For how many days the data of somebody who has left is kept: digits."""
    MATCH_MODE = "match_mode"
    """How mentors and mentees come together: a `MatchMode`."""

    INELIGIBLE = "ineligible"
    """Between whom no pair is made, whoever consents: words of `Authority` and `Interest`, separated by commas."""


class MatchMode(StrEnum):
    """How mentors and mentees come together in a programme. Either of two can always decline."""

    SELF_CHOICE = "self_choice"
    """Mentees look for a mentor and ask; facilitators may propose a pair, which begins when both say yes."""
    SUGGESTION = "suggestion"
    """Facilitators suggest and mentees may still ask; whoever it is, the two talk before they decide."""
    ASSIGNMENT = "assignment"
    """Facilitators alone bring people together, who then have a first conversation and may decline."""
