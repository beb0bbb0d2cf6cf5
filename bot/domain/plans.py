"""Plans: what somebody writes for themselves, what is refused, when they are asked to look again. Pure rules."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import local_day
from bot.domain.hours import Hours, working_day_from
from bot.domain.meetings import months_after
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import Duty, Horizon, Paper

WORDS_MAX_CHARS = 1500
"""For each answer: five of them fit one view of 250 KB of JSON, at 12 bytes for one emoji."""
NOTE_MAX_CHARS = 600
WHOLE = 100
"""Per cent that the parts of one's time make together."""
YEARS_SHOWN = 3
GOALS_SHOWN = 5
"""Beside one horizon; all of them stand on the boards of goals."""
PAIRS_OFFERED = 100
"""As many as a choice of several holds (docs.slack.dev, multi-select menu element)."""
MONTHS_BETWEEN_LOOKS = 12
REVIEW_OPEN = timedelta(days=60)
"""How long the yearly question is worth asking."""

HORIZONS = (Horizon.ONE_YEAR, Horizon.THREE_YEARS, Horizon.FIVE_YEARS, Horizon.TEN_YEARS)


@record
class PlanDraft:
    """What somebody wrote; a part that is None was left out."""

    one_year: str | None = None
    three_years: str | None = None
    five_years: str | None = None
    ten_years: str | None = None
    own: str | None = None
    """Whether it is still their plan and not somebody else's, and what help is missing."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is written."""
        return self == PlanDraft()

    def at(self, horizon: Horizon) -> str | None:
        """Return what they wrote of one of `HORIZONS`."""
        words: str | None = getattr(self, horizon)
        return words


@record
class TimeDraft:
    """How somebody's time is split, in per cent; a part that is missing was left out."""

    lived: Mapping[Duty, int]
    """As it is."""
    described: Mapping[Duty, int] = field(default_factory=dict)
    """As the job description has it; empty where they have not looked."""
    note: str | None = None


@record
class TimeYear:
    """What somebody said of one year."""

    year: int
    said: TimeDraft


@record
class Papers:
    """What is shown of one person: their plan, the goals beside it, their time."""

    plan: PlanDraft
    goals: Mapping[Horizon, Sequence[str]]
    """Titles of open goals by how far ahead they look."""
    years: Sequence[TimeYear]
    """The newest first."""


@record
class PlanBoard:
    """Somebody's own plan, with who may read it and whose they may read."""

    papers: Papers
    looked_on: date | None
    """When they last wrote or looked it through, on their calendar; None when nothing is kept."""
    readers: Mapping[Paper, Sequence[PairCard]]
    from_others: Sequence[PairCard]
    """The pairs whose other side lets them read something."""


@record
class PartnersPapers:
    """What the other side of a pair lets the viewer read."""

    card: PairCard
    shared: frozenset[Paper]
    papers: Papers


def is_whole(parts: Mapping[Duty, int]) -> bool:
    """Return whether the parts make a whole."""
    return sum(parts.values()) == WHOLE


def review_day(looked_at: datetime, zone: ZoneInfo) -> date:
    """Return the day a year after somebody last looked, on their calendar."""
    return months_after(local_day(looked_at, zone), MONTHS_BETWEEN_LOOKS)


def review_morning(looked_at: datetime, hours: Hours) -> Morning:
    """Return when somebody who works in `hours` is asked to look again: a year later, on a working day."""
    wanted = review_day(looked_at, hours.zone)
    day = working_day_from(hours, wanted)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, due_at + REVIEW_OPEN)
