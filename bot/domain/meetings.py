"""Meetings: what is entered, what is refused, and when which message about them is due. Pure rules, no clock."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours, next_working_day, working_day_from, working_days_before
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import Cadence, Side, TouchpointKind

LENGTHS_MINUTES = (15, 30, 45, 60, 90, 120, 180)
USUAL_MINUTES = 60
USUAL_TIME = time(10, 0)
SUGGESTED_TIMES = tuple(time(hour) for hour in (10, 11, 12, 13, 14, 15, 16, 9))
PLACE_MAX_CHARS = 500
FURTHEST_YEARS = 2
PAST_LOOKED_AT = 6
"""How many past meetings are read to find the last ones that took place."""
FIRST_MEETING_DAYS = 14
"""How far ahead a first meeting is suggested: far enough for the mentee to prepare."""
MONTHS_BETWEEN: Mapping[Cadence, int] = {
    Cadence.MONTHLY: 1,
    Cadence.TWO_MONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.THREE_A_YEAR: 4,
    Cadence.TWICE_A_YEAR: 6,
}
RECAP_OPEN = timedelta(hours=48)
"""How long the question about a recap stays worth asking."""
WORKING_DAYS_BEFORE: Mapping[TouchpointKind, int] = {
    TouchpointKind.AGENDA_PROMPT: 5,
    TouchpointKind.AGENDA_LAST_CALL: 2,
    TouchpointKind.AGENDA_DIGEST: 1,
}
"""How long before a meeting each message comes, counted in the working days of whoever gets it."""
WORKING_DAYS_AFTER: Mapping[TouchpointKind, int] = {
    TouchpointKind.RECAP_PROMPT: 1,
    TouchpointKind.RECAP_NUDGE: 3,
    TouchpointKind.AGREEMENT_SHORT: 1,
}
ABOUT_RECAPS = (TouchpointKind.RECAP_PROMPT, TouchpointKind.RECAP_NUDGE)
ASKED = (
    (TouchpointKind.AGENDA_PROMPT, Side.MENTEE),
    (TouchpointKind.AGENDA_LAST_CALL, Side.MENTEE),
    (TouchpointKind.AGENDA_DIGEST, Side.MENTOR),
    *((kind, side) for side in (Side.MENTEE, Side.MENTOR) for kind in ABOUT_RECAPS),
)
"""Who gets what around a meeting."""


@record
class MeetingDraft:
    """What was entered to plan or move a meeting: day and time on the clock of whoever enters them."""

    on: date
    at: time
    minutes: int
    place: str | None
    """A room or a link; None while nobody has said."""


@record
class Appointment:
    """A meeting as it is shown and sent."""

    meeting_id: str
    pair_id: str
    starts_at: datetime
    minutes: int
    place: str | None
    revision: int
    is_time_moved_on: bool = False
    """The time that was entered is skipped by the clocks that night, so the meeting is later by the gap."""

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@record
class MeetingForm:
    """What the form of a meeting is filled with."""

    card: PairCard
    on: date
    at: time
    minutes: int
    place: str | None = None
    meeting_id: str = ""
    """The meeting that is moved; empty for a new one."""
    revision: int = 0


class DraftFlaw(StrEnum):
    """Why a meeting cannot be as it was entered. Each is the key of the sentence that says so."""

    PAST_DAY = "past_day"
    PAST_TIME = "past_time"
    TOO_FAR = "too_far"
    NO_LENGTH = "no_length"
    LONG_PLACE = "long_place"


@record
class Prompt:
    """One message that belongs to a meeting, to one side."""

    kind: TouchpointKind
    side: Side
    morning: Morning


def flaw_of(draft: MeetingDraft, *, zone: ZoneInfo, now: datetime) -> DraftFlaw | None:
    """Return why a meeting cannot be planned like this from `zone` at `now`, None when nothing stands against it."""
    today = local_day(now, zone)
    flaws = {
        DraftFlaw.PAST_DAY: draft.on < today,
        DraftFlaw.TOO_FAR: draft.on > months_after(today, 12 * FURTHEST_YEARS),
        DraftFlaw.PAST_TIME: draft.on == today and at_local(draft.on, draft.at, zone) <= now,
        DraftFlaw.NO_LENGTH: draft.minutes not in LENGTHS_MINUTES,
        DraftFlaw.LONG_PLACE: len(draft.place or "") > PLACE_MAX_CHARS,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def is_skipped(day: date, wall: time, zone: ZoneInfo) -> bool:
    """Return whether clocks in `zone` never show `wall` on `day`: the gap of spring (PEP 495)."""
    there_and_back = at_local(day, wall, zone).astimezone(zone)
    return (there_and_back.date(), there_and_back.time()) != (day, wall)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or that month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def suggested_day(*, last: date | None, cadence: Cadence, today: date, hours: Hours) -> date:
    """Return the day, one on which somebody with these hours works, that suits the cadence; never today or before.

    Counted from the `last` meeting; where that day has gone by, and before any meeting, two weeks from today.
    """
    wanted = months_after(last, MONTHS_BETWEEN[cadence]) if last else today
    found = wanted if wanted > today else today + timedelta(days=FIRST_MEETING_DAYS)
    return working_day_from(hours, found)


def suggested_time(day: date, *, mine: ZoneInfo, theirs: ZoneInfo) -> time:
    """Return the first full hour from ten on, on the clock `mine`, that is at work on both; ten where there is none.

    At work is the usual time, whatever hours the other one keeps: those are nobody else's to see.
    """
    usual = Hours(theirs)
    there = ((wall, at_local(day, wall, mine).astimezone(theirs).time()) for wall in SUGGESTED_TIMES)
    return next((wall for wall, other in there if usual.opens <= other < usual.closes), USUAL_TIME)


def prompts(
    *, starts_at: datetime, ends_at: datetime, hours: Mapping[Side, Hours], now: datetime
) -> tuple[Prompt, ...]:
    """Return the messages that a meeting brings with it, except those whose time has gone by at `now`.

    The mentee is asked for an agenda five working days before, and once more two working days before; the mentor gets a
    digest one working day before; both are asked for a recap on the next working morning after the end, and nudged two
    working days later. All on the working days and in the morning of whoever gets it.
    """
    wanted = (
        Prompt(kind, side, morning_around(kind, starts_at=starts_at, ends_at=ends_at, hours=hours[side]))
        for kind, side in ASKED
    )
    return tuple(prompt for prompt in wanted if prompt.morning.due_at > now)


def morning_around(kind: TouchpointKind, *, starts_at: datetime, ends_at: datetime, hours: Hours) -> Morning:
    """Return on which morning a message around a meeting comes to somebody who works in `hours`.

    Args:
        kind: one of `WORKING_DAYS_BEFORE` or `WORKING_DAYS_AFTER`.
        starts_at: when the meeting begins.
        ends_at: when it is over.
        hours: of whoever gets it.
    """
    if kind in WORKING_DAYS_BEFORE:
        day = working_days_before(hours, local_day(starts_at, hours.zone), WORKING_DAYS_BEFORE[kind])
        return Morning(day, morning_of(hours, day), starts_at)
    day = local_day(ends_at, hours.zone)
    for _ in range(WORKING_DAYS_AFTER[kind]):
        day = next_working_day(hours, day)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, due_at + RECAP_OPEN)


def shown_from(*, starts_at: datetime, author_clock: ZoneInfo) -> datetime:
    """Return when a topic is shown to the other side by itself: two working days before, 9:00 on its author's clock.

    From Monday to Friday, whatever hours the author keeps: those are nobody else's to see, and this moment is.
    """
    usual = Hours(author_clock)
    return morning_of(usual, working_days_before(usual, local_day(starts_at, author_clock), 2))
