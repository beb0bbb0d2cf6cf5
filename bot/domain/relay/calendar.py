"""The relay's coarse clock: weeks, and two slots a working day. Nothing finer is ever kept of a case."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, local_day
from bot.domain.hours import WEEKDAYS
from storage.records import record

EPOCH = date(1970, 1, 5)
"""A Monday: weeks count from it."""
TIMES = (time(9, 30), time(14, 30))
SLOTS_A_WEEK = 7 * len(TIMES)
"""Slots are numbered through days off as well."""
LEAST_DELAY = timedelta(hours=2)
SPREAD = 3
"""Among how many slots a request is released by chance."""
REPLY_DAYS = 2
"""Working days until a first reply is promised."""
OPTION_DAYS = 10


@record
class RelayCalendar:
    """When the programme works, on its own clock."""

    zone: ZoneInfo
    days_off: Container[date] = frozenset()
    weekdays: frozenset[int] = WEEKDAYS
    """Monday 1 to Sunday 7 (ISO 8601); at least one."""

    def is_working_day(self, day: date) -> bool:
        """Return whether the programme works on `day`, and it is no holiday."""
        return day.isoweekday() in self.weekdays and day not in self.days_off

    def instant_of(self, slot: int) -> datetime:
        """Return when a slot begins, in UTC."""
        days, half = divmod(slot, len(TIMES))
        return at_local(EPOCH + timedelta(days=days), TIMES[half], self.zone)

    def slot_at(self, instant: datetime) -> int:
        """Return the slot that is current at `instant`: the last one that has begun, on a working day or not."""
        day = local_day(instant, self.zone)
        wall = instant.astimezone(self.zone).time()
        return (day - EPOCH).days * len(TIMES) - 1 + sum(wall >= begins for begins in TIMES)

    def first_from(self, instant: datetime) -> int:
        """Return the first slot of a working day that begins at `instant` or later."""
        slot = self.slot_at(instant)
        while self.instant_of(slot) < instant or not self._works(slot):
            slot += 1
        return slot

    def last_until(self, instant: datetime) -> int:
        """Return the last slot of a working day that has begun at `instant`."""
        slot = self.slot_at(instant)
        while not self._works(slot):
            slot -= 1
        return slot

    def later(self, slot: int, *, slots: int) -> int:
        """Return the slot that comes so many working slots after `slot`."""
        for _ in range(slots):
            slot += 1
            while not self._works(slot):
                slot += 1
        return slot

    def by(self, slot: int, *, working_days: int) -> date:
        """Return the working day that comes so many working days after that of `slot`."""
        return self.day_of(self.later(slot, slots=working_days * len(TIMES)))

    def day_of(self, slot: int) -> date:
        """Return the day of a slot."""
        return EPOCH + timedelta(days=slot // len(TIMES))

    def release_slot(self, now: datetime, *, chance: Random) -> int:
        """Return the slot in which something written `now` is released: two hours away at least, one of three."""
        return self.later(self.first_from(now + LEAST_DELAY), slots=chance.randrange(SPREAD))

    def _works(self, slot: int) -> bool:
        return self.is_working_day(self.day_of(slot))


def week_of(instant: datetime) -> int:
    """Return the week of an instant, counted from 1970: the same all over the world."""
    return (instant.astimezone(UTC).date() - EPOCH).days // 7


def start_of_week(instant: datetime) -> datetime:
    """Return when the week of an instant began, in UTC."""
    return datetime.combine(EPOCH + timedelta(weeks=week_of(instant)), time(), UTC)


def half_year_of(week: int) -> str:
    """Return the half-year in which a week begins, such as `2026-2`."""
    day = EPOCH + timedelta(weeks=week)
    return f"{day.year}-{1 if day.month <= 6 else 2}"  # noqa: PLR2004 - June
