"""The agenda of a pair: topics, who sees them when, the prompts before a meeting, one's own note."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.agendas import AgendaBoard, TopicDraft
from bot.domain.items import ItemDraft
from bot.domain.meetings import MeetingDraft
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import agendas, items, meetings, topic_changes
from bot.services.access import pair_of
from bot.services.letter import Letter, PointlessError
from bot.services.post import WRITERS
from bot.views import topics as topics_view
from sandbox.blockkit import check_message, check_view
from storage.agendas import AgendaItem, PrivateNote
from storage.columns import stable_id
from storage.database import Database
from storage.goals import Goal
from storage.meetings import Meeting
from storage.members import Member
from storage.vocabulary import Area, Horizon, Side, TopicState, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.payloads import Payload, choose, press, press_message, slash, submit
from tests.rapport import Rapport

QUESTION = "Shall I take the MARKER chair <!channel> & <@U1>?"
STARTS = datetime(2026, 11, 17, 19, tzinfo=UTC)
SHOWN = datetime(2026, 11, 13, 14, tzinfo=UTC)
"""Two working days before, 9:00 in Toronto."""
LINES = {
    topics_view.QUESTION: {"type": "plain_text_input", "value": QUESTION},
    topics_view.ANALYSIS: {"type": "plain_text_input", "value": "A" * 3000},
}
AREA = {topics_view.AREA: {"type": "static_select", "selected_option": {"value": "education"}}}


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


def a_draft(**said: Any) -> TopicDraft:  # noqa: ANN401 - any field of a topic
    plain: dict[str, Any] = {"question": QUESTION, "analysis": None, "ask": None, "area": Area.CAREER}
    return TopicDraft(**{**plain, "matters_on": None, "is_shared": False, **said})


def add(deps: Deps, pair_id: str, *, by: str = MENTEE, view_id: str = "V1", **said: Any) -> str:  # noqa: ANN401
    topic_changes.add(deps, actor=the(deps.db, by), pair_id=pair_id, draft=a_draft(**said), view_id=view_id)
    return stable_id(view_id, "topic")


def plan(deps: Deps, pair_id: str, *, view_id: str = "M1", on: date = date(2026, 11, 17)) -> str:
    draft = MeetingDraft(on=on, at=time(14, 0), minutes=60, place=None)
    return meetings.plan(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, draft=draft, view_id=view_id)[0].meeting_id


def board_of(deps: Deps, pair_id: str, user_id: str = MENTEE, *, page: int = 0) -> AgendaBoard:
    return agendas.board(deps, actor=the(deps.db, user_id), pair_id=pair_id, page=page)


def questions(deps: Deps, pair_id: str, user_id: str) -> list[str]:
    return [topic.question for topic in board_of(deps, pair_id, user_id).topics]


def kept(db: Database) -> list[AgendaItem]:
    with db.read() as session:
        return list(session.exec(select(AgendaItem)))


def written(deps: Deps, kind: TouchpointKind, meeting_id: str, user_id: str, *, revision: int = 1) -> Payload:
    letter = Letter(kind, "T1", the(deps.db, user_id), meeting_id, revision, deps.clock.now())
    payload = WRITERS[kind](deps, letter)
    assert isinstance(payload, dict)
    assert check_message(payload) == []
    return payload


def opened(rapport: Rapport, payload: Payload, method: str = "views.open") -> Payload:
    times = len(rapport.slack.called(method)) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for(method, times=times)["view"]
    assert check_view(view) == []
    return view


def lying_on(board_id: str, payload: Payload) -> Payload:
    return {**payload, "view": {**payload["view"], "previous_view_id": board_id}}


def redrawn(rapport: Rapport, payload: Payload) -> Payload:
    times = len(rapport.slack.called("views.update")) + 1
    assert rapport.answer_to(lying_on("V0", payload)) == {}
    view: Payload = rapport.slack.wait_for("views.update", times=times)["view"]
    assert check_view(view) == []
    return view


def test_the_other_side_sees_a_topic_from_two_working_days_before(deps: Deps, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    add(deps, pair_id)
    assert questions(deps, pair_id, MENTEE) == [QUESTION]
    clock.at = SHOWN - timedelta(minutes=1)
    assert questions(deps, pair_id, MENTOR) == []
    clock.at = SHOWN
    assert questions(deps, pair_id, MENTOR) == [QUESTION]


def test_a_topic_shown_at_once_is_seen_at_once_without_any_meeting(deps: Deps, pair_id: str) -> None:
    add(deps, pair_id, is_shared=True)
    assert questions(deps, pair_id, MENTOR) == [QUESTION]


def test_what_was_brought_to_a_meeting_carries_over_for_both(deps: Deps, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    add(deps, pair_id)
    clock.at = STARTS + timedelta(days=1)
    add(deps, pair_id, view_id="V2", question="New since")
    assert questions(deps, pair_id, MENTOR) == [QUESTION]
    assert questions(deps, pair_id, MENTEE) == [QUESTION, "New since"]


def test_the_same_form_sent_twice_adds_one_topic(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id)
    add(deps, pair_id)
    assert len(kept(db)) == 1


def test_a_date_that_has_gone_by_is_refused_beside_its_field(deps: Deps, db: Database, pair_id: str) -> None:
    with pytest.raises(FieldError) as refusal:
        add(deps, pair_id, matters_on=date(2026, 11, 2))
    assert refusal.value.block_id == topics_view.MATTERS
    add(deps, pair_id, matters_on=date(2026, 11, 3))
    assert len(kept(db)) == 1


def test_a_date_that_has_gone_by_since_does_not_stand_in_the_way_of_a_change(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    topic_id = add(deps, pair_id, matters_on=date(2026, 11, 3))
    clock.at = NOW + timedelta(days=9)
    newer = a_draft(matters_on=date(2026, 11, 3), question="Put better")
    topic_changes.change(deps, actor=the(db, MENTEE), topic_id=topic_id, revision=1, draft=newer)
    assert (kept(db)[0].question, kept(db)[0].revision) == ("Put better", 2)


def test_two_windows_of_one_author_cannot_overwrite_each_other(deps: Deps, db: Database, pair_id: str) -> None:
    topic_id, actor = add(deps, pair_id), the(db, MENTEE)

    def change(question: str) -> None:
        draft = a_draft(question=question)
        topic_changes.change(deps, actor=actor, topic_id=topic_id, revision=1, draft=draft)

    change("First")
    change("First")
    with pytest.raises(UserError, match="changed meanwhile"):
        change("Second")
    with pytest.raises(UserError, match="changed meanwhile"):
        topic_changes.drop(deps, actor=actor, topic_id=topic_id, revision=1)
    assert (kept(db)[0].question, kept(db)[0].revision) == ("First", 2)


def test_dropping_twice_drops_once(deps: Deps, db: Database, pair_id: str) -> None:
    topic_id = add(deps, pair_id, is_shared=True)
    for _ in range(2):
        topic_changes.drop(deps, actor=the(db, MENTEE), topic_id=topic_id, revision=1)
    assert (kept(db)[0].state, kept(db)[0].revision) == (TopicState.DROPPED, 2)
    assert questions(deps, pair_id, MENTOR) == []
    with pytest.raises(UserError, match="not on the agenda any more"):
        topic_changes.filled_form(deps, actor=the(db, MENTEE), topic_id=topic_id)


@pytest.mark.parametrize("user_id", [MENTOR, STRANGER])
def test_a_topic_is_its_authors_alone_to_change(deps: Deps, db: Database, pair_id: str, user_id: str) -> None:
    topic_id, other = add(deps, pair_id, is_shared=True), the(db, user_id)
    for attempt in (
        lambda: topic_changes.change(deps, actor=other, topic_id=topic_id, revision=1, draft=a_draft(question="Mine")),
        lambda: topic_changes.drop(deps, actor=other, topic_id=topic_id, revision=1),
        lambda: topic_changes.filled_form(deps, actor=other, topic_id=topic_id),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert (kept(db)[0].question, kept(db)[0].revision) == (QUESTION, 1)


def test_an_agenda_is_no_strangers_to_open(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id, stranger = plan(deps, pair_id), the(db, STRANGER)
    for attempt in (
        lambda: agendas.board(deps, actor=stranger, pair_id=pair_id, page=0),
        lambda: agendas.digest(deps, actor=stranger, meeting_id=meeting_id),
        lambda: agendas.own_note(deps, actor=stranger, pair_id=pair_id),
        lambda: agendas.keep_note(deps, actor=stranger, pair_id=pair_id, text="x"),
        lambda: topic_changes.new_form(deps, actor=stranger, pair_id=pair_id),
        lambda: add(deps, pair_id, by=STRANGER),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert kept(db) == []


def test_a_private_note_is_seen_by_nobody_else(deps: Deps, db: Database, pair_id: str) -> None:
    agendas.keep_note(deps, actor=the(db, MENTEE), pair_id=pair_id, text="MARKER of hers")
    agendas.keep_note(deps, actor=the(db, MENTOR), pair_id=pair_id, text="MARKER of his")
    agendas.keep_note(deps, actor=the(db, MENTOR), pair_id=pair_id, text="His, again")
    assert board_of(deps, pair_id, MENTEE).note == "MARKER of hers"
    assert agendas.own_note(deps, actor=the(db, MENTOR), pair_id=pair_id) == "His, again"
    with db.read() as session:
        assert len(list(session.exec(select(PrivateNote)))) == 2


def test_nothing_of_an_agenda_lies_in_clear(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id, analysis="MARKER", ask="MARKER")
    agendas.keep_note(deps, actor=the(db, MENTEE), pair_id=pair_id, text="MARKER")
    with db.read() as session:
        run = session.connection().exec_driver_sql
        topics = run("SELECT question, analysis, ask FROM agendaitem").one()
        notes = run("SELECT text FROM privatenote").one()
    assert not any(b"MARKER" in bytes(sealed) for sealed in (*topics, *notes))


def test_areas_that_the_last_three_meetings_left_out_are_named(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    assert board_of(deps, pair_id).untouched == ()
    meeting_id = plan(deps, pair_id)
    topic_id = add(deps, pair_id, area=Area.EDUCATION)
    clock.at = STARTS + timedelta(days=1)
    with db.begin() as session:
        topic = session.get_one(AgendaItem, topic_id)
        topic.state, topic.discussed_in_id = TopicState.DISCUSSED, meeting_id
    assert board_of(deps, pair_id).untouched == (Area.CAREER, Area.ADMINISTRATION, Area.PERSONAL)


def test_the_mentee_is_asked_and_asked_once_more_only_when_nothing_is_theirs(
    deps: Deps, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    add(deps, pair_id, by=MENTOR, view_id="V7")
    prompt = written(deps, TouchpointKind.AGENDA_PROMPT, meeting_id, MENTEE)
    assert "You meet Idris Okafor on Tue 17 Nov 2026, 14:00 (Toronto time) · 20:00 (Berlin time)" in prompt["text"]
    call = written(deps, TouchpointKind.AGENDA_LAST_CALL, meeting_id, MENTEE)
    assert "Write three lines" in str(call["blocks"])
    assert "Move the meeting" in str(call["blocks"])
    add(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        written(deps, TouchpointKind.AGENDA_LAST_CALL, meeting_id, MENTEE)


def test_the_mentors_digest_counts_and_the_words_stand_in_its_screen_the_mentees_first(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    meeting_id = plan(deps, pair_id)
    _keep_goal_and_item(deps, pair_id)
    add(deps, pair_id)
    add(deps, pair_id, by=MENTOR, view_id="V2", question="His own")
    clock.at = SHOWN + timedelta(days=3)
    message = written(deps, TouchpointKind.AGENDA_DIGEST, meeting_id, MENTOR)
    say = deps.catalog.agendas
    assert "Topics: 1 · open items: 1 · goals: 1" in str(message)
    assert say.cue_1 in str(message)
    assert "MARKER" not in str(message)
    digest = agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    assert [topic.question for topic in digest.topics] == [QUESTION]
    assert digest.open.goals == ("Goal MARKER",)
    assert digest.open.items[0].task == "Task MARKER"


def test_a_digest_with_no_topics_says_only_that(deps: Deps, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    add(deps, pair_id)
    message = written(deps, TouchpointKind.AGENDA_DIGEST, meeting_id, MENTOR)
    assert deps.catalog.agendas.digest_empty in str(message)


def test_each_meeting_brings_the_next_cue(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    clock.at = STARTS + timedelta(days=1)
    meeting_id = plan(deps, pair_id, view_id="M2", on=date(2026, 12, 15))
    assert agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id).cue == 2


def test_a_board_asks_the_database_as_often_with_a_thousand_rows_as_with_none(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    plan(deps, pair_id)
    actor = the(db, MENTEE)
    with counted() as few:
        agendas.board(deps, actor=actor, pair_id=pair_id, page=0)
    _keep_many(deps, pair_id, actor, count=1000)
    with counted() as many:
        board = agendas.board(deps, actor=actor, pair_id=pair_id, page=99)
    assert len(few) == len(many) <= 10
    assert (board.pages, len(board.topics)) == (100, 10)


def test_a_topic_goes_from_the_board_to_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    board = opened(rapport, slash("/agenda"))
    form = opened(rapport, press(board, "Add a topic"), "views.push")
    board = redrawn(rapport, submit(form, {**LINES, **AREA}))
    assert "A" * 3000 in str(board)
    changing = opened(rapport, choose(board, "MARKER", "Change"), "views.push")
    at_once = {"type": "checkboxes", "selected_options": [{"value": topics_view.AT_ONCE}]}
    board = redrawn(rapport, submit(changing, {**LINES, **AREA, topics_view.SHARED: at_once}))
    assert (kept(db)[0].is_shared, kept(db)[0].revision) == (True, 2)
    assert QUESTION.split(" <", maxsplit=1)[0] in str(opened(rapport, slash("/agenda", user=MENTOR)))
    dropping = opened(rapport, choose(board, "MARKER", "Take off the agenda"), "views.push")
    board = redrawn(rapport, submit(dropping, {}))
    assert "MARKER" not in str(board)


def test_a_form_without_a_question_keeps_what_was_typed(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/agenda")), "Add a topic"), "views.push")
    say = rapport.deps.catalog.agendas
    answer = rapport.answer_to(submit(form, AREA))
    assert answer["errors"] == {topics_view.QUESTION: say.no_question}
    answer = rapport.answer_to(submit(form, LINES))
    assert answer["errors"] == {topics_view.AREA: say.no_area}
    long = {"type": "plain_text_input", "value": "x" * 301}
    answer = rapport.answer_to(submit(form, {**AREA, topics_view.QUESTION: long}))
    assert answer["errors"] == {topics_view.QUESTION: say.long_text.format(limit=300)}
    assert kept(db) == []


def test_three_lines_from_the_last_call_are_on_the_agenda(rapport: Rapport, db: Database, pair_id: str) -> None:
    deps = rapport.deps
    later = datetime.now(UTC).date() + timedelta(days=30)
    meeting_id = plan(deps, pair_id, on=later)
    call = written(deps, TouchpointKind.AGENDA_LAST_CALL, meeting_id, MENTEE)
    form = opened(rapport, press_message(call, "Write three lines"))
    answer = rapport.answer_to(submit(form, LINES))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    assert [(topic.question, topic.area) for topic in kept(db)] == [(QUESTION, Area.CAREER)]
    moving = opened(rapport, press_message(call, "Move the meeting"))
    assert moving["title"]["text"] == deps.catalog.meetings.move_title


def test_the_digest_opens_in_one_screen_for_the_pair_alone(rapport: Rapport, db: Database, pair_id: str) -> None:
    deps = rapport.deps
    meeting_id = plan(deps, pair_id, on=datetime.now(UTC).date() + timedelta(days=30))
    add(deps, pair_id, is_shared=True)
    message = written(deps, TouchpointKind.AGENDA_DIGEST, meeting_id, MENTOR)
    assert "MARKER" in str(opened(rapport, press_message(message, "Read the agenda", user=MENTOR)))
    url = rapport.slack.response_url
    rapport.answer_to(press_message(message, "Read the agenda", user=STRANGER, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == deps.catalog.common.not_yours


def test_a_note_is_kept_from_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/agenda")), "My private note"), "views.push")
    typed = {topics_view.NOTE: {"type": "plain_text_input", "value": "MARKER mine"}}
    assert "MARKER mine" in str(redrawn(rapport, submit(form, typed)))
    assert "MARKER" not in str(opened(rapport, slash("/agenda", user=MENTOR)))


def _keep_goal_and_item(deps: Deps, pair_id: str) -> None:
    actor, now = the(deps.db, MENTEE), deps.clock.now()
    with deps.db.begin() as session:
        card = pair_of(session, actor, pair_id)
        draft = ItemDraft(owner=Side.MENTEE, task="Task MARKER", due_on=None)
        items.add_in(session, card=card, actor=actor, meeting_id=None, draft=draft, now=now)
        session.add(_goal(actor, pair_id, "Goal MARKER", now))


def _keep_many(deps: Deps, pair_id: str, actor: Member, *, count: int) -> None:
    now = deps.clock.now()
    topics = [
        AgendaItem(
            team_id="T1",
            pair_id=pair_id,
            author_id=actor.id,
            area=Area.CAREER,
            question=f"Question {number}",
            created_at=now,
        )
        for number in range(count)
    ]
    past = [
        Meeting(
            team_id="T1",
            pair_id=pair_id,
            starts_at=now - timedelta(days=number + 1),
            zone="UTC",
            minutes=60,
            changed_by_id=actor.id,
            changed_at=now,
        )
        for number in range(50)
    ]
    with deps.db.begin() as session:
        session.add_all([*topics, *past, *(_goal(actor, pair_id, f"Goal {number}", now) for number in range(50))])


def _goal(actor: Member, pair_id: str, title: str, now: datetime) -> Goal:
    return Goal(
        team_id="T1",
        pair_id=pair_id,
        author_id=actor.id,
        title=title,
        area=Area.CAREER,
        horizon=Horizon.ONE_YEAR,
        changed_by_id=actor.id,
        changed_at=now,
    )
