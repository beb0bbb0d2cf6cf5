from datetime import UTC, datetime

import pytest

from bot.console.demo_clock import next_begin

MONDAY, TUESDAY = datetime(2026, 11, 23, 14, tzinfo=UTC), datetime(2026, 11, 24, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        (datetime(2026, 11, 21, 22, tzinfo=UTC), MONDAY),
        (datetime(2026, 11, 23, 3, tzinfo=UTC), MONDAY),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), MONDAY),
        (datetime(2026, 11, 23, 15, tzinfo=UTC), None),
        (datetime(2026, 11, 23, 21, tzinfo=UTC), TUESDAY),
        (datetime(2026, 11, 20, 23, tzinfo=UTC), MONDAY),
    ],
)
def test_a_demo_begins_when_people_work(now: datetime, begin: datetime | None) -> None:
    assert next_begin(now) == begin
