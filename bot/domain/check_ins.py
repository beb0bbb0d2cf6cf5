"""Check-ins: which question a mentor is asked, about whom, when, and what each answer leads to. Pure rules."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours, working_day_from
from bot.domain.meetings import months_after
from bot.domain.mornings import Morning, morning_of
from storage.records import record
from storage.vocabulary import CheckIn, CheckInDeed

One = TypeVar("One")

FIRST_DAY = date(2024, 1, 1)
"""From here rounds are counted."""
ROUND = timedelta(days=35)
"""Five weeks, so that whichever way somebody counts a month, two check-ins are never in one."""
AHEAD = 2 * ROUND
"""How far ahead rounds are planned."""
OPEN_FOR = timedelta(days=5)
"""How long a question waits for working hours before it is left out."""
SNOOZABLE_FOR = timedelta(days=14)
QUIET = timedelta(days=14)
"""So near a meeting, before or after, nobody is asked about whom they meet."""
PAUSE_MONTHS = (3, 6, 12)

FINE = CheckInDeed.FINE
DEEDS: Mapping[CheckIn, tuple[CheckInDeed, ...]] = {
    CheckIn.DOOR: (CheckInDeed.INTRODUCE, CheckInDeed.OPPORTUNITY, CheckInDeed.PLAN, FINE),
    CheckIn.UNSEEN: (CheckInDeed.NOTE, CheckInDeed.INTRODUCE, FINE),
    CheckIn.ADVISE_AGAINST: (CheckInDeed.PITFALL, CheckInDeed.NOTE, CheckInDeed.PLAN, FINE),
    CheckIn.GOING_WELL: (CheckInDeed.NOTE, FINE),
    CheckIn.POSTPONED: (CheckInDeed.PLAN, CheckInDeed.SCENARIOS, CheckInDeed.FACILITATOR, FINE),
    CheckIn.KNOWLEDGE: (CheckInDeed.NOTE, CheckInDeed.INTRODUCE, CheckInDeed.NEED, FINE),
    CheckIn.DATES: (CheckInDeed.MILESTONES, CheckInDeed.PLAN, CheckInDeed.LIBRARY, FINE),
    CheckIn.APART: (CheckInDeed.NOTE, CheckInDeed.PLAN, CheckInDeed.FACILITATOR, FINE),
    CheckIn.WHO_DECIDES: (CheckInDeed.PLAN, CheckInDeed.SCENARIOS, FINE),
    CheckIn.ASKED_MORE: (CheckInDeed.SCENARIOS, FINE),
    CheckIn.CREDIT: (CheckInDeed.PLAN, CheckInDeed.SCENARIOS, CheckInDeed.FACILITATOR, FINE),
    CheckIn.ROOM: (CheckInDeed.CADENCE, CheckInDeed.PAUSE, FINE),
    CheckIn.OWN_GAIN: (CheckInDeed.NOTE, FINE),
    CheckIn.STILL_TRUE: (CheckInDeed.PLAN, FINE),
    CheckIn.GAP: (CheckInDeed.CADENCE, FINE),
    CheckIn.HANDED_DOWN: (CheckInDeed.NOTE, FINE),
}
"""What can be answered to each question. An answer is named by what it leads to; what opens then stands in one table of
the handlers, so a new deed is one line here, one there, and its words."""


@record
class Asked:
    """A question that a mentor has got: which, about which pair, in which round."""

    pair_id: str
    question: CheckIn
    number: int


@record
class OwnAnswer:
    """One answer, as whoever gave it finds it again."""

    mentee: str
    """A name."""
    question: CheckIn
    deed: CheckInDeed
    on: date


@record
class OwnCheckIns:
    """What a mentor finds of their check-ins."""

    answers: tuple[OwnAnswer, ...]
    never: frozenset[CheckIn]
    paused_until: date | None


def rounds_ahead(
    member_id: str, hours: Hours, *, now: datetime, shift: timedelta = timedelta()
) -> list[tuple[int, Morning]]:
    """Return the rounds of one mentor that begin within ten weeks, each with its number and its morning.

    Mentors are spread over the five weeks of a round, each on a day of their own, or so much after it as `shift` says.
    """
    today = local_day(now, hours.zone)
    first = (today - FIRST_DAY) // ROUND - 1
    numbers = range(first, first + AHEAD // ROUND + 2)
    found = [(number, _morning(member_id, number, hours, shift)) for number in numbers]
    return [(number, morning) for number, morning in found if now < morning.due_at <= now + AHEAD]


def quiet_span(at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return between which instants no meeting may lie for somebody to be asked at `at`.

    The whole month of their calendar, and a fortnight before and after.
    """
    month = local_day(at, zone).replace(day=1)
    begins, ends = (at_local(day, datetime.min.time(), zone) for day in (month, months_after(month, 1)))
    return min(begins, at - QUIET), max(ends, at + QUIET)


def question_of(number: int, *, never: Collection[CheckIn]) -> CheckIn | None:
    """Return what is asked in a round: one question after the other, without those that are not wanted."""
    return in_turn([question for question in CheckIn if question not in never], number)


def in_turn(choices: Sequence[One], number: int) -> One | None:
    """Return whose turn it is among `choices`, None when there are none."""
    return choices[number % len(choices)] if choices else None


def _morning(member_id: str, number: int, hours: Hours, shift: timedelta) -> Morning:
    share = int.from_bytes(blake2b(member_id.encode(), digest_size=4).digest()) % ROUND.days
    wanted = FIRST_DAY + number * ROUND + timedelta(days=share) + shift
    day = working_day_from(hours, wanted)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, due_at + OPEN_FOR)
