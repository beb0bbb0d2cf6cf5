"""How much notice a mentor needs, when there is room, and who can do what with a request."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import Hours, is_working_day, working_days_after
from bot.domain.reviews import (
    LEADS_TO,
    MOST_OPEN,
    ReviewAct,
    ReviewDraft,
    ReviewFlaw,
    ReviewRoom,
    Terms,
    flaw_of,
    next_free_day,
    notice_of,
    room_of,
)
from storage.reviews import OPEN
from storage.vocabulary import ReviewKind, ReviewState, Side

HOURS = Hours(ZoneInfo("Europe/Berlin"))
TUESDAY = date(2026, 11, 3)
DRAFT = ReviewDraft(ReviewKind.PAPER, "title", "12 pages", None, date(2026, 11, 17), None)


def room(paused_until: date | None = None) -> ReviewRoom:
    notice, terms = notice_of(paper_days=None, grant_days=None), Terms(paused_until=paused_until)
    return room_of(notice, terms=terms, taken=(), hours=HOURS, today=TUESDAY)


def test_a_paper_needs_ten_working_days_and_a_grant_twenty_unless_the_mentor_says_otherwise() -> None:
    assert notice_of(paper_days=None, grant_days=None) == {
        ReviewKind.PAPER: 10,
        ReviewKind.GRANT: 20,
        ReviewKind.LETTER: 10,
        ReviewKind.TALK: 10,
    }
    assert notice_of(paper_days=0, grant_days=30)[ReviewKind.LETTER] == 0
    assert notice_of(paper_days=0, grant_days=30)[ReviewKind.GRANT] == 30


def test_notice_is_counted_in_working_days_without_holidays() -> None:
    assert room().first_on[ReviewKind.PAPER] == date(2026, 11, 17)
    assert room().first_on[ReviewKind.GRANT] == date(2026, 12, 1)
    shut = replace(HOURS, days_off=frozenset({date(2026, 11, 11)}))
    assert working_days_after(shut, TUESDAY, 10) == date(2026, 11, 18)


def test_no_notice_at_all_means_today() -> None:
    notice = notice_of(paper_days=0, grant_days=0)
    found = room_of(notice, terms=Terms(), taken=(), hours=HOURS, today=TUESDAY)
    assert found.first_on[ReviewKind.PAPER] == TUESDAY


def test_a_week_with_a_review_due_is_full_and_the_next_one_is_free_from_its_monday() -> None:
    first = date(2026, 11, 17)
    assert next_free_day(first, taken=[], a_week=1, hours=HOURS) == first
    assert next_free_day(first, taken=[date(2026, 11, 20)], a_week=1, hours=HOURS) == date(2026, 11, 23)
    assert next_free_day(first, taken=[date(2026, 11, 20)], a_week=2, hours=HOURS) == first
    full = [date(2026, 11, 16) + timedelta(days=7 * week) for week in range(100)]
    assert next_free_day(first, taken=full, a_week=1, hours=HOURS) is None


@given(
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.lists(st.dates(date(2026, 1, 1), date(2027, 6, 1)), max_size=30),
    st.integers(1, 3),
)
def test_the_free_day_is_a_working_day_in_a_week_with_room(first: date, taken: list[date], a_week: int) -> None:
    found = next_free_day(first, taken=taken, a_week=a_week, hours=HOURS)
    assert found is not None
    assert found >= first
    assert is_working_day(HOURS, found)
    assert sum(day.isocalendar()[:2] == found.isocalendar()[:2] for day in taken) < a_week


@pytest.mark.parametrize(
    ("draft", "flaw"),
    [
        (DRAFT, None),
        (replace(DRAFT, wanted_on=date(2026, 11, 16)), ReviewFlaw.SHORT),
        (replace(DRAFT, kind=ReviewKind.GRANT), ReviewFlaw.SHORT),
        (replace(DRAFT, wanted_on=date(2029, 11, 16)), ReviewFlaw.TOO_FAR),
        (replace(DRAFT, deadline_on=date(2026, 11, 16)), ReviewFlaw.DEADLINE_FIRST),
        (replace(DRAFT, deadline_on=date(2026, 11, 17)), None),
    ],
)
def test_what_comes_too_soon_or_makes_no_sense_is_refused(draft: ReviewDraft, flaw: ReviewFlaw | None) -> None:
    assert flaw_of(draft, room=room(), count=0) is flaw


def test_a_mentor_who_pauses_or_is_asked_enough_is_asked_for_no_more() -> None:
    assert flaw_of(DRAFT, room=room(paused_until=date(2026, 11, 4)), count=0) is ReviewFlaw.PAUSED
    assert flaw_of(DRAFT, room=room(paused_until=TUESDAY), count=0) is None
    assert flaw_of(DRAFT, room=room(), count=MOST_OPEN) is ReviewFlaw.TOO_MANY


def test_either_can_take_it_back_at_any_time_and_nobody_answers_in_the_place_of_the_other() -> None:
    for state in OPEN:
        assert LEADS_TO[Side.MENTEE, state][ReviewAct.WITHDRAW] is ReviewState.WITHDRAWN
        assert {ReviewAct.DECLINE, ReviewAct.PAUSE} <= set(LEADS_TO[Side.MENTOR, state])
        assert ReviewAct.AGREE not in LEADS_TO[Side.MENTOR, state]
        assert not {ReviewAct.ACCEPT, ReviewAct.OFFER, ReviewAct.DECLINE} & set(LEADS_TO[Side.MENTEE, state])


def test_nothing_can_be_done_with_what_is_settled() -> None:
    assert {state for _, state in LEADS_TO} == set(OPEN)
