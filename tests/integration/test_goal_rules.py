"""Goals as they are kept: dates, order, history, rights, cost, secrecy."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from bot.deps import Deps
from bot.errors import FieldError, NotYoursError
from bot.services import goal_history, goals, items, pairs
from bot.services.goals import GoalChangedError
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import GoalState, PairState, Side
from tests.integration.goal_steps import TITLE, a_draft, board_of, kept, set_goal
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.rapport import Rapport
from tests.rows import a_goal


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


def test_a_dropped_goal_is_past_and_done_twice_is_done_once(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id)
    for _ in range(2):
        goals.put(deps, actor=the(db, MENTOR), goal_id=goal_id, state=GoalState.DROPPED)
    assert board_of(deps, pair_id) == []
    assert board_of(deps, pair_id, is_past=True) == [TITLE]
    assert goals.sheet(deps, actor=the(db, MENTEE), goal_id=goal_id).now.revision == 2


def test_what_may_get_in_the_way_is_kept_and_its_history_begins_with_nothing(
    deps: Deps, db: Database, pair_id: str
) -> None:
    goal_id = set_goal(deps, pair_id)
    draft = a_draft(obstacle="Clinic on Tuesdays")
    goals.change_goal(deps, actor=the(db, MENTOR), goal_id=goal_id, draft=draft, revision=1, due_field="due")
    assert goals.sheet(deps, actor=the(db, MENTEE), goal_id=goal_id).now.said.obstacle == "Clinic on Tuesdays"
    (change,) = goal_history.history(deps, actor=the(db, MENTEE), goal_id=goal_id, page=0).changes
    assert change.changed == {"obstacle"}
    assert change.before.said.obstacle is None


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


def test_nobody_else_reads_or_changes_a_goal(deps: Deps, db: Database, pair_id: str) -> None:
    goal_id = set_goal(deps, pair_id)
    enrol(db, STRANGER)
    stranger = the(db, STRANGER)
    attempts: list[Callable[[], object]] = [
        lambda: goals.board(deps, actor=stranger, pair_id=pair_id, page=0),
        lambda: pairs.card(deps, actor=stranger, pair_id=pair_id),
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


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_board_costs_three_queries_however_many_goals_there_are(
    deps: Deps, db: Database, pair_id: str, rows: int, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add_all(a_goal(mentee, pair_id, str(number)) for number in range(rows))
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


def test_of_two_edits_at_the_same_moment_one_is_kept_and_the_other_hears_of_it(
    deps: Deps, db: Database, pair_id: str
) -> None:
    goal_id = set_goal(deps, pair_id)

    def edit(user_id: str) -> str:
        draft = a_draft(title=user_id)
        try:
            goals.change_goal(deps, actor=the(db, user_id), goal_id=goal_id, draft=draft, revision=1, due_field="due")
        except GoalChangedError as refusal:
            return refusal.newer.now.said.title
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(edit, (MENTEE, MENTOR)))
    (goal,) = kept(db, pair_id)
    assert outcomes == {"kept", goal.title}
    assert goal.revision == 2


def test_the_same_goal_sent_at_the_same_moment_is_kept_once(deps: Deps, db: Database, pair_id: str) -> None:
    mentee = the(db, MENTEE)

    def send(_: int) -> None:
        goals.set_goal(deps, actor=mentee, pair_id=pair_id, draft=a_draft(), goal_id="g" * 32, due_field="due")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    assert len(kept(db, pair_id)) == 1


def test_a_pair_that_has_not_said_yes_yet_has_no_goals_and_no_items(deps: Deps, db: Database) -> None:
    proposed = pair_up(db, state=PairState.PROPOSED)
    for board in (goals.board, items.board):
        with pytest.raises(NotYoursError):
            board(deps, actor=the(db, MENTEE), pair_id=proposed, page=0)
