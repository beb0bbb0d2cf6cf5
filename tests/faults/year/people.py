"""Who takes part: their clocks and their own hours, with an account of both that asks none of the product's rules."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

import holidays

from bot.domain.preferences import Choices
from storage.members import Member
from storage.vocabulary import PromptKind

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "America/Sao_Paulo")
PROGRAMME_HOLIDAYS = "US"
HOLIDAYS = (None, None, "DE", "AU-NSW", "")
WEEKS = ({1, 2, 3, 4, 5}, {1, 2, 3, 4}, {2, 3, 4}, {1, 3, 5}, {7, 1, 2, 3, 4}, {1, 2, 3, 4, 5, 6, 7})
DAYS = (
    (time(8, 30), time(17, 30)),
    (time(7), time(15)),
    (time(10), time(19, 30)),
    (time(9), time(12)),
    (time(2, 15), time(6)),  # in the night clocks skip this opening, or show it twice
)
FURTHEST_DAYS = 400
TEAM = "T0YEAR"


@dataclass
class Fellow:
    """One person as they are at this moment of the year."""

    member: Member
    choices: Choices = field(default_factory=Choices)
    is_gone: bool = False
    changed_at: datetime | None = None
    """When they last chose other hours, began or ended a pause, or moved."""
    never: set[str] = field(default_factory=set)
    """Which questions about their mentees they want no more."""
    unasked_until: date | None = None
    """Until when they want none of them."""
    wants_tips: bool = False
    home: str = ""
    """The zone in which the year began for them: the row of the table in which they count."""

    @property
    def zone(self) -> ZoneInfo:
        """Return where their clock is."""
        return ZoneInfo(self.member.zone)

    def today(self, at: datetime) -> date:
        """Return the day on their calendar."""
        return at.astimezone(self.zone).date()

    def is_paused(self, at: datetime) -> bool:
        """Return whether they have asked for silence."""
        return self.choices.paused_until is not None and self.today(at) < self.choices.paused_until

    def is_at_work(self, at: datetime) -> bool:
        """Return whether they work at that instant, and want to hear from Rapport."""
        window = self._window(self.today(at))
        return window is not None and window[0] <= at < window[1] and not self.is_paused(at)

    def next_opening(self, at: datetime) -> datetime | None:
        """Return when they next work, the first moment after `at`; None when they never do."""
        for days in range(FURTHEST_DAYS):
            day = self.today(at) + timedelta(days=days)
            window = self._window(day)
            if window and window[0] > at and not self.is_paused(window[0]):
                return window[0]
        return None

    def _window(self, day: date) -> tuple[datetime, datetime] | None:
        code = PROGRAMME_HOLIDAYS if self.choices.holidays is None else self.choices.holidays
        if day.isoweekday() not in self.choices.weekdays or day in _days_off(code, day.year):
            return None
        ends = (self.choices.opens, self.choices.closes)
        opens_at, closes_at = (datetime.combine(day, wall, self.zone).astimezone(UTC) for wall in ends)
        return opens_at, closes_at


def some_choices(chance: Random, before: Choices, *, today: date) -> Choices:
    """Return what somebody might choose for themselves, a pause that still runs left as it is."""
    opens, closes = chance.choice(DAYS)
    muted = frozenset(chance.sample(sorted(PromptKind), chance.choice((0, 0, 0, 0, 1, 2))))
    is_over = before.paused_until is not None and before.paused_until <= today
    return replace(
        before,
        weekdays=frozenset(chance.choice(WEEKS)),
        opens=opens,
        closes=closes,
        holidays=chance.choice(HOLIDAYS),
        daily=chance.choice((1, 2, 3, 3)),
        monthly=chance.choice((0, 2, 4, 8)),
        muted=muted,
        paused_until=None if is_over else before.paused_until,
    )


@lru_cache(maxsize=64)
def _days_off(code: str, year: int) -> frozenset[date]:
    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year)) if code else frozenset()
