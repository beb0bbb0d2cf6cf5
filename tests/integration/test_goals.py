"""Goals in Slack: the board, the form, the menu beside a goal."""

import pytest

from bot.services import goal_history, goals
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import GoalState
from tests.integration.goal_steps import CHOSEN, TITLE, a_draft, kept, set_goal, typed
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import choose, press, slash, submit
from tests.rapport import Rapport


def test_a_goal_of_three_lines_is_on_the_board_a_moment_later(rapport: Rapport, db: Database, pair_id: str) -> None:
    board = opened(rapport, slash("/goals"))
    form = opened(rapport, press(board, "Add a goal"), "views.push")
    answer = rapport.answer_to(lying_on("V0", submit(form, {**typed(title=TITLE), **CHOSEN})))
    assert answer == {}
    redrawn = rapport.slack.wait_for("views.update")
    assert redrawn["view_id"] == "V0"
    assert "morbidity round &lt;!channel&gt; &amp; &lt;@U1&gt;" in str(redrawn["view"])
    assert [(goal.title, goal.area, goal.horizon) for goal in kept(db, pair_id)] == [(TITLE, "career", "one_year")]


def test_a_form_without_a_board_below_says_that_it_is_saved(rapport: Rapport, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    answer = rapport.answer_to(submit(form, {**typed(title=TITLE), **CHOSEN}))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []


def test_the_same_submission_twice_makes_one_goal(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    payload = submit(form, {**typed(title=TITLE), **CHOSEN})
    first, second = rapport.answer_to(payload), rapport.answer_to(payload)
    assert first == second
    assert len(kept(db, pair_id)) == 1


@pytest.mark.parametrize(
    ("missing", "phrase"), [("goal_title", "no_line"), ("goal_area", "no_area"), ("goal_horizon", "no_horizon")]
)
def test_what_is_missing_is_said_beside_its_field(
    rapport: Rapport, db: Database, pair_id: str, missing: str, phrase: str
) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    values = {name: value for name, value in {**typed(title=" x "), **CHOSEN}.items() if name != missing}
    answer = rapport.answer_to(submit(form, values))
    assert answer["errors"] == {missing: getattr(rapport.deps.catalog.goals, phrase)}
    assert kept(db, pair_id) == []


def test_a_text_longer_than_its_field_is_refused_beside_it(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    answer = rapport.answer_to(submit(form, {**typed(title=TITLE, why="x" * 3000), **CHOSEN}))
    assert list(answer["errors"]) == ["goal_why"]
    assert kept(db, pair_id) == []


def test_what_may_get_in_the_way_has_less_room_than_the_other_answers(rapport: Rapport, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    long = submit(form, {**typed(title=TITLE, why="x" * 501, obstacle="x" * 501), **CHOSEN})
    assert rapport.answer_to(long)["errors"] == {"goal_obstacle": rapport.deps.catalog.goals.too_long.format(limit=500)}


def test_a_date_that_is_over_is_refused_beside_its_field(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    due = {"goal_due": {"type": "datepicker", "selected_date": "2020-01-31"}}
    answer = rapport.answer_to(submit(form, {**typed(title=TITLE), **CHOSEN, **due}))
    assert answer["errors"] == {"goal_due": rapport.deps.catalog.goals.past_date}
    assert kept(db, pair_id) == []


def test_a_done_goal_leaves_the_board_and_can_be_reopened(rapport: Rapport, db: Database, pair_id: str) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant")
    board = opened(rapport, slash("/goals"))
    emptied = opened(rapport, choose(board, "Write the grant", "Done"), "views.update")
    past = opened(rapport, press(emptied, "Done and dropped (1)"), "views.update")
    assert "Write the grant" in str(past)
    opened(rapport, choose(past, "Write the grant", "Reopen"), "views.update")
    assert [goal.state for goal in kept(db, pair_id)] == [GoalState.OPEN]


def test_when_both_edit_the_later_one_keeps_the_typed_and_sees_the_newer(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    goal_id = set_goal(rapport.deps, pair_id, title="As it was")
    form = opened(rapport, choose(opened(rapport, slash("/goals")), "As it was", "Edit"), "views.push")
    mentors = a_draft(title="The mentor's words")
    mentor = the(db, MENTOR)
    goals.change_goal(rapport.deps, actor=mentor, goal_id=goal_id, draft=mentors, revision=1, due_field="due")
    answer = rapport.answer_to(lying_on("V0", submit(form, {**typed(title="The mentee's words"), **CHOSEN})))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    shown = str(answer["view"])
    assert "Idris Okafor has changed this goal" in shown
    assert "The mentor's words" in shown
    assert [goal.title for goal in kept(db, pair_id)] == ["The mentor's words"]
    again = submit(answer["view"], {**typed(title="The mentee's words"), **CHOSEN})
    assert rapport.answer_to(lying_on("V0", again)) == {}
    assert [goal.title for goal in kept(db, pair_id)] == ["The mentee's words"]


def test_an_edit_sent_twice_changes_once(rapport: Rapport, db: Database, pair_id: str) -> None:
    goal_id = set_goal(rapport.deps, pair_id, title="As it was")
    form = opened(rapport, choose(opened(rapport, slash("/goals")), "As it was", "Edit"), "views.push")
    payload = lying_on("V0", submit(form, {**typed(title="As it is"), **CHOSEN}))
    assert rapport.answer_to(payload) == rapport.answer_to(payload) == {}
    history = goal_history.history(rapport.deps, actor=the(db, MENTEE), goal_id=goal_id, page=0)
    assert [change.changed for change in history.changes] == [{"title"}]


def test_the_menu_opens_the_whole_goal_and_its_history(rapport: Rapport, pair_id: str) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant", why="Because <@U1> said so")
    board = opened(rapport, slash("/goals"))
    sheet = opened(rapport, choose(board, "Write the grant", "Read all of it"), "views.push")
    assert {"type": "plain_text", "text": "Because <@U1> said so", "emoji": False} in [
        block["text"] for block in sheet["blocks"] if block["type"] == "section"
    ]
    history = opened(rapport, choose(board, "Write the grant", "History"), "views.push")
    assert rapport.deps.catalog.goals.no_history in str(history)


def test_a_stranger_who_forges_a_menu_gets_a_sentence_and_no_words(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant")
    board = opened(rapport, slash("/goals"))
    rapport.answer_to(choose(board, "Write the grant", "Read all of it", user=STRANGER))
    refusal = rapport.slack.wait_for("views.push")["view"]
    assert rapport.deps.catalog.common.not_yours in str(refusal)
    assert "Write the grant" not in str(refusal)
