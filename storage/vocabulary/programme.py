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
