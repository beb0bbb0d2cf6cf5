"""What must hold of a check-in, read from the message itself: whom it asks about, what, and how often."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.check_ins import Asked
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, World

A_MONTH, A_FORTNIGHT = timedelta(days=31), timedelta(days=14)


def flaws(world: World, fellow: Fellow, asked: Asked, *, before: Sequence[tuple[datetime, int]]) -> list[str]:
    """Return what is wrong with asking this now; `before` says when they were asked, and in which round."""
    at, couple = world.clock.at, world.couples[asked.pair_id]
    others = [when for when, number in before if number != asked.number]
    found = {
        "about a pair that is no more": not (couple.is_alive and fellow is couple.mentor),
        "about a pair that has never met": not _met(world, couple, at),
        "in a month with a meeting": _meets_around(world, fellow, couple, at),
        "a second one within a month": any(at - when < A_MONTH or _month(fellow, when, at) for when in others),
        "a question that is not wanted again": asked.question in fellow.never,
        "in a pause of check-ins": fellow.unasked_until is not None and fellow.today(at) < fellow.unasked_until,
    }
    return [word for word, holds in found.items() if holds]


def _met(world: World, couple: Couple, at: datetime) -> bool:
    theirs = [each for each in world.meetings.values() if each.couple is couple]
    return any(each.starts_at < at and not (each.is_cancelled or each.is_not_held) for each in theirs)


def _meets_around(world: World, fellow: Fellow, couple: Couple, at: datetime) -> bool:
    theirs = [each for each in world.meetings.values() if each.couple is couple]
    stand = [each.starts_at for each in theirs if not (each.is_cancelled or each.is_not_held)]
    return any(_month(fellow, each, at) or abs(each - at) < A_FORTNIGHT for each in stand)


def _month(fellow: Fellow, one: datetime, other: datetime) -> bool:
    """Return whether two instants lie in one month of somebody's calendar."""
    days = (fellow.today(one), fellow.today(other))
    return days[0].year == days[1].year and days[0].month == days[1].month
