"""Hearing what a mentor is like from somebody whom they mentored: how an inquiry looks to its two people."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from storage.records import record
from storage.vocabulary import InquiryState

QUESTION_MAX_CHARS = 500
WAITS_FOR = timedelta(days=7)
"""After so long without an answer somebody else can be asked."""
FRESH = timedelta(days=21)
"""How long a message about an inquiry is worth sending."""


class Seat(StrEnum):
    """On which side of an inquiry somebody is."""

    ASKER = "asker"
    REFEREE = "referee"


class Told(StrEnum):
    """What an answer has led to. Each is the key of the sentence that says so."""

    AGREED = "agreed"
    TURNED_DOWN = "turned_down"
    OVER = "over"
    """It had been settled before, or taken back."""


@record
class InquirySheet:
    """An inquiry as one of its two people sees it."""

    inquiry_id: str
    seat: Seat
    state: InquiryState
    mentor: str
    """The mentor's name."""
    other: str | None
    """The name of whom the viewer hears from: the asker, or, once they have agreed, who tells."""
    other_user_id: str | None
    question: str | None
    has_waited: bool
    """So long that somebody else can be asked."""


@record
class WillingForm:
    """About whom somebody may tell a colleague, and about whom they are willing to."""

    mentors: Sequence[tuple[str, str]]
    """(name, member id) of mentors, past and present, who agree to it."""
    chosen: Sequence[str]
