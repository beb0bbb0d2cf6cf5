"""The private self-check: what is worth a second thought, and when it is offered. No total, no grade. Pure rules."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zlib import crc32

from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import CheckItem, PairState, Scenario

SCALE = (1, 2, 3, 4, 5)
"""From `not at all` to `very much`."""
LOW = 2
"""An answer of that or less is worth a second thought."""
DROP = 2
"""So is one that is that much lower than the time before."""
PAIR_FIRST = timedelta(days=60)
"""How long somebody has been in a pair before it is offered to them."""
SPREAD_DAYS = 150
"""Over how many days of a half-year the offers are spread: each member's own day is the same in every one of them."""
OPEN = timedelta(days=7)
"""How long after that day it is still offered, where Rapport was not running."""
FRESH = timedelta(days=14)
"""How long the offer is worth sending."""
PUT_OFF = timedelta(days=42)
"""How long after its day one that was put off is worth coming back to."""
HALVES = (1, 7)
"""The months in which the half-years begin."""

SCENARIOS: Mapping[CheckItem, Scenario] = {
    CheckItem.RECIPROCITY: Scenario.PREPARING,
    CheckItem.RESPECT: Scenario.LATE_MANUSCRIPT,
    CheckItem.EXPECTATIONS: Scenario.LATE_MANUSCRIPT,
    CheckItem.CONNECTION: Scenario.FADING,
    CheckItem.VALUES: Scenario.PARTING,
    CheckItem.COMMUNICATION: Scenario.PREPARING,
    CheckItem.COMMITMENT: Scenario.FADING,
    CheckItem.STYLE: Scenario.PREPARING,
    CheckItem.COMPETITION: Scenario.WHOSE_IDEA,
    CheckItem.INTERESTS: Scenario.FINDING,
    CheckItem.EXPERIENCE: Scenario.FINDING,
}
"""Which scenario fits what somebody finds hard."""


class Cause(StrEnum):
    """Why an item is worth a second thought."""

    LOW = "low"
    DROP = "drop"


@record
class Look:
    """What somebody answered on one day; an item that is missing was left out."""

    on: date
    marks: Mapping[CheckItem, int]


@record
class CheckBoard:
    """One member's own answers about one pair."""

    card: PairCard
    looks: Sequence[Look] = ()
    """At most two: the newest first, then the one before."""

    @property
    def may_answer(self) -> bool:
        """Return whether there is still a mentoring to look at; what was answered stays its owner's to delete."""
        return self.card.state is PairState.ACTIVE

    @property
    def points(self) -> Mapping[CheckItem, Cause]:
        """Return what is worth a second thought, and why."""
        return points_of(self.looks)


def points_of(looks: Sequence[Look]) -> dict[CheckItem, Cause]:
    """Return the items of the newest look that are low, or lower by two than the time before."""
    if not looks:
        return {}
    marks, before = looks[0].marks, looks[1].marks if len(looks) > 1 else {}
    found = {}
    for item in CheckItem:
        if item in marks and marks[item] <= LOW:
            found[item] = Cause.LOW
        elif item in marks and before.get(item, 0) - marks[item] >= DROP:
            found[item] = Cause.DROP
    return found


def with_look(looks: Sequence[Look], new: Look) -> list[Look]:
    """Return what is kept once somebody has looked anew: that and the time before; a day counts once."""
    return [new, *(look for look in looks if look.on != new.on)][:2]


def offered_in(member_id: str, *, today: date) -> int | None:
    """Return the number of the half-year for which a member is offered a look `today`, None when it is not their time.

    It goes by their id and the calendar alone: never more than twice a year, and never by what anybody has answered.
    """
    half = today.year * 2 + (today.month >= HALVES[1])
    return half if timedelta() <= today - day_of(member_id, half) < OPEN else None


def day_of(member_id: str, half: int) -> date:
    """Return the day of a half-year on which a member is offered a look."""
    first = date(half // 2, HALVES[half % 2], 1)
    return first + timedelta(days=crc32(member_id.encode()) % SPREAD_DAYS)


def last_moment(member_id: str, half: int) -> datetime:
    """Return until when the offer of a half-year, put off or not, is worth coming back to."""
    return datetime.combine(day_of(member_id, half), time(), UTC) + PUT_OFF
