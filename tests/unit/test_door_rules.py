"""Rules of doors: who may begin and answer what, when a mentor is reminded, what counts."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door_rules import BEGUN_BY, TOLD, acts_for
from bot.domain.doors import REMINDED_AFTER, filled_letter, is_day_refused, reminder_of, years_of
from bot.domain.hours import Hours, is_working_day
from storage.vocabulary import DoorKind, DoorState, Side

BERLIN = Hours(ZoneInfo("Europe/Berlin"))
TUESDAY = date(2026, 11, 3)
BEGUN = [(side, kind) for side, kinds in BEGUN_BY.items() for kind in kinds]


@pytest.mark.parametrize(("side", "kind"), BEGUN)
def test_whatever_one_side_begins_the_other_can_answer_and_the_one_can_set_aside(side: Side, kind: DoorKind) -> None:
    own = acts_for(side, kind, DoorState.OPEN, is_own=True)
    others = acts_for(side.other, kind, DoorState.OPEN, is_own=False)
    assert DoorState.WITHDRAWN in own
    assert others
    assert DoorState.WITHDRAWN not in others
    assert set(TOLD[kind]) - {DoorState.MET} <= set(others)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("kind", list(DoorKind))
def test_what_is_set_aside_read_or_passed_over_is_over(side: Side, kind: DoorKind) -> None:
    for state in (DoorState.WITHDRAWN, DoorState.READ, DoorState.PASSED, DoorState.TAKEN, DoorState.YES):
        assert acts_for(side, kind, state, is_own=False) == acts_for(side, kind, state, is_own=True) == ()


def test_nothing_but_an_introduction_is_ever_sent() -> None:
    for side in Side:
        for kind in DoorKind:
            for is_own in (True, False):
                sends = DoorState.SENT in acts_for(side, kind, DoorState.OPEN, is_own=is_own)
                assert sends is (kind is DoorKind.INTRODUCTION)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.none() | st.integers(0, 60))
def test_a_reminder_comes_once_a_week_has_passed_on_a_working_morning_and_before_the_day(
    today: date, days: int | None
) -> None:
    matters_on = None if days is None else date.fromordinal(today.toordinal() + days)
    morning = reminder_of(matters_on, BERLIN, today=today)
    if morning is None:
        assert matters_on is not None
        assert matters_on <= today + REMINDED_AFTER * 2
        return
    assert is_working_day(BERLIN, morning.local_on)
    assert morning.local_on >= today + REMINDED_AFTER
    assert matters_on is None or morning.local_on < matters_on
    assert morning.due_at < morning.expires_at
    begins = datetime.combine(morning.local_on, time(9), BERLIN.zone)
    assert morning.due_at == begins


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [(None, False), (TUESDAY, False), (date(2026, 11, 2), True), (date(2029, 11, 3), False), (date(2030, 1, 1), True)],
)
def test_a_day_may_be_today_and_at_most_three_years_away(day: date | None, is_refused: bool) -> None:
    assert is_day_refused(day, today=TUESDAY) is is_refused


def test_a_year_counts_what_was_begun_and_what_came_of_it_without_what_was_set_aside() -> None:
    counts = {
        (2026, DoorState.OPEN): 2,
        (2026, DoorState.TAKEN): 3,
        (2026, DoorState.WITHDRAWN): 4,
        (2026, DoorState.PASSED): 1,
        (2025, DoorState.MET): 1,
    }
    assert years_of(counts) == {2026: (6, 3), 2025: (1, 1)}


def test_the_gaps_of_a_letter_are_filled_wherever_they_stand() -> None:
    letter = "Dear [to whom], about [what about]: [to whom]."
    filled = filled_letter(letter, {"[to whom]": "Ada", "[what about]": "sepsis"})
    assert filled == "Dear Ada, about sepsis: Ada."
