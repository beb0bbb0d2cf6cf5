"""When a mentor is asked, what, about whom: never twice in a month, whichever way somebody counts one."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.caps import MONTH
from bot.domain.check_ins import AHEAD, DEEDS, Asked, in_turn, question_of, quiet_span, rounds_ahead
from bot.domain.hours import Hours, is_working_day
from bot.views import check_in_messages as view
from storage.vocabulary import CheckIn, CheckInDeed

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours(BERLIN)
NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)


@given(st.text(min_size=1, max_size=32), st.integers(0, 365 * 24))
def test_rounds_lie_more_than_a_month_apart_each_on_a_working_day_within_ten_weeks(member_id: str, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    found = rounds_ahead(member_id, HOURS, now=now)
    assert 1 <= len(found) <= 3
    assert all(now < morning.due_at <= now + AHEAD and is_working_day(HOURS, morning.local_on) for _, morning in found)
    assert all(later.due_at - sooner.due_at > MONTH for (_, sooner), (_, later) in pairwise(found))


@given(st.text(min_size=1, max_size=32), st.integers(0, 34))
def test_a_round_is_the_same_whenever_it_is_planned(member_id: str, days: int) -> None:
    first = dict(rounds_ahead(member_id, HOURS, now=NOW))
    again = dict(rounds_ahead(member_id, HOURS, now=NOW + timedelta(days=days)))
    assert all(again[number] == first[number] for number in first.keys() & again.keys())
    assert first.keys() & again.keys()


def test_mentors_are_asked_on_days_of_their_own() -> None:
    days = {rounds_ahead(f"member {number}", HOURS, now=NOW)[0][1].local_on for number in range(200)}
    assert len(days) > 20


def test_every_question_comes_in_turn_without_those_that_are_not_wanted() -> None:
    number = 1000
    assert {question_of(number + each, never=()) for each in range(len(CheckIn))} == set(CheckIn)
    some = {CheckIn.DOOR, CheckIn.ROOM}
    assert {question_of(number + each, never=some) for each in range(14)} == set(CheckIn) - some
    assert question_of(number, never=set(CheckIn)) is None
    assert in_turn([], 5) is None


def test_every_question_can_be_answered_without_doing_anything_and_no_more_than_four_ways() -> None:
    assert set(DEEDS) == set(CheckIn)
    for deeds in DEEDS.values():
        assert deeds[-1] is CheckInDeed.FINE
        assert 2 <= len(deeds) == len(set(deeds)) <= 4


def test_the_quiet_around_a_meeting_is_its_month_and_a_fortnight_either_way() -> None:
    since, until = quiet_span(datetime(2026, 11, 15, 9, tzinfo=UTC), BERLIN)
    assert (since, until) == (datetime(2026, 10, 31, 23, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC))
    since, until = quiet_span(datetime(2026, 11, 2, 9, tzinfo=UTC), BERLIN)
    assert since == datetime(2026, 10, 19, 9, tzinfo=UTC)
    assert until == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_a_press_that_is_none_of_ours_says_nothing() -> None:
    assert view.pressed({"value": "p1:door:7"}) == (Asked("p1", CheckIn.DOOR, 7), None)
    assert view.pressed({"selected_option": {"value": "p1:door:7:3"}}) == (Asked("p1", CheckIn.DOOR, 7), 3)
    for value in ("", "p1", "p1:nothing:7", "p1:door:x", "p1:door:-7", None):
        assert view.pressed({"value": value}) is None


def test_the_day_of_a_round_is_a_date_on_the_mentors_calendar() -> None:
    (_, morning), *_ = rounds_ahead("m", HOURS, now=NOW)
    assert isinstance(morning.local_on, date)
    assert morning.due_at.astimezone(BERLIN).date() == morning.local_on
