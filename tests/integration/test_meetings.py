"""Meetings of a pair: planned, moved, cancelled, and what each brings with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.meetings import MeetingDraft
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import calendar_file, meeting_forms, meetings
from bot.services.letter import FilePayload, Letter, PointlessError
from bot.services.post import WRITERS
from bot.views import meetings as meetings_view
from sandbox.blockkit import check_message, check_view
from storage.database import Database
from storage.meetings import Meeting, meetings_ahead, meetings_to_recap
from storage.touchpoints import Touchpoint
from storage.vocabulary import Cadence, MeetingState, PairState, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.rapport import Rapport

PLACE = "Room MARKER <!channel> & 4"
DRAFT = MeetingDraft(on=date(2026, 11, 17), at=time(14, 0), minutes=60, place=PLACE)
STARTS = datetime(2026, 11, 17, 19, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    """Ten o'clock of a Tuesday in Toronto."""
    return HandClock(NOW)


@pytest.fixture
def deps(rapport: Rapport, clock: HandClock) -> Deps:
    """The bot's collaborators, with a clock that is moved by hand."""
    return replace(rapport.deps, clock=clock)


@pytest.fixture
def pair_id(db: Database) -> str:
    """A pair of Maya, who is mentored, and Idris."""
    return pair_up(db)


def plan(deps: Deps, pair_id: str, *, by: str = MENTEE, draft: MeetingDraft = DRAFT, view_id: str = "V1") -> str:
    actor = the(deps.db, by)
    return meetings.plan(deps, actor=actor, pair_id=pair_id, draft=draft, view_id=view_id)[0].meeting_id


def move(deps: Deps, meeting_id: str, revision: int, *, by: str = MENTEE, **changed: Any) -> None:  # noqa: ANN401 - any field
    draft = replace(DRAFT, **changed)
    meetings.move(deps, actor=the(deps.db, by), meeting_id=meeting_id, revision=revision, draft=draft)


def kept(db: Database) -> list[Meeting]:
    with db.read() as session:
        return list(session.exec(select(Meeting)))


def planned(db: Database, *kinds: TouchpointKind) -> list[Touchpoint]:
    with db.read() as session:
        rows = session.exec(select(Touchpoint).order_by(Touchpoint.revision, Touchpoint.due_at, Touchpoint.kind))
        return [row for row in rows if not kinds or row.kind in kinds]


def written(deps: Deps, touchpoint: Touchpoint, *, at: datetime | None = None) -> Any:  # noqa: ANN401 - payload or file
    member = next(each for each in (the(deps.db, MENTEE), the(deps.db, MENTOR)) if each.id == touchpoint.member_id)
    letter = Letter(
        touchpoint.kind, touchpoint.team_id, member, touchpoint.subject_id, touchpoint.revision, at or touchpoint.due_at
    )
    return WRITERS[touchpoint.kind](deps, letter)


def refused(deps: Deps, touchpoints: Sequence[Touchpoint]) -> set[str]:
    reasons = set()
    for touchpoint in touchpoints:
        with pytest.raises(PointlessError) as pointless:
            written(deps, touchpoint)
        reasons.add(str(pointless.value))
    return reasons


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
    ]
    assert {row.subject_id for row in rows} == {meeting_id}
    assert (rows[0].due_at, rows[0].expires_at) == (NOW, STARTS)


def test_the_partner_reads_both_clocks_and_finds_their_calendar(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    message = written(deps, planned(db, TouchpointKind.MEETING_PLANNED)[0])
    assert check_message(message) == []
    assert "Tue 17 Nov 2026, 20:00 (Berlin time) · 14:00 (Toronto time)" in message["text"]
    assert "calendar.google.com" in str(message["blocks"])
    assert "outlook.office.com" in str(message["blocks"])
    assert PLACE not in str(message)


def test_the_same_form_sent_twice_plans_one_meeting(deps: Deps, db: Database, pair_id: str) -> None:
    assert plan(deps, pair_id) == plan(deps, pair_id)
    assert len(kept(db)) == 1
    assert len(planned(db)) == 8


def test_a_pair_has_one_meeting_ahead(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    with pytest.raises(FieldError, match="There is a meeting ahead already, on Tue 17 Nov 2026, 20:00"):
        plan(deps, pair_id, by=MENTOR, view_id="V2")
    with pytest.raises(UserError, match="There is a meeting ahead already"):
        meeting_forms.new_meeting(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert len(kept(db)) == 1


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
        plan(deps, pair_id, draft=replace(DRAFT, **changed))
    assert refusal.value.block_id == field
    assert str(refusal.value) == getattr(deps.catalog.meetings, sentence)
    assert kept(db) == planned(db) == []


def test_a_time_that_clocks_skip_is_moved_on_and_said_so(deps: Deps, db: Database, pair_id: str) -> None:
    draft = replace(DRAFT, on=date(2027, 3, 14), at=time(2, 30))
    meeting, card = meetings.plan(deps, actor=the(db, MENTEE), pair_id=pair_id, draft=draft, view_id="V1")
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
    assert refused(deps, [row for row in older if row.kind in WRITERS and "recap" not in row.kind]) == {"moved"}
    told = next(row for row in newer if row.kind is TouchpointKind.MEETING_MOVED)
    assert told.member_id == the(db, MENTEE).id
    assert "Tue 24 Nov 2026, 14:00 (Toronto time) · 20:00 (Berlin time)" in written(deps, told)["text"]
    assert len(newer) == 8


def test_both_moving_at_once_moves_once(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    move(deps, meeting_id, 1, at=time(15, 0))
    with pytest.raises(UserError, match="was changed meanwhile: it is now on Tue 17 Nov 2026, 21:00"):
        move(deps, meeting_id, 1, by=MENTOR, at=time(16, 0))
    assert (kept(db)[0].revision, kept(db)[0].starts_at) == (2, STARTS + timedelta(hours=1))


def test_the_same_move_sent_twice_moves_once(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    move(deps, meeting_id, 1, at=time(15, 0))
    move(deps, meeting_id, 1, at=time(15, 0))
    assert kept(db)[0].revision == 2


def test_cancelling_tells_the_partner_once_and_leaves_no_prompt_standing(
    deps: Deps, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    prompts = [row for row in planned(db) if row.kind in WRITERS and "recap" not in row.kind]
    for _ in range(2):
        meetings.cancel(deps, actor=the(db, MENTEE), meeting_id=meeting_id, revision=1)
    assert refused(deps, prompts) == {"cancelled"}
    (told,) = planned(db, TouchpointKind.MEETING_CANCELLED)
    message = written(deps, told)
    assert check_message(message) == []
    assert "has cancelled the meeting of Tue 17 Nov 2026, 20:00 (Berlin time)" in message["text"]
    assert kept(db)[0].state is MeetingState.CANCELLED
    assert plan(deps, pair_id, view_id="V2") != meeting_id


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


def test_a_meeting_is_no_strangers_to_touch(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    stranger = the(db, STRANGER)
    for attempt in (
        lambda: plan(deps, pair_id, by=STRANGER, view_id="V9"),
        lambda: move(deps, meeting_id, 1, by=STRANGER),
        lambda: meetings.cancel(deps, actor=stranger, meeting_id=meeting_id, revision=1),
        lambda: meetings.keep_cadence(deps, actor=stranger, pair_id=pair_id, cadence=Cadence.MONTHLY),
        lambda: meeting_forms.meeting_as_it_is(deps, actor=stranger, meeting_id=meeting_id),
        lambda: meeting_forms.new_meeting(deps, actor=stranger, pair_id=pair_id),
        lambda: calendar_file.ask_for_file(deps, actor=stranger, meeting_id=meeting_id),
        lambda: move(deps, "0" * 32, 1),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert (len(kept(db)), kept(db)[0].revision) == (1, 1)


def test_a_pair_that_is_only_proposed_plans_nothing(deps: Deps, db: Database) -> None:
    proposed = pair_up(db, state=PairState.PROPOSED)
    with pytest.raises(NotYoursError):
        plan(deps, proposed)
    assert kept(db) == []


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


def test_nothing_a_pair_typed_lies_in_clear(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    with db.read() as session:
        stored = session.connection().exec_driver_sql("SELECT place FROM meeting").scalar_one()
    assert b"MARKER" not in bytes(stored)


FIELDS = {
    meetings_view.DAY: {"type": "datepicker", "selected_date": f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"},
    meetings_view.TIME: {"type": "timepicker", "selected_time": "14:00"},
    meetings_view.LENGTH: {"type": "static_select", "selected_option": {"value": "45"}},
    meetings_view.PLACE: {"type": "plain_text_input", "value": PLACE},
}


def opened(rapport: Rapport, payload: Payload, method: str = "views.open") -> Payload:
    times = len(rapport.slack.called(method)) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for(method, times=times)["view"]
    assert check_view(view) == []
    return view


def lying_on(board_id: str, payload: Payload) -> Payload:
    return {**payload, "view": {**payload["view"], "previous_view_id": board_id}}


def planned_by_hand(rapport: Rapport) -> tuple[Payload, Payload]:
    """Plan a meeting on the board and return (the confirmation, the board as it was drawn anew)."""
    board = opened(rapport, slash("/agenda"))
    form = opened(rapport, press(board, "Plan a meeting"), "views.push")
    times = len(rapport.slack.called("views.update")) + 1
    answer = rapport.answer_to(lying_on("V0", submit(form, FIELDS)))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    redrawn = rapport.slack.wait_for("views.update", times=times)
    assert redrawn["view_id"] == "V0"
    return answer["view"], redrawn["view"]


def test_a_meeting_is_planned_on_the_board_and_the_board_shows_it(rapport: Rapport, db: Database, pair_id: str) -> None:
    confirmed, board = planned_by_hand(rapport)
    assert "calendar.google.com" in str(confirmed)
    assert {"type": "plain_text", "text": PLACE, "emoji": False} in [block.get("text") for block in board["blocks"]]
    assert [meeting.minutes for meeting in kept(db)] == [45]


def test_the_file_comes_from_the_confirmation_and_a_second_press_says_where_it_is(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    confirmed, _ = planned_by_hand(rapport)
    say = rapport.deps.catalog.meetings
    for sentence in (say.file_sent, say.file_there):
        shown = opened(rapport, press(confirmed, "Calendar file"), "views.push")
        assert shown["blocks"][0]["text"]["text"] == sentence
    assert len(planned(db, TouchpointKind.MEETING_FILE)) == 1


def test_a_form_without_a_day_keeps_what_was_typed(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/agenda")), "Plan a meeting"), "views.push")
    answer = rapport.answer_to(submit(form, {**FIELDS, meetings_view.DAY: {"type": "datepicker"}}))
    assert answer == {
        "response_action": "errors",
        "errors": {meetings_view.DAY: rapport.deps.catalog.meetings.no_day},
    }
    assert kept(db) == []


def test_a_meeting_is_moved_and_cancelled_from_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    _, board = planned_by_hand(rapport)
    form = opened(rapport, press(board, "Move the meeting", user=MENTOR), "views.push")
    later = {meetings_view.TIME: {"type": "timepicker", "selected_time": "21:00"}}
    moved = rapport.answer_to(submit(form, {**FIELDS, **later}, user=MENTOR))
    assert moved["response_action"] == "update"
    question = opened(rapport, press(board, "Cancel the meeting"), "views.push")
    answer = rapport.answer_to(submit(question, {}))
    assert check_view(answer["view"]) == []
    assert kept(db)[0].state is MeetingState.CANCELLED
    assert kept(db)[0].revision == 3


def test_cancelling_from_an_old_question_is_refused_on_a_screen_of_its_own(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    _, board = planned_by_hand(rapport)
    question = opened(rapport, press(board, "Cancel the meeting"), "views.push")
    form = opened(rapport, press(board, "Move the meeting", user=MENTOR), "views.push")
    rapport.answer_to(submit(form, FIELDS, user=MENTOR))
    answer = rapport.answer_to(submit(question, {}))
    assert answer["response_action"] == "push"
    assert "changed meanwhile" in str(answer["view"])
    assert kept(db)[0].state is MeetingState.PLANNED


def test_an_old_button_in_a_message_gets_a_sentence(rapport: Rapport, db: Database, pair_id: str) -> None:
    planned_by_hand(rapport)
    message = written(rapport.deps, planned(db, TouchpointKind.MEETING_PLANNED)[0])
    meeting = kept(db)[0]
    meetings.cancel(rapport.deps, actor=the(db, MENTEE), meeting_id=meeting.id, revision=1)
    url = rapport.slack.response_url
    rapport.answer_to(press_message(message, "Calendar file", user=MENTOR, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.meetings.gone
    assert planned(db, TouchpointKind.MEETING_FILE) == []


def test_a_button_of_somebody_elses_meeting_opens_nothing(rapport: Rapport, db: Database, pair_id: str) -> None:
    planned_by_hand(rapport)
    enrol(db, STRANGER)
    message = written(rapport.deps, planned(db, TouchpointKind.MEETING_PLANNED)[0])
    url = rapport.slack.response_url
    rapport.answer_to(press_message(message, "Calendar file", user=STRANGER, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.common.not_yours


def test_how_often_is_changed_by_either_side(rapport: Rapport, db: Database, pair_id: str) -> None:
    board = opened(rapport, slash("/agenda", user=MENTOR))
    form = opened(rapport, press(board, "How often", user=MENTOR), "views.push")
    chosen = {meetings_view.HOW_OFTEN: {"type": "static_select", "selected_option": {"value": "monthly"}}}
    assert rapport.answer_to(lying_on("V0", submit(form, chosen, user=MENTOR))) == {}
    assert "every month" in str(rapport.slack.wait_for("views.update")["view"])
