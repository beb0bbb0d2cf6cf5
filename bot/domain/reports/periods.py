"""The half-years that reports are made of: days of UTC, for every workspace alike. Pure rules."""

from datetime import UTC, date, datetime
from itertools import islice

from bot.domain.relay.reports import JANUARY, JULY, half_years_until
from storage.records import record

MOST_PERIODS = 4
"""How many are offered: two years."""


@record
class Span:
    """The instants of one half-year: from `since` on, and before `until`."""

    since: datetime
    until: datetime


def periods_until(today: date) -> list[str]:
    """Return the half-years that a report can be made of, the last one that is over first."""
    return list(islice(half_years_until(today), MOST_PERIODS))


def span_of(period: str) -> Span:
    """Return the instants of a half-year, written as `2026-1`."""
    year, _, half = period.partition("-")
    january, july = (datetime(int(year), month, 1, tzinfo=UTC) for month in (JANUARY, JULY))
    return Span(january, july) if half == "1" else Span(july, january.replace(year=january.year + 1))
