"""Goals of a pair: the board, the form, what became of them, and who may touch them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.goals import GoalDraft
from bot.errors import FieldError, NotYoursError
from bot.services import goal_history, goals
from sandbox.blockkit import check_view
from storage.columns import new_id
from storage.database import Database
from storage.goals import Goal, open_goals
from storage.vocabulary import Area, GoalState, Horizon, Side
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, choose, press, slash, submit
from tests.rapport import Rapport

TITLE = "Chair the morbidity round <!channel> & <@U1>"


def a_draft(**said: Any) -> GoalDraft:  # noqa: ANN401 - any field of a goal
    plain: dict[str, Any] = {"title": TITLE, "area": Area.CAREER, "horizon": Horizon.ONE_YEAR}
    return GoalDraft(**{**plain, **said})


def set_goal(deps: Deps, pair_id: str, *, by: str = MENTEE, **said: Any) -> str:  # noqa: ANN401 - any field of a goal
    goal_id = new_id()
    actor = the(deps.db, by)
    goals.set_goal(deps, actor=actor, pair_id=pair_id, draft=a_draft(**said), goal_id=goal_id, due_field="due")
    return goal_id


def board_of(deps: Deps, pair_id: str, *, page: int = 0, is_past: bool = False) -> list[str]:
    board = goals.board(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, page=page, is_past=is_past)
    return [goal.now.said.title for goal in board.goals]


def kept(db: Database, pair_id: str) -> list[Goal]:
    with db.read() as session:
        return open_goals(session, pair_ids=[pair_id])


def opened(rapport: Rapport, payload: Payload, method: str = "views.open") -> Payload:
    times = len(rapport.slack.called(method)) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for(method, times=times)["view"]
    assert check_view(view) == []
    return view


def typed(**texts: str) -> dict[str, Payload]:
    return {f"goal_{name}": {"type": "plain_text_input", "value": text} for name, text in texts.items()}


CHOSEN = {
    "goal_area": {"type": "static_select", "selected_option": {"value": "career"}},
    "goal_horizon": {"type": "static_select", "selected_option": {"value": "one_year"}},
}


def lying_on(board_id: str, payload: Payload) -> Payload:
    return {**payload, "view": {**payload["view"], "previous_view_id": board_id}}


@pytest.fixture
def deps(rapport: Rapport) -> Deps:
    """The bot's collaborators, at ten o'clock of a Tuesday in Toronto."""
    return replace(rapport.deps, clock=HandClock(NOW))


@pytest.fixture
def pair_id(db: Database) -> str:
    """A pair of Maya, who is mentored, and Idris."""
    return pair_up(db)


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


def test_a_date_that_is_over_is_refused_beside_its_field(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(opened(rapport, slash("/goals")), "Add a goal"), "views.push")
    due = {"goal_due": {"type": "datepicker", "selected_date": "2020-01-31"}}
    answer = rapport.answer_to(submit(form, {**typed(title=TITLE), **CHOSEN, **due}))
    assert answer["errors"] == {"goal_due": rapport.deps.catalog.goals.past_date}
    assert kept(db, pair_id) == []


def test_today_is_that_of_the_one_who_types(deps: Deps, pair_id: str) -> None:
    set_goal(deps, pair_id, due_on=date(2026, 11, 3))
    with pytest.raises(FieldError) as refusal:
        set_goal(deps, pair_id, due_on=date(2026, 11, 2))
    assert refusal.value.block_id == "due"


def test_an_overdue_goal_can_be_edited_and_keeps_its_date(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id, due_on=date(2026, 11, 4))
    later = replace(deps, clock=HandClock(NOW.replace(month=12)))
    draft = a_draft(title="Softer", due_on=date(2026, 11, 4))
    goals.change_goal(later, actor=the(db, MENTOR), goal_id=goal_id, draft=draft, revision=1, due_field="due")
    assert [goal.title for goal in kept(db, pair_id)] == ["Softer"]


def test_the_nearest_goal_comes_first_and_those_without_a_date_last(deps: Deps, pair_id: str) -> None:
    set_goal(deps, pair_id, title="undated")
    set_goal(deps, pair_id, title="later", due_on=date(2027, 5, 1))
    set_goal(deps, pair_id, title="sooner", due_on=date(2026, 12, 1))
    assert board_of(deps, pair_id) == ["sooner", "later", "undated"]


def test_a_done_goal_leaves_the_board_and_can_be_reopened(rapport: Rapport, db: Database, pair_id: str) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant")
    board = opened(rapport, slash("/goals"))
    emptied = opened(rapport, choose(board, "Write the grant", "Done"), "views.update")
    past = opened(rapport, press(emptied, "Done and dropped (1)"), "views.update")
    assert "Write the grant" in str(past)
    opened(rapport, choose(past, "Write the grant", "Reopen"), "views.update")
    assert [goal.state for goal in kept(db, pair_id)] == [GoalState.OPEN]


def test_a_dropped_goal_is_past_and_done_twice_is_done_once(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id)
    for _ in range(2):
        goals.put(deps, actor=the(db, MENTOR), goal_id=goal_id, state=GoalState.DROPPED)
    assert board_of(deps, pair_id) == []
    assert board_of(deps, pair_id, is_past=True) == [TITLE]
    assert goals.sheet(deps, actor=the(db, MENTEE), goal_id=goal_id).now.revision == 2


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


def test_the_history_shows_what_stood_there_before_page_by_page(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id, title="0", due_on=date(2026, 12, 1), support_from=Side.MENTOR)
    for number in range(1, 5):
        draft = a_draft(title=str(number))
        goals.change_goal(deps, actor=the(db, MENTOR), goal_id=goal_id, draft=draft, revision=number, due_field="due")
    pages = [goal_history.history(deps, actor=the(db, MENTEE), goal_id=goal_id, page=page) for page in range(3)]
    assert [[change.before.said.title for change in page.changes] for page in pages] == [
        ["3", "2"],
        ["1", "0"],
        ["1", "0"],
    ]
    first = pages[1].changes[-1]
    assert first.changed == {"title", "due_on", "support_from"}
    assert first.before.said == a_draft(title="0", due_on=date(2026, 12, 1), support_from=Side.MENTOR)
    assert {change.changed_by_id for page in pages for change in page.changes} == {the(db, MENTOR).id}


def test_the_menu_opens_the_whole_goal_and_its_history(rapport: Rapport, pair_id: str) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant", why="Because <@U1> said so")
    board = opened(rapport, slash("/goals"))
    sheet = opened(rapport, choose(board, "Write the grant", "Read all of it"), "views.push")
    assert {"type": "plain_text", "text": "Because <@U1> said so", "emoji": False} in [
        block["text"] for block in sheet["blocks"] if block["type"] == "section"
    ]
    history = opened(rapport, choose(board, "Write the grant", "History"), "views.push")
    assert rapport.deps.catalog.goals.no_history in str(history)


def test_nobody_else_reads_or_changes_a_goal(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id)
    enrol(db, STRANGER)
    stranger = the(db, STRANGER)
    attempts: list[Callable[[], object]] = [
        lambda: goals.board(deps, actor=stranger, pair_id=pair_id, page=0),
        lambda: goals.pair_for(deps, actor=stranger, pair_id=pair_id),
        lambda: goals.sheet(deps, actor=stranger, goal_id=goal_id),
        lambda: goal_history.history(deps, actor=stranger, goal_id=goal_id, page=0),
        lambda: goals.put(deps, actor=stranger, goal_id=goal_id, state=GoalState.DONE),
        lambda: goals.set_goal(
            deps, actor=stranger, pair_id=pair_id, draft=a_draft(), goal_id=new_id(), due_field="due"
        ),
        lambda: goals.change_goal(
            deps, actor=stranger, goal_id=goal_id, draft=a_draft(title="x"), revision=1, due_field="due"
        ),
        lambda: goals.sheet(deps, actor=the(db, MENTEE), goal_id=new_id()),
    ]
    for attempt in attempts:
        with pytest.raises(NotYoursError):
            attempt()
    assert [goal.title for goal in kept(db, pair_id)] == [TITLE]


def test_a_stranger_who_forges_a_menu_gets_a_sentence_and_no_words(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    set_goal(rapport.deps, pair_id, title="Write the grant")
    board = opened(rapport, slash("/goals"))
    rapport.answer_to(choose(board, "Write the grant", "Read all of it", user=STRANGER))
    refusal = rapport.slack.wait_for("views.push")["view"]
    assert rapport.deps.catalog.common.not_yours in str(refusal)
    assert "Write the grant" not in str(refusal)


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_board_costs_three_queries_however_many_goals_there_are(
    deps: Deps, db: Database, pair_id: str, rows: int, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add_all(
            Goal(
                pair_id=pair_id,
                team_id=mentee.team_id,
                author_id=mentee.id,
                changed_by_id=mentee.id,
                title=str(number),
                area=Area.CAREER,
                horizon=Horizon.ONE_YEAR,
                changed_at=NOW,
            )
            for number in range(rows)
        )
    with counted() as statements:
        board = goals.board(deps, actor=mentee, pair_id=pair_id, page=rows)
    assert len(statements) == 3
    assert len(board.goals) == 10
    assert board.page == rows // 10 - 1


def test_the_database_file_holds_no_word_of_a_goal_or_of_its_past(file_db: Database, rapport: Rapport) -> None:
    deps = replace(rapport.deps, clock=HandClock(NOW), db=file_db)
    goal_id = set_goal(deps, pair_up(file_db), title="MARKERone", why="MARKERtwo")
    draft = a_draft(title="MARKERthree")
    goals.change_goal(deps, actor=the(file_db, MENTOR), goal_id=goal_id, draft=draft, revision=1, due_field="due")
    file_db.dispose()
    assert file_db.file
    assert b"MARKER" not in file_db.file.read_bytes()
    assert goal_id.encode() in file_db.file.read_bytes()
