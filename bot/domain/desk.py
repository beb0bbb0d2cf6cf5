"""What a facilitator finds at the desk of the programme: facts for its screens, and the rules of what is told there."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.lulls import CADENCES
from bot.domain.meetings import MONTHS_BETWEEN, months_after
from storage.records import record
from storage.vocabulary import AuditKind, Cadence

NEW_FOR = timedelta(days=365)
"""How long after joining somebody counts as new at the desk."""
GROUPS = 4
"""How many times the smallest number that is shown there must be pairs before their quiet is told of at all."""


class Why(StrEnum):
    """Why somebody stands on the list of those without a mentor."""

    ASKED = "asked"
    """They asked the facilitators for help to find one."""
    ENDED = "ended"
    """Their last pair has ended."""
    NEW = "new"
    """They have joined within a year, or are of a junior rank."""


@record
class Alone:
    """Somebody who has no mentor."""

    user_id: str
    name: str
    why: Why
    since: date | None
    """None: nobody knows."""


@record
class AlonePage:
    """Some of them."""

    lines: Sequence[Alone]
    number: int = 0
    has_more: bool = False


@record
class NoContact:
    """Somebody who hears nothing from the other one of a pair, and told the facilitator who reads this."""

    id: str
    user_id: str
    told_on: date
    is_sent: bool
    """The message about it has gone out."""


@record
class Overview:
    """What stands at the desk."""

    waiting: int
    """Pairs on hold, and requests in which help is wished for."""
    notes: int
    """Private notes to whoever looks."""
    quiet: str | None
    """The band of pairs that have not met for long; None where there are too few pairs to tell of it."""
    smallest: int
    """The smallest number that is shown."""
    takes_requests: bool


@record
class Deed:
    """Something that was done to the programme."""

    on: date
    kind: AuditKind
    name: str | None
    """None: by whoever runs Rapport."""


@record
class DeedPage:
    """Some of it, the newest first."""

    deeds: Sequence[Deed]
    number: int
    has_more: bool
    is_whole: bool
    """False: decisions about pairs on hold are left out, but for one's own."""


def month_began(today: date) -> datetime:
    """Return the instant by which quiet is reckoned all month, so that no step of one pair shows in the number."""
    return datetime.combine(today.replace(day=1), time(), UTC)


def quiet_since(today: date) -> Mapping[Cadence, datetime]:
    """Return since when a pair of each cadence must not have met to count as quiet when the month began."""
    first = month_began(today).date()
    days = {cadence: months_after(first, -CADENCES * months) for cadence, months in MONTHS_BETWEEN.items()}
    return {cadence: datetime.combine(day, time(), UTC) for cadence, day in days.items()}
