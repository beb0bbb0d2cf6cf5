"""When a pair has been quiet for so long that both are asked how to go on, once. Pure rules, no clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.meetings import MONTHS_BETWEEN, months_after
from storage.records import record
from storage.vocabulary import Cadence

CADENCES = 2
"""How many times the wished-for interval may pass before anything is asked."""
NOTE_FRESH = timedelta(days=14)
"""How long the question, or the word that there is a pause, is worth sending."""


class Rest(StrEnum):
    """How long a pair pauses."""

    ONE_MONTH = "one_month"
    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"


MONTHS_OF_REST: Mapping[Rest, int] = {Rest.ONE_MONTH: 1, Rest.THREE_MONTHS: 3, Rest.SIX_MONTHS: 6}


@record
class Asked:
    """What is known of a pair's quiet."""

    since: date | None = None
    """The day since which they had not met when both were asked."""
    quiet_until: date | None = None


def is_due(*, since: date, cadence: Cadence, asked: Asked, today: date) -> bool:
    """Return whether both are asked today how they would like to go on.

    Args:
        since: the day on which they last met, or became a pair.
        cadence: how often they wanted to meet.
        asked: what was asked before; about one quiet nobody is asked twice, unless a pause has passed since.
        today: the present day.
    """
    if asked.since == since or (asked.quiet_until and today < asked.quiet_until):
        return False
    return today >= months_after(since, CADENCES * MONTHS_BETWEEN[cadence])


def last_moment(asked_on: date) -> datetime:
    """Return until when the question of that day, put off or not, is worth coming back to."""
    return datetime.combine(asked_on, time(), UTC) + 2 * NOTE_FRESH


def rest_until(rest: Rest, *, today: date) -> date:
    """Return the first day after a pause that begins today."""
    return months_after(today, MONTHS_OF_REST[rest])


def quiet_after(cadence: Cadence, *, today: date) -> date:
    """Return until when nothing is asked once the two have chosen how often they want to meet."""
    return months_after(today, CADENCES * MONTHS_BETWEEN[cadence])
