"""What people choose about being written to: the choice as it is entered, its defaults, and what cannot be chosen."""

from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.caps import Caps
from bot.domain.habits import Habits
from bot.domain.hours import CLOSES, OPENS, WEEKDAYS, Hours
from bot.domain.public_holidays import NONE, PublicHolidays, is_known
from storage.records import record
from storage.vocabulary import PromptKind

USUAL = Caps()
DAILY_CHOICES = (1, 2, 3, 4, 5, 6, 8, 10)
MONTHLY_CHOICES = (0, 2, 4, 6, 8, 12, 16, 20, 30)
LONGEST_PAUSE = timedelta(days=366)
"""A pause is a time of absence. Whoever wants no more of it switches the prompts off."""


@record
class Choices:
    """One person's choices. The defaults are those of whoever has chosen nothing."""

    weekdays: frozenset[int] = WEEKDAYS
    """Monday 1 to Sunday 7 (ISO 8601)."""
    opens: time = OPENS
    closes: time = CLOSES
    holidays: str | None = None
    """Whose public holidays: None as the programme, empty none."""
    daily: int = USUAL.daily
    monthly: int = USUAL.monthly
    paused_until: date | None = None
    """The first day on which Rapport asks again."""
    muted: frozenset[PromptKind] = frozenset()


class Pause(StrEnum):
    """How long a pause is that one tap begins."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


PAUSE_DAYS = {Pause.WEEK: 7, Pause.FORTNIGHT: 14, Pause.MONTH: 30}


@record
class ChoicesForm:
    """What the form of one person's choices is filled with."""

    choices: Choices
    zone: str
    """IANA name."""
    programme: str | None
    """Whose public holidays the programme keeps; None or empty for none."""


class ChoiceFlaw(StrEnum):
    """Why something cannot be chosen. Each is the key of the sentence that says so."""

    NO_DAY = "no_day"
    CLOSES_FIRST = "closes_first"
    NO_HOLIDAYS = "no_holidays"
    NO_DAILY = "no_daily"
    NO_MONTHLY = "no_monthly"
    PAUSE_PAST = "pause_past"
    PAUSE_LONG = "pause_long"


def flaw_of(choices: Choices, *, today: date) -> ChoiceFlaw | None:
    """Return why this cannot be chosen on `today`, the chooser's own, None when nothing stands against it."""
    pause = choices.paused_until
    flaws = {
        ChoiceFlaw.NO_DAY: not choices.weekdays,
        ChoiceFlaw.CLOSES_FIRST: choices.closes <= choices.opens,
        ChoiceFlaw.NO_HOLIDAYS: bool(choices.holidays) and not is_known(choices.holidays or NONE),
        ChoiceFlaw.NO_DAILY: choices.daily not in DAILY_CHOICES,
        ChoiceFlaw.NO_MONTHLY: choices.monthly not in MONTHLY_CHOICES,
        ChoiceFlaw.PAUSE_PAST: pause is not None and pause <= today,
        ChoiceFlaw.PAUSE_LONG: pause is not None and pause > today + LONGEST_PAUSE,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def without_past_pause(choices: Choices, *, today: date) -> Choices:
    """Return the choices without a pause that has ended by itself."""
    is_over = choices.paused_until is not None and choices.paused_until <= today
    return replace(choices, paused_until=None) if is_over else choices


def habits_from(choices: Choices, *, zone: ZoneInfo, programme: str | None) -> Habits:
    """Return when, how often and about what somebody with these choices is written to.

    Args:
        choices: theirs.
        zone: where their clock is.
        programme: whose public holidays the programme keeps; None or empty for none.
    """
    kept = programme if choices.holidays is None else choices.holidays
    hours = Hours(
        zone=zone,
        weekdays=choices.weekdays,
        opens=choices.opens,
        closes=choices.closes,
        days_off=PublicHolidays(kept) if kept else frozenset(),
        paused_until=choices.paused_until,
    )
    return Habits(hours, Caps(daily=choices.daily, monthly=choices.monthly), choices.muted)
