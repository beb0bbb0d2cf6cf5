"""A mentor's statement: which twelve months, what is counted, and who is named. Pure rules, no clock."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.meetings import months_after
from storage.records import record
from storage.vocabulary import NamingState, Rank

FIRST_MONTHS = (1, 7, 9)
"""In which a year begins: on the calendar, and at universities in July or September."""
YEARS_OFFERED = 4
MONTHS_A_YEAR = 12
EARLIEST_YEAR, LATEST_YEAR = 2000, 2199
QUIET_BETWEEN_ASKS = timedelta(days=30)
"""How long a mentee who has not said yes is not asked by the same mentor about another year."""
FRESH = timedelta(days=30)
"""How long the word that somebody asks is worth sending. The question stays."""
FILE_WAITS = timedelta(days=1)
"""How long a document that was asked for is worth sending."""
MOST_ASKED = 100
"""As many as a choice of several holds (docs.slack.dev, multi-select menu element)."""


@record
class Period:
    """Twelve months."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """Return how it is kept: the month in which it begins."""
        return f"{self.first:%Y-%m}"

    @property
    def after(self) -> date:
        """Return the day after it."""
        return self.last + timedelta(days=1)


@record
class Facts:
    """What a statement says of one mentee."""

    rank: Rank | None
    began_on: date
    """When they were first paired with this mentor, on the mentor's calendar."""
    ended_on: date | None
    """The first day on which they were no pair any more; None where it goes on, or went on beyond the period."""
    meetings: int
    reviews: int
    introductions: int


@record
class MenteeLine:
    """One mentee of the period."""

    mentee_id: str
    name: str
    facts: Facts
    """As the records have them now."""
    asked_on: date | None = None
    confirmed: Facts | None = None
    """As the mentee has agreed to be named with them; None for one who is counted only."""
    confirmed_on: date | None = None
    may_ask: bool = False


@record
class Statement:
    """What a mentor's statement says of one period."""

    period: Period
    today: date
    mentor: str
    rank: Rank | None
    programme: str | None
    since: date | None
    """When they first mentored somebody here."""
    lines: tuple[MenteeLine, ...]
    fewest: int
    """Of how many who are not named a common rank is shown."""

    @property
    def named(self) -> list[MenteeLine]:
        """Return those who may be named, by name."""
        return sorted((line for line in self.lines if line.confirmed), key=lambda line: line.name.casefold())

    @property
    def unnamed(self) -> int:
        """Return how many are counted only."""
        return len(self.lines) - len(self.named)

    @property
    def is_running(self) -> bool:
        """Return whether the period is not over yet."""
        return self.today <= self.period.last

    def total(self, name: str) -> int:
        """Return a number of `Facts` over all mentees, named or not, as the records have it now."""
        return sum(getattr(line.facts, name) for line in self.lines)


@record
class NamingSheet:
    """What a mentee is asked: whether a mentor's statement may name them, with these facts."""

    naming_id: str
    revision: int
    state: NamingState
    is_named: bool
    """They have said yes, to these facts or to earlier ones: it holds until they say otherwise."""
    mentor: str
    mentee: str
    period: Period
    facts: Facts


def period_of(code: str) -> Period | None:
    """Return the period that is kept like this, None for what is none."""
    year, _, month = code.partition("-")
    is_one = len(code) == len("2026-07") and year.isdecimal() and month.isdecimal() and int(month) in FIRST_MONTHS
    if not is_one or not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    first = date(int(year), int(month), 1)
    return Period(first, months_after(first, MONTHS_A_YEAR) - timedelta(days=1))


def periods(today: date, *, first_month: int) -> list[Period]:
    """Return the last years that have begun by today and begin in that month, the latest first."""
    latest = today.year if today.month >= first_month else today.year - 1
    years = (period_of(f"{latest - back}-{first_month:02}") for back in range(YEARS_OFFERED))
    return [period for period in years if period]


def is_within(period: Period, *, began_on: date, ended_on: date | None) -> bool:
    """Return whether two were a pair on a day of the period."""
    return began_on <= period.last and (ended_on is None or ended_on > period.first)


def by_rank(lines: Sequence[MenteeLine], *, fewest: int) -> tuple[Mapping[Rank, int], int]:
    """Return how many mentees have which rank, and of how many none is shown.

    Whoever is named counts with the rank that they have confirmed. Of the others a rank is shown only where at least
    `fewest` of them share it: a lone lecturer who is not named would be known by it all the same.
    """
    counted: Counter[Rank] = Counter(line.confirmed.rank for line in lines if line.confirmed and line.confirmed.rank)
    hidden: Counter[Rank] = Counter(line.facts.rank for line in lines if not line.confirmed and line.facts.rank)
    counted.update({rank: number for rank, number in hidden.items() if number >= fewest})
    shown = {rank: counted[rank] for rank in Rank if counted[rank]}
    return shown, len(lines) - sum(shown.values())
