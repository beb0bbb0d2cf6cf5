"""The work-and-credit register: what is entered of a shared work, how far two signatures have come, when to look again.

Pure rules. What is asked follows the criteria for authors of the ICMJE (icmje.org/recommendations).
"""

from dataclasses import fields
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.hours import Hours, working_days_before
from bot.domain.items import due_flaw, last_moment
from bot.domain.mornings import Morning, morning_of
from storage.records import record

TITLE_MAX_CHARS = 300
TEXT_MAX_CHARS = 600
MOST_VERSIONS = 100
"""Of all works of one pair together, so that all of it is still one document, made in seconds."""
LOOK_AGAIN_DAYS = 10
"""Working days before a submission on which both are asked whether it still holds."""
HOLDS_FOR = timedelta(days=90)
"""How long, from the day on which it was written, what both have signed is taken to hold."""
FILE_WAITS = timedelta(days=1)
"""How long a document that was asked for is worth sending."""
NEWS_FOR = timedelta(days=14)
"""How long the message that the other one has done something is worth sending."""


@record
class CreditWords:
    """What somebody has entered of a shared work; None for what they have left out."""

    title: str
    origin: str | None = None
    """Whose idea it was."""
    mentee_role: str | None = None
    mentor_role: str | None = None
    others: str | None = None
    author_order: str | None = None
    data_owner: str | None = None
    submission_on: date | None = None


TEXTS = tuple(each.name for each in fields(CreditWords) if each.name not in {"title", "submission_on"})
"""The questions in the order in which they are asked."""


class Signing(StrEnum):
    """How far the signatures of a version have come, for the viewer. Each is the key of the line that says so."""

    UNSIGNED = "unsigned"
    MINE = "signed_by_me"
    THEIRS = "signed_by_them"
    BOTH = "signed_by_both"


def signing_of(*, mine: datetime | None, theirs: datetime | None) -> Signing:
    """Return how far the signatures of a version have come."""
    if mine and theirs:
        return Signing.BOTH
    if mine or theirs:
        return Signing.MINE if mine else Signing.THEIRS
    return Signing.UNSIGNED


def is_worth_a_look(*, written_at: datetime, is_signed: bool, at: datetime) -> bool:
    """Return whether what is written last may not hold: it is not signed by both, or older than three months."""
    return not is_signed or written_at < at - HOLDS_FOR


def look_again_at(submission_on: date | None, hours: Hours, *, now: datetime) -> Morning | None:
    """Return when to ask somebody who works in `hours` to look again: ten working days before a submission.

    None when there is no date, or when that morning is over already: whoever has just written needs no reminder.
    """
    if submission_on is None or due_flaw(submission_on, today=now.date()):
        return None
    day = working_days_before(hours, submission_on, LOOK_AGAIN_DAYS)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, last_moment(submission_on, hours.zone)) if due_at > now else None
