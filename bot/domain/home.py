"""What a member's Home shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomePage:
    """The facts of one Home, worked out afresh each time its owner opens it."""

    name: str
    """What the person is called in Slack; empty when Slack did not say."""
    is_first_time: bool
    is_member: bool
    """A full member of this workspace. Guests and visitors see a single sentence."""
    needs_setup: bool
    """Nobody has chosen the facilitators' channel yet, and this person may."""
    is_facilitator: bool
