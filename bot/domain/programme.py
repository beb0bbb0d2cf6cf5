"""What a programme has settled for everybody in it: its days, how often its pairs meet, what its reports show."""

from collections.abc import Collection

from bot.domain.hours import WEEKDAYS
from bot.domain.meetings import MONTHS_BETWEEN
from storage.records import record
from storage.vocabulary import Cadence

USUAL = Cadence.QUARTERLY
"""How often a pair meets that has not chosen yet."""
RAREST = Cadence.TWICE_A_YEAR
"""How often a pair meets at the least where the programme asks for no more."""
ISO_DAYS = range(1, 8)


@record
class Programme:
    """The days of a programme: those of everybody who has chosen none of their own."""

    holidays: str | None = None
    """Whose public holidays it keeps: a country or one part of it, such as `CA-ON`; None or empty for none."""
    weekdays: frozenset[int] = WEEKDAYS
    """Monday 1 to Sunday 7 (ISO 8601)."""


def weekdays_in(words: str | None) -> frozenset[int]:
    """Return the days that these digits name; Monday to Friday where they name none."""
    return frozenset(day for day in ISO_DAYS if str(day) in (words or "")) or WEEKDAYS


def weekdays_words(weekdays: Collection[int]) -> str:
    """Return days as they are stored: digits in order, so that equal days are equal words."""
    return "".join(str(day) for day in sorted(weekdays))


def cadences(floor: Cadence) -> tuple[Cadence, ...]:
    """Return how often a pair may choose to meet, the most often first: no more rarely than `floor`."""
    return tuple(each for each in Cadence if MONTHS_BETWEEN[each] <= MONTHS_BETWEEN[floor])


def often_enough(cadence: Cadence, *, floor: Cadence) -> Cadence:
    """Return this cadence, or the floor where it is rarer."""
    return cadence if cadence in cadences(floor) else floor
