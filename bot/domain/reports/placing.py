"""Under which word a pair, a mentee or a mentor is counted for one half-year. Pure rules.

What happened is told by days, so that a report made later finds the same pairs. What has no days of its own is taken as
it stands when the report is made: how often a pair means to meet, whether it rests, whether an item is done.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

from bot.domain.calendar import ONE_DAY
from bot.domain.meetings import MONTHS_BETWEEN
from bot.domain.reports import words as w
from bot.domain.reports.periods import Span
from storage.records import record
from storage.vocabulary import Cadence

DAYS_A_MONTH = 365.25 / 12
STILL_WAITS = timedelta(days=365)
"""Whoever joined or asked longer ago is not counted as waiting any more."""
MOST = 0.5


@record
class Counted:
    """One pair: when it was proposed, began and ended, if it did; and whether it rests."""

    proposed_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    quiet_until: date | None
    cadence: Cadence


def kind_at(pair: Counted, span: Span) -> str | None:
    """Return how a pair stood when the half-year ended; None for one that was over before, or not yet proposed."""
    if pair.ended_at and pair.ended_at < span.until:
        return w.ENDED if pair.ended_at >= span.since else None
    if pair.began_at is None or pair.began_at >= span.until:
        return w.PROPOSED if pair.proposed_at < span.until else None
    return w.RESTING if pair.quiet_until and pair.quiet_until > span.until.date() else w.ACTIVE


def meetings_word(pair: Counted, span: Span, *, held: int) -> str:
    """Return how often an active pair has met, beside how often it means to: whole intervals of its time together."""
    began_at = max(pair.began_at or span.since, span.since)
    planned = round((span.until - began_at) / ONE_DAY / DAYS_A_MONTH) // MONTHS_BETWEEN[pair.cadence]
    if not planned:
        return w.TOO_NEW
    if not held:
        return w.NO_MEETING
    return w.AS_PLANNED if held >= planned else w.FEWER


def agreement_word(*, is_confirmed: bool | None) -> str:
    """Return how far the agreement of an active pair has come; None for a pair that has not begun one."""
    if is_confirmed is None:
        return w.NO_AGREEMENT
    return w.CONFIRMED if is_confirmed else w.IN_WORK


def items_word(*, count: int, done: int) -> str:
    """Return how much is done of what fell due."""
    if not count:
        return w.NONE_DUE
    if done in {0, count}:
        return w.ALL_DONE if done else w.NONE_DONE
    return w.MOST_DONE if done >= MOST * count else w.SOME_DONE


def notice_word(notices: Sequence[int]) -> str:
    """Return how much notice a pair's mentor usually got, in working days: the median over what was asked for."""
    if not notices:
        return w.NOT_ASKED
    usual = median(notices)
    return next((word for most, word in w.NOTICES.items() if usual < most + 1), w.LONG_NOTICE)


def notice_of(asked_on: date, wanted_on: date, *, weekdays: frozenset[int]) -> int:
    """Return how many working days lie between: the day itself by which it is wanted counts, public holidays do too."""
    days = (asked_on + number * ONE_DAY for number in range(1, (wanted_on - asked_on).days + 1))
    return sum(day.isoweekday() in weekdays for day in days)


def load_word(mentees: int) -> str:
    """Return the word for so many active mentees, one or more."""
    return next(word for word, (_, most) in w.LOADS.items() if most is None or mentees <= most)


def wait_word(wished_at: datetime | None, began_at: datetime | None, span: Span) -> str | None:
    """Return how long somebody waited whose first mentoring began in the half-year, or that they still wait."""
    if began_at is not None and began_at < span.until:
        if began_at < span.since:
            return None
        days = (began_at - min(wished_at or began_at, began_at)).days
        return next((word for most, word in w.WAITED.items() if days <= most), w.WAITED_LONGER)
    return w.WAITING if wished_at and span.until - STILL_WAITS <= wished_at < span.until else None
