"""Milestones: the order of a time line, and when its owner is reminded of a day. Pure rules, no clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.domain.calendar import at_local
from bot.domain.hours import Hours, working_day_from
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import MilestoneKind, MilestoneState

TITLE_MAX_CHARS = 200
MOST = 100
"""On one time line."""
FURTHEST = timedelta(days=20 * 366)
"""How far back or ahead a day may lie."""
AHEAD = timedelta(days=60)
"""How long before its day its owner hears of it, once."""
FRESH = timedelta(days=14)
"""How long that message is worth sending."""
QUIET = timedelta(days=180)
"""For how long a new stage is told of once, whether its person, their profile or the roster says so."""


@record
class MilestoneDraft:
    """What somebody entered."""

    kind: MilestoneKind
    title: str | None
    falls_on: date
    reader_pair_ids: frozenset[str] = frozenset()
    """The pairs whose mentor may read it; empty for nobody but its owner."""


@record
class MilestoneSheet:
    """One milestone as its owner, or a mentor of theirs, sees it."""

    milestone_id: str
    kind: MilestoneKind
    title: str | None
    falls_on: date
    moved_from: date | None
    state: MilestoneState
    readers: tuple[PairCard, ...] = ()
    """The pairs whose mentor reads it now; empty for whoever is not its owner."""


@record
class TimeLine:
    """One page of a time line: what is ahead, the soonest first; then what lies behind, the last year first."""

    today: date
    sheets: tuple[MilestoneSheet, ...]
    page: int
    pages: int
    card: PairCard | None = None
    """The pair in which a mentor reads it; None on one's own."""
    mentees: tuple[PairCard, ...] = ()
    """On one's own: the pairs whose mentee may share something."""

    @property
    def ahead(self) -> tuple[MilestoneSheet, ...]:
        """Return what of this page is ahead."""
        return tuple(each for each in self.sheets if each.state is MilestoneState.AHEAD)

    @property
    def past(self) -> list[tuple[int, list[MilestoneSheet]]]:
        """Return what of this page lies behind, year by year."""
        settled = [each for each in self.sheets if each.state is not MilestoneState.AHEAD]
        return [(year, list(each)) for year, each in groupby(settled, key=lambda sheet: sheet.falls_on.year)]


def in_order(sheets: Sequence[MilestoneSheet]) -> list[MilestoneSheet]:
    """Return what is ahead, the soonest first, and then what lies behind, the latest first."""
    ahead = [each for each in sheets if each.state is MilestoneState.AHEAD]
    past = [each for each in sheets if each.state is not MilestoneState.AHEAD]
    return [*sorted(ahead, key=_day), *sorted(past, key=_day, reverse=True)]


def reminder(falls_on: date, hours: Hours, *, today: date) -> Morning | None:
    """Return on which morning somebody who works in `hours` hears of a day; None where it is nearer than that."""
    wanted = falls_on - AHEAD
    if wanted <= today:
        return None
    day = working_day_from(hours, wanted)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, min(due_at + FRESH, at_local(falls_on, hours.opens, hours.zone)))


def _day(sheet: MilestoneSheet) -> tuple[date, str]:
    return sheet.falls_on, sheet.milestone_id
