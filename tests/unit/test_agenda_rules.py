from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.agendas import CUES, Topic, cue_for, in_order, is_shown, untouched
from storage.vocabulary import Area

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("facts", "is_seen"),
    [
        ({}, False),
        ({"is_shared": True}, True),
        ({"shown_from": NOW + HOUR}, False),
        ({"shown_from": NOW}, True),
        ({"last_began": NOW - HOUR}, True),
        ({"last_began": NOW - 3 * HOUR}, False),
    ],
)
def test_the_other_side_sees_a_topic_in_its_time(facts: dict[str, object], is_seen: bool) -> None:
    plain = {"is_shared": False, "created_at": NOW - 2 * HOUR, "shown_from": None, "last_began": None, "now": NOW}
    assert is_shown(**{**plain, **facts}) is is_seen  # type: ignore[arg-type]  # a table of facts has no types


@given(hours=some.lists(some.integers(0, 10_000), min_size=2, max_size=2).map(sorted))
def test_a_topic_once_shown_for_a_meeting_stays_shown(hours: list[int]) -> None:
    seen = [
        is_shown(is_shared=False, created_at=NOW, shown_from=NOW + 50 * HOUR, last_began=None, now=NOW + hour * HOUR)
        for hour in hours
    ]
    assert seen[1] or not seen[0]


def a_topic(area: Area, matters_on: date | None) -> Topic:
    return Topic(
        topic_id=f"{area}{matters_on}",
        is_mine=True,
        area=area,
        question="?",
        analysis=None,
        ask=None,
        matters_on=matters_on,
        is_shared=False,
        is_shown=False,
        shown_from=None,
        revision=1,
    )


def test_topics_stand_by_area_and_within_it_by_the_date_that_matters() -> None:
    undated, late, soon = (a_topic(Area.CAREER, day) for day in (None, date(2027, 1, 9), date(2026, 12, 1)))
    personal = a_topic(Area.PERSONAL, date(2026, 11, 24))
    assert in_order([personal, undated, late, soon]) == [soon, late, undated, personal]


def test_areas_that_the_last_meetings_left_out_are_named() -> None:
    assert untouched({Area.CAREER, Area.PERSONAL}, has_met=True) == (Area.ADMINISTRATION, Area.EDUCATION)
    assert untouched(set(), has_met=False) == ()


def test_each_cue_has_its_turn() -> None:
    told = [cue_for("a-pair", earlier_meetings=earlier) for earlier in range(CUES + 1)]
    assert {*told} == {*range(1, CUES + 1)}
    assert told[0] == told[-1]


def test_a_mentor_who_begins_with_several_people_is_told_various_things() -> None:
    assert {cue_for(f"pair-{number}", earlier_meetings=0) for number in range(100)} == {*range(1, CUES + 1)}
