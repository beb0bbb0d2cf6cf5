"""What waits for a facilitator, as their screen shows it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.gate import Flag
from storage.records import record


@record
class Held:
    """A pair to which both have said yes, and between whose two something stands."""

    pair_id: str
    mentor: str
    mentee: str
    flags: tuple[Flag, ...]


@record
class Unanswered:
    """A request without an answer, in which the mentee wishes that a facilitator helps."""

    mentor: str
    mentee: str
    asked_on: date


@record
class Desk:
    """All of it, the oldest first."""

    held: Sequence[Held]
    unanswered: Sequence[Unanswered]
