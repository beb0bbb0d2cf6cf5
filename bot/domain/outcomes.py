"""What somebody says of an academic year of theirs: which years there are, when each can be answered. Pure rules."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from bot.domain.statements import Period, period_of
from storage.records import record
from storage.vocabulary import YearAnswer

JANUARY, JULY = 1, 7
"""A year begins in July, as at the study's universities. It can be answered in the half-year after its end: then its
answers are all there when the report on that half-year is made, and no second report ever counts the same year."""
SPREAD_DAYS = 60
"""Over how many days the invitations are spread."""
ASKED_FROM = (9, 7)
"""The month and the day of the first of them: once the summer is over."""
CALM = timedelta(days=31)
"""How long after the end of a pair, or when one is near, nobody is asked how the year went."""
FRESH = timedelta(days=21)
"""How long the invitation is worth sending."""


@record
class YearLine:
    """What somebody says of one year."""

    grant: YearAnswer
    promoted: YearAnswer
    stayed: YearAnswer


@record
class YearSheet:
    """What somebody sees of it."""

    fewest: int
    """The smallest number that a report shows."""
    open_year: Period | None
    """The year that can be answered now."""
    opens_on: date
    """When the next one can be."""
    agreed_on: date | None
    lines: Sequence[tuple[Period, YearLine]] = ()
    """The latest year first."""

    @property
    def line_now(self) -> YearLine | None:
        """Return what they have said of the year that can be answered now."""
        return next((line for period, line in self.lines if period == self.open_year), None)


def open_year(today: date) -> Period | None:
    """Return the academic year that can be answered `today`, None between January and June."""
    return period_of(f"{today.year - 1}-{JULY:02}") if today.month >= JULY else None


def opens_on(today: date) -> date:
    """Return the next day on which another year can be answered."""
    return date(today.year + (today.month >= JULY), JULY, 1)


def invited_for(member_id: str, *, today: date) -> Period | None:
    """Return the year that a member can be asked about `today`, None before their day of the autumn.

    It goes by their id and the calendar alone. Whoever is not asked on their day, for the sake of a pair that has just
    ended, is asked later.
    """
    first = date(today.year, *ASKED_FROM) + timedelta(days=crc32(member_id.encode()) % SPREAD_DAYS)
    return open_year(today) if today >= first else None


def last_moment(year: int) -> datetime:
    """Return from which instant on the year that begins in July of `year` cannot be answered any more."""
    return datetime(year + 2, JANUARY, 1, tzinfo=UTC)


def year_told_in(since: date) -> Period | None:
    """Return the academic year that can be answered in the half-year that begins on that day, None for a year's first.

    The report on that half-year counts it, and no other report does.
    """
    return open_year(since)
