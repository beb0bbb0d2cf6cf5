"""When somebody is asked to look at their plan again, and what makes a whole."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.calendar import local_day
from bot.domain.hours import Hours
from bot.domain.plans import REVIEW_OPEN, is_whole, review_morning
from storage.vocabulary import Duty

TORONTO = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("looked_at", "asked_on"),
    [
        (datetime(2026, 11, 3, 15, tzinfo=UTC), date(2027, 11, 3)),
        (datetime(2026, 11, 6, 15, tzinfo=UTC), date(2027, 11, 8)),
        (datetime(2028, 2, 29, 15, tzinfo=UTC), date(2029, 2, 28)),
        (datetime(2026, 11, 4, 2, tzinfo=UTC), date(2027, 11, 3)),
    ],
    ids=["the same day", "a Saturday waits for Monday", "a leap day", "on their own calendar"],
)
def test_the_question_comes_a_year_later_on_a_working_morning(looked_at: datetime, asked_on: date) -> None:
    morning = review_morning(looked_at, Hours(TORONTO))
    assert morning.local_on == asked_on
    assert morning.due_at.astimezone(TORONTO).hour == 9
    assert morning.expires_at - morning.due_at == REVIEW_OPEN


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)), some.times())
def test_it_never_comes_early_and_never_much_later(day: date, wall: time) -> None:
    looked_at = datetime.combine(day, wall, UTC)
    morning = review_morning(looked_at, Hours(TORONTO))
    waited = morning.local_on - local_day(looked_at, TORONTO)
    assert timedelta(days=365) <= waited <= timedelta(days=370)
    assert morning.local_on.isoweekday() in range(1, 6)


@pytest.mark.parametrize(("parts", "whole"), [((25, 25, 25, 25), True), ((100,), True), ((99,), False), ((), False)])
def test_parts_make_a_whole_at_a_hundred(parts: tuple[int, ...], whole: bool) -> None:
    assert is_whole(dict(zip(Duty, parts, strict=False))) is whole
