"""Meetings of a pair: planned, moved, cancelled, and what each brings with it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, update

from bot.deps import Deps
from bot.errors import FieldError, UserError
from bot.services import calendar_file, meeting_forms, meetings
from bot.services.letter import FilePayload, PointlessError
from bot.views import meetings as meetings_view
from storage.database import Database
from storage.meetings import Meeting, meetings_ahead, meetings_to_recap
from storage.vocabulary import Cadence, MeetingState, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, has_left, the
from tests.planning import (
    DRAFT,
    PLACE,
    STARTS,
    meetings_kept,
    message,
    move,
    of_agenda,
    plan,
    planned,
    why_not,
    written,
)


def test_a_planned_meeting_tells_the_partner_and_brings_its_prompts(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    rows = planned(db)
    who = {the(db, MENTEE).id: "mentee", the(db, MENTOR).id: "mentor"}
    assert [(row.kind.value, who[row.member_id]) for row in rows] == [
        ("meeting_planned", "mentor"),
        ("agenda_prompt", "mentee"),
        ("agenda_last_call", "mentee"),
        ("agenda_digest", "mentor"),
        ("recap_prompt", "mentor"),
        ("recap_prompt", "mentee"),
        ("recap_nudge", "mentor"),
        ("recap_nudge", "mentee"),
        ("between_meetings", "mentee"),
    ]
    assert {row.subject_id for row in rows} == {meeting_id}
    assert (rows[0].due_at, rows[0].expires_at) == (NOW, STARTS)


def test_the_partner_reads_both_clocks_and_finds_their_calendar(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    told = message(deps, TouchpointKind.MEETING_PLANNED)
    assert "Tue 17 Nov 2026, 20:00 (Berlin time) · 14:00 (Toronto time)" in told["text"]
    assert "calendar.google.com" in str(told["blocks"])
    assert "outlook.office.com" in str(told["blocks"])
    assert PLACE not in str(told)


def test_the_same_form_sent_twice_plans_one_meeting(deps: Deps, db: Database, pair_id: str) -> None:
    assert plan(deps, pair_id) == plan(deps, pair_id)
    assert len(meetings_kept(db)) == 1
    assert len(planned(db)) == 9


def test_a_pair_has_one_meeting_ahead(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    with pytest.raises(FieldError, match="There is a meeting ahead already, on Tue 17 Nov 2026, 20:00"):
        plan(deps, pair_id, by=MENTOR, view_id="M2")
    with pytest.raises(UserError, match="There is a meeting ahead already"):
        meeting_forms.new_meeting(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert len(meetings_kept(db)) == 1


def test_both_planning_at_the_same_moment_plan_one_meeting(deps: Deps, db: Database, pair_id: str) -> None:
    together = threading.Barrier(2)

    def attempt(user_id: str) -> bool:
        together.wait()
        try:
            plan(deps, pair_id, by=user_id, view_id=user_id)
        except FieldError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (MENTEE, MENTOR))) == [False, True]
    assert len(meetings_kept(db)) == 1


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"on": date(2026, 11, 2)}, meetings_view.DAY, "past_day"),
        ({"on": date(2026, 11, 3), "at": time(9, 59)}, meetings_view.TIME, "past_time"),
        ({"on": date(2029, 1, 1)}, meetings_view.DAY, "too_far"),
        ({"minutes": 7}, meetings_view.LENGTH, "no_length"),
        ({"place": "x" * 501}, meetings_view.PLACE, "long_place"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    deps: Deps, db: Database, pair_id: str, changed: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(FieldError) as refusal:
        plan(deps, pair_id, **changed)
    assert refusal.value.block_id == field
    assert str(refusal.value) == getattr(deps.catalog.meetings, sentence)
    assert (meetings_kept(db), planned(db)) == ([], [])


@pytest.mark.parametrize(("edge", "sentence"), [(date.min, "past_day"), (date.max, "too_far")])
def test_a_day_beyond_any_instant_is_refused_beside_its_field(
    deps: Deps, pair_id: str, edge: date, sentence: str
) -> None:
    meeting_id = plan(deps, pair_id)
    for act in (lambda: plan(deps, pair_id, view_id="M2", on=edge), lambda: move(deps, meeting_id, 1, on=edge)):
        with pytest.raises(FieldError) as refusal:
            act()
        assert refusal.value.block_id == meetings_view.DAY
        assert str(refusal.value) == getattr(deps.catalog.meetings, sentence)


def test_a_time_that_clocks_skip_is_moved_on_and_said_so(deps: Deps, db: Database, pair_id: str) -> None:
    draft = replace(DRAFT, on=date(2027, 3, 14), at=time(2, 30))
    meeting, card = meetings.plan(deps, actor=the(db, MENTEE), pair_id=pair_id, draft=draft, view_id="M1")
    assert meeting.starts_at == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    view = meetings_view.kept(deps.catalog, card=card, meeting=meeting)
    assert deps.catalog.meetings.moved_on in str(view)
    assert "03:30 (Toronto time)" in str(view)


def test_moving_tells_the_partner_and_makes_the_older_messages_pointless(
    deps: Deps, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    older = planned(db)
    move(deps, meeting_id, 1, by=MENTOR, on=date(2026, 11, 24), at=time(20, 0))
    newer = [row for row in planned(db) if row.revision == 2]
    assert why_not(deps, of_agenda(older)) == {"moved"}
    told = next(row for row in newer if row.kind is TouchpointKind.MEETING_MOVED)
    assert told.member_id == the(db, MENTEE).id
    clocks = "Tue 24 Nov 2026, 14:00 (Toronto time) · 20:00 (Berlin time)"
    assert clocks in message(deps, TouchpointKind.MEETING_MOVED)["text"]
    assert len(newer) == 9


def test_both_moving_at_once_moves_once(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    move(deps, meeting_id, 1, at=time(15, 0))
    with pytest.raises(UserError, match="was changed meanwhile: it is now on Tue 17 Nov 2026, 21:00"):
        move(deps, meeting_id, 1, by=MENTOR, at=time(16, 0))
    assert (meetings_kept(db)[0].revision, meetings_kept(db)[0].starts_at) == (2, STARTS + timedelta(hours=1))


def test_the_same_move_sent_twice_moves_once(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    move(deps, meeting_id, 1, at=time(15, 0))
    move(deps, meeting_id, 1, at=time(15, 0))
    assert meetings_kept(db)[0].revision == 2


def test_cancelling_tells_the_partner_once_and_leaves_no_prompt_standing(
    deps: Deps, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    prompts = of_agenda(planned(db))
    for _ in range(2):
        meetings.cancel(deps, actor=the(db, MENTEE), meeting_id=meeting_id, revision=1)
    assert why_not(deps, prompts) == {"cancelled"}
    assert len(planned(db, TouchpointKind.MEETING_CANCELLED)) == 1
    told = message(deps, TouchpointKind.MEETING_CANCELLED)["text"]
    assert "has cancelled the meeting of Tue 17 Nov 2026, 20:00 (Berlin time)" in told
    assert meetings_kept(db)[0].state is MeetingState.CANCELLED
    assert plan(deps, pair_id, view_id="M2") != meeting_id


def test_nobody_prepares_a_meeting_with_somebody_who_has_left(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    has_left(db, MENTOR)
    assert why_not(deps, [row for row in of_agenda(planned(db)) if row.kind != "agenda_digest"]) == {"partner_left"}


def test_what_was_planned_for_a_meeting_that_was_moved_ahead_and_held_is_called_moved(
    deps: Deps, clock: HandClock, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    older = of_agenda(planned(db))
    move(deps, meeting_id, 1, on=DRAFT.on - timedelta(days=10))
    with db.begin() as session:
        change = update(Meeting).where(col(Meeting.id) == meeting_id)
        session.connection().execute(change.values(state=MeetingState.HELD))
    assert why_not(deps, older) == {"moved"}


def test_a_meeting_that_has_begun_can_be_neither_moved_nor_cancelled(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    meeting_id = plan(deps, pair_id)
    clock.at = STARTS
    with pytest.raises(UserError, match="has begun"):
        move(deps, meeting_id, 1, on=date(2026, 12, 1))
    with pytest.raises(UserError, match="has begun"):
        meetings.cancel(deps, actor=the(db, MENTEE), meeting_id=meeting_id, revision=1)
    prompts = planned(db, TouchpointKind.AGENDA_DIGEST)
    with pytest.raises(PointlessError, match="past"):
        written(deps, prompts[0], at=STARTS)


def test_the_calendar_file_is_asked_for_once_for_each_revision(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    actor = the(db, MENTOR)
    assert calendar_file.ask_for_file(deps, actor=actor, meeting_id=meeting_id)
    assert not calendar_file.ask_for_file(deps, actor=actor, meeting_id=meeting_id)
    file = written(deps, planned(db, TouchpointKind.MEETING_FILE)[0])
    assert isinstance(file, FilePayload)
    assert b"SUMMARY:Mentoring with Maya Lindqvist" in file.content
    move(deps, meeting_id, 1, at=time(15, 0))
    assert calendar_file.ask_for_file(deps, actor=actor, meeting_id=meeting_id)


def test_the_next_meeting_is_suggested_by_the_cadence_as_the_last_one_was(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    plan(deps, pair_id)
    clock.at = STARTS + timedelta(days=1)
    meetings.keep_cadence(deps, actor=the(db, MENTOR), pair_id=pair_id, cadence=Cadence.TWO_MONTHLY)
    filled = meeting_forms.new_meeting(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert (filled.on, filled.at, filled.minutes, filled.place) == (date(2027, 1, 18), time(14, 0), 60, PLACE)
    of_mentor = meeting_forms.new_meeting(deps, actor=the(db, MENTOR), pair_id=pair_id)
    assert of_mentor.at == time(20, 0)


def test_meetings_stand_ahead_until_they_begin_and_wait_for_a_recap_once_they_have_ended(
    deps: Deps, db: Database, pair_id: str
) -> None:
    plan(deps, pair_id)
    ended = STARTS + timedelta(hours=1)

    def found(now: datetime) -> tuple[int, int]:
        with db.read() as session:
            ahead = meetings_ahead(session, pair_ids=[pair_id], now=now)
            return len(ahead), len(meetings_to_recap(session, pair_ids=[pair_id], now=now))

    moments = [STARTS - timedelta(minutes=1), STARTS, ended, ended + timedelta(days=60)]
    assert [found(moment) for moment in moments] == [(1, 0), (0, 0), (0, 1), (0, 0)]
