"""Action items of a pair: the board, the forms, and who may touch them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import items
from sandbox.blockkit import check_view
from storage.columns import new_id
from storage.database import Database
from storage.items import open_items
from storage.vocabulary import ItemState, Side
from tests.integration.item_steps import FRIDAY_WEEK, TASK, add, dated, filled, kept, move, new_form, reminders, soon
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.payloads import Payload, choose, slash
from tests.rapport import Rapport
from tests.rows import an_item


def test_an_item_for_the_other_side_is_on_the_board_a_moment_later(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    payload = filled(new_form(rapport))
    payload["view"]["previous_view_id"] = "V0"
    assert rapport.answer_to(payload) == {}
    assert "Send the draft &lt;!channel&gt; &amp; &lt;@U1&gt;" in str(rapport.slack.wait_for("views.update")["view"])
    with db.read() as session:
        (item,) = open_items(session, pair_ids=[pair_id])
    assert (item.task, item.owner_id, item.author_id) == (TASK, the(db, MENTOR).id, the(db, MENTEE).id)


def test_the_same_submission_twice_makes_one_item(rapport: Rapport, db: Database, pair_id: str) -> None:
    payload = filled(new_form(rapport), item_due={"type": "datepicker", "selected_date": soon(30).isoformat()})
    first, second = rapport.answer_to(payload), rapport.answer_to(payload)
    assert first == second
    assert check_view(first["view"]) == []
    with db.read() as session:
        assert len(open_items(session, pair_ids=[pair_id])) == 1
    assert len(reminders(db)) == 1


@pytest.mark.parametrize(
    ("changed", "phrase"),
    [
        ({"item_task": {"type": "plain_text_input", "value": "  "}}, "no_task"),
        ({"item_task": {"type": "plain_text_input", "value": "x" * 3000}}, "too_long"),
        ({"item_owner": {"type": "static_select", "selected_option": {"value": "chair"}}}, "no_owner"),
        ({"item_due": {"type": "datepicker", "selected_date": "2020-01-31"}}, "past_date"),
        ({"item_due": {"type": "datepicker", "selected_date": "9999-12-31"}}, "too_far"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field(
    rapport: Rapport, db: Database, pair_id: str, changed: dict[str, Payload], phrase: str
) -> None:
    answer = rapport.answer_to(filled(new_form(rapport), **changed))
    assert answer["errors"] == {next(iter(changed)): getattr(rapport.deps.catalog.items, phrase).format(limit=500)}
    with db.read() as session:
        assert open_items(session, pair_ids=[pair_id]) == []


def test_ones_own_items_come_first_and_in_each_part_the_nearest(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id, owner=Side.MENTOR, task="his, soon", due_on=date(2026, 11, 5))
    add(deps, pair_id, owner=Side.MENTEE, task="mine, one day", due_on=None)
    add(deps, pair_id, owner=Side.MENTEE, task="mine, later", due_on=date(2026, 12, 5))
    board = items.board(deps, actor=the(db, MENTEE), pair_id=pair_id, page=0)
    assert [item.task for item in board.items] == ["mine, later", "mine, one day", "his, soon"]
    assert [item.is_own for item in board.items] == [True, True, False]


def test_the_board_gives_a_new_date_and_draws_itself_anew(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    item_id = add(deps, pair_id, task="Send the draft")
    board = opened(rapport, slash("/mentor", "items"))
    form = opened(rapport, choose(board, "Send the draft", "New date"), "views.push")
    payload = dated(form, soon(90))
    payload["view"]["previous_view_id"] = "V0"
    assert rapport.answer_to(payload) == {}
    assert "Send the draft" in str(rapport.slack.wait_for("views.update")["view"])
    assert rapport.answer_to(payload) == {}
    assert kept(db, item_id).revision == 2


def test_when_both_move_it_the_later_one_hears_of_it(deps: Deps, db: Database, pair_id: str) -> None:
    item_id = add(deps, pair_id)
    move(deps, item_id, date(2026, 12, 11), by=MENTOR)
    with pytest.raises(UserError, match="another date meanwhile"):
        move(deps, item_id, date(2026, 12, 18), by=MENTEE)
    assert kept(db, item_id).due_on == date(2026, 12, 11)


def test_a_closed_item_takes_no_date(deps: Deps, db: Database, pair_id: str) -> None:
    item_id = add(deps, pair_id)
    items.close(deps, actor=the(db, MENTOR), item_id=item_id, state=ItemState.DONE)
    with pytest.raises(UserError, match="needs no date"):
        move(deps, item_id, date(2026, 12, 11))


def test_today_is_that_of_the_one_who_enters_the_date(deps: Deps, pair_id: str) -> None:
    add(deps, pair_id, due_on=date(2026, 11, 3))
    with pytest.raises(FieldError):
        add(deps, pair_id, due_on=date(2026, 11, 2))


def test_a_done_item_leaves_the_board(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    add(deps, pair_id, task="Send the draft")
    board = opened(rapport, slash("/mentor", "items"))
    emptied = opened(rapport, choose(board, "Send the draft", "Done"), "views.update")
    assert rapport.deps.catalog.items.none_open in str(emptied)


def test_nobody_else_reads_or_changes_an_item(deps: Deps, db: Database, pair_id: str) -> None:
    item_id = add(deps, pair_id)
    stranger = the(db, STRANGER)
    draft = ItemDraft(owner=Side.MENTEE, task="x", due_on=None)
    attempts: list[Callable[[], object]] = [
        lambda: items.board(deps, actor=stranger, pair_id=pair_id, page=0),
        lambda: items.sheet(deps, actor=stranger, item_id=item_id),
        lambda: items.close(deps, actor=stranger, item_id=item_id, state=ItemState.DONE),
        lambda: move(deps, item_id, date(2026, 12, 11), by=STRANGER),
        lambda: items.add(deps, actor=stranger, pair_id=pair_id, draft=draft, item_id=new_id(), due_field="due"),
        lambda: items.sheet(deps, actor=the(db, MENTEE), item_id=new_id()),
    ]
    for attempt in attempts:
        with pytest.raises(NotYoursError):
            attempt()
    assert (kept(db, item_id).state, kept(db, item_id).due_on) == (ItemState.OPEN, FRIDAY_WEEK)


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_board_costs_three_queries_however_many_items_there_are(
    deps: Deps, db: Database, pair_id: str, rows: int, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add_all(an_item(mentee, pair_id, str(number)) for number in range(rows))
    with counted() as statements:
        board = items.board(deps, actor=mentee, pair_id=pair_id, page=rows)
    assert len(statements) == 3
    assert (len(board.items), board.page) == (10, rows // 10 - 1)


def test_the_database_file_holds_no_word_of_an_item(file_db: Database, rapport: Rapport) -> None:
    deps = replace(rapport.deps, clock=HandClock(NOW), db=file_db)
    item_id = add(deps, pair_up(file_db), task="MARKERone")
    file_db.dispose()
    assert file_db.file
    assert b"MARKER" not in file_db.file.read_bytes()
    assert item_id.encode() in file_db.file.read_bytes()
