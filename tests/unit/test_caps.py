from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.calendar import local_day
from bot.domain.caps import MONTH, ONE_HOUR, Caps, is_month_full, next_allowed

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
ZONES = some.sampled_from([BERLIN, *map(ZoneInfo, ("Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"))])
CAPS = some.builds(Caps, hourly=some.integers(1, 3), daily=some.integers(1, 6))
WAITS = some.lists(some.integers(0, 400), max_size=60)


@given(CAPS, ZONES, some.integers(0, 366 * 24 * 60), WAITS)
def test_no_sequence_of_wishes_breaks_a_cap(caps: Caps, zone: ZoneInfo, first_minute: int, waits: list[int]) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=first_minute)
    sent: list[datetime] = []
    for minutes in waits:
        at += timedelta(minutes=minutes)
        allowed = next_allowed(caps, sent_at=sent, at=at, zone=zone)
        assert allowed is not None
        assert allowed >= at
        at = allowed
        sent.append(at)
    for each in sent:
        assert sum(each <= other < each + ONE_HOUR for other in sent) <= caps.hourly
        assert sum(local_day(other, zone) == local_day(each, zone) for other in sent) <= caps.daily


@given(CAPS, ZONES, WAITS)
def test_what_is_allowed_is_allowed_still_when_its_time_comes(caps: Caps, zone: ZoneInfo, waits: list[int]) -> None:
    sent = [MORNING - timedelta(minutes=minutes) for minutes in waits]
    allowed = next_allowed(caps, sent_at=sent, at=MORNING, zone=zone)
    assert allowed is not None
    assert next_allowed(caps, sent_at=sent, at=allowed, zone=zone) == allowed


def test_the_second_message_of_an_hour_waits_for_its_end() -> None:
    sent = [MORNING - timedelta(minutes=20)]
    assert next_allowed(Caps(), sent_at=sent, at=MORNING, zone=BERLIN) == MORNING + timedelta(minutes=40)


def test_the_fourth_message_of_a_day_waits_for_midnight_on_its_persons_clock() -> None:
    sent = [MORNING - timedelta(hours=hours) for hours in (1, 2, 3)]
    assert next_allowed(Caps(), sent_at=sent, at=MORNING, zone=BERLIN) == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_what_lies_ahead_holds_nothing_back() -> None:
    assert next_allowed(Caps(), sent_at=[MORNING + MONTH], at=MORNING, zone=BERLIN) == MORNING


def test_a_cap_of_nothing_allows_nothing() -> None:
    assert next_allowed(Caps(hourly=0), sent_at=[], at=MORNING, zone=BERLIN) is None
    assert next_allowed(Caps(daily=0), sent_at=[], at=MORNING, zone=BERLIN) is None


@given(some.lists(some.integers(0, 100), max_size=30, unique=True))
def test_no_31_days_hold_more_than_a_month_may(days: list[int]) -> None:
    kept: list[datetime] = []
    for day in sorted(days):
        at = MORNING + timedelta(days=day)
        if not is_month_full(Caps(), sent_at=kept, at=at):
            kept.append(at)
    assert all(sum(each <= other < each + MONTH for other in kept) <= Caps().monthly for each in kept)
    first_of_december = date(2026, 12, 1)
    assert sum(local_day(each, BERLIN) >= first_of_december and each.month == 12 for each in kept) <= Caps().monthly
