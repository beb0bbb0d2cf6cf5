"""The agenda by hand: the board's buttons, the forms of topics and of one's own note, buttons in messages."""

from datetime import UTC, datetime, timedelta

from bot.views import items as items_view
from bot.views import times
from bot.views import topics as topics_view
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import Area, TouchpointKind
from tests.integration.goal_steps import CHOSEN, typed
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload, choose, press, press_message, slash, submit
from tests.planning import QUESTION, add, message, plan, pushed, redrawn, topics_kept
from tests.rapport import Rapport
from tests.rows import a_goal, an_item

LINES: dict[str, Payload] = {
    topics_view.QUESTION: {"type": "plain_text_input", "value": QUESTION},
    topics_view.ANALYSIS: {"type": "plain_text_input", "value": "A" * 3000},
}
AREA: dict[str, Payload] = {topics_view.AREA: {"type": "static_select", "selected_option": {"value": "education"}}}


def test_a_topic_goes_from_the_board_to_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    board = opened(rapport, slash("/agenda"))
    form = pushed(rapport, press(board, "Add a topic"))
    _, board = redrawn(rapport, submit(form, {**LINES, **AREA}))
    assert "A" * 3000 in str(board)
    changing = pushed(rapport, choose(board, "MARKER", "Change"))
    at_once = {"type": "checkboxes", "selected_options": [{"value": topics_view.AT_ONCE}]}
    _, board = redrawn(rapport, submit(changing, {**LINES, **AREA, topics_view.SHARED: at_once}))
    assert (topics_kept(db)[0].is_shared, topics_kept(db)[0].revision) == (True, 2)
    assert QUESTION.split(" <", maxsplit=1)[0] in str(opened(rapport, slash("/agenda", user=MENTOR)))
    dropping = pushed(rapport, choose(board, "MARKER", "Take off the agenda"))
    _, board = redrawn(rapport, submit(dropping, {}))
    assert "MARKER" not in str(board)


def test_a_form_without_a_question_keeps_what_was_typed(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/agenda")), "Add a topic"))
    say = rapport.deps.catalog.agendas
    answer = rapport.answer_to(submit(form, AREA))
    assert answer["errors"] == {topics_view.QUESTION: say.no_question}
    answer = rapport.answer_to(submit(form, LINES))
    assert answer["errors"] == {topics_view.AREA: say.no_area}
    long = {"type": "plain_text_input", "value": "x" * 301}
    answer = rapport.answer_to(submit(form, {**AREA, topics_view.QUESTION: long}))
    assert answer["errors"] == {topics_view.QUESTION: say.long_text.format(limit=300)}
    assert topics_kept(db) == []


def test_three_lines_from_the_last_call_are_on_the_agenda(rapport: Rapport, db: Database, pair_id: str) -> None:
    deps = rapport.deps
    later = datetime.now(UTC).date() + timedelta(days=30)
    plan(deps, pair_id, on=later)
    call = message(deps, TouchpointKind.AGENDA_LAST_CALL)
    form = opened(rapport, press_message(call, "Write three lines"))
    answer = rapport.answer_to(submit(form, LINES))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    assert [(topic.question, topic.area) for topic in topics_kept(db)] == [(QUESTION, Area.CAREER)]
    moving = opened(rapport, press_message(call, "Move the meeting"))
    assert moving["title"]["text"] == deps.catalog.meetings.move_title


def test_the_digest_opens_in_one_screen_for_the_pair_alone(rapport: Rapport, db: Database, pair_id: str) -> None:
    deps = rapport.deps
    plan(deps, pair_id, on=datetime.now(UTC).date() + timedelta(days=30))
    add(deps, pair_id, is_shared=True)
    brief = message(deps, TouchpointKind.AGENDA_DIGEST)
    with db.begin() as session:
        session.add(a_goal(the(db, MENTEE), pair_id, "A goal to read, not to settle"))
    screen = str(opened(rapport, press_message(brief, "See the questions", user=MENTOR)))
    assert "MARKER" in screen
    assert "A goal to read, not to settle" in screen
    assert "overflow" not in screen
    url = rapport.slack.response_url
    rapport.answer_to(press_message(brief, "See the questions", user=STRANGER, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == deps.catalog.common.not_yours


def test_what_became_of_a_goal_and_an_item_is_said_on_the_agenda(rapport: Rapport, db: Database, pair_id: str) -> None:
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add(a_goal(mentee, pair_id, "Goal MARKER"))
        session.add(an_item(mentee, pair_id, "Task MARKER"))
    board = opened(rapport, slash("/agenda"))
    rapport.answer_to(choose(board, "Goal MARKER", "Done"))
    board = rapport.slack.wait_for("views.update")["view"]
    assert "Goal MARKER" not in str(board)
    moving = pushed(rapport, choose(board, "Task MARKER", "New date"))
    day = datetime.now(UTC).date() + timedelta(days=30)
    _, board = redrawn(rapport, submit(moving, {items_view.DUE: {"type": "datepicker", "selected_date": str(day)}}))
    assert f"Task MARKER (Yours, by {times.day(day)})" in str(board)


def test_a_new_goal_is_written_from_the_agenda(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/agenda")), "Add a goal"))
    _, board = redrawn(rapport, submit(form, {**typed(title="Goal MARKER"), **CHOSEN}))
    assert board["title"]["text"] == rapport.deps.catalog.agendas.title
    assert "• Goal MARKER" in str(board)


def test_a_note_is_kept_from_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/agenda")), "Write my note"))
    typed = {topics_view.NOTE: {"type": "plain_text_input", "value": "MARKER mine"}}
    assert "MARKER mine" in str(redrawn(rapport, submit(form, typed))[1])
    assert "MARKER" not in str(opened(rapport, slash("/agenda", user=MENTOR)))
