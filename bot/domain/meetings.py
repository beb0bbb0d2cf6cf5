"""Meetings: what is entered, what is refused, and when which message is due. Pure rules, no clock."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What was entered to plan or move a meeting: day and time on the clock of whoever enters them."""

    on: date
    at: time
    minutes: int
    place: str | None
    """A room or a link; None while nobody has said."""
