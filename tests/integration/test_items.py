"""Action items of a pair: the board, the form, the reminder to the owner, and who may touch them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import access, items
from bot.services.item_messages import due
from bot.services.letter import Letter, PointlessError
from bot.services.post import WRITERS
from sandbox.blockkit import check_message, check_view
from storage.columns import new_id
from storage.database import Database
from storage.items import ActionItem, item_by_id, open_items
from storage.touchpoints import Touchpoint
from storage.vocabulary import ItemState, Side, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.payloads import Payload, choose, press, press_message, slash, submit
from tests.rapport import Rapport

TASK = "Send the draft <!channel> & <@U1>"
FRIDAY_WEEK = date(2026, 11, 13)
MENTOR_TOLD = datetime(2026, 11, 10, 8, tzinfo=UTC)
"""Nine o'clock in Berlin, three days before."""


@pytest.fixture
def deps(rapport: Rapport) -> Deps:
    """The bot's collaborators, at ten o'clock of a Tuesday in Toronto."""
    return replace(rapport.deps, clock=HandClock(NOW))


@pytest.fixture
def pair_id(db: Database) -> str:
    """A pair of Maya, who is mentored, and Idris."""
    return pair_up(db)


def add(
    deps: Deps, pair_id: str, *, owner: Side = Side.MENTOR, task: str = TASK, due_on: date | None = FRIDAY_WEEK
) -> str:
    item_id = new_id()
    draft = ItemDraft(owner=owner, task=task, due_on=due_on)
    items.add(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, draft=draft, item_id=item_id, due_field="due")
    return item_id


def move(deps: Deps, item_id: str, due_on: date, *, revision: int = 1, by: str = MENTOR) -> None:
    actor = the(deps.db, by)
    items.move(deps, actor=actor, item_id=item_id, due_on=due_on, revision=revision, due_field="due")


def reminders(db: Database) -> list[Touchpoint]:
    with db.read() as session:
        return list(session.exec(select(Touchpoint).where(Touchpoint.kind == TouchpointKind.ITEM_DUE)))


def letter(deps: Deps, touchpoint: Touchpoint, *, to: str = MENTOR) -> Letter:
    return Letter(
        kind=touchpoint.kind,
        team_id=touchpoint.team_id,
        member=the(deps.db, to),
        subject_id=touchpoint.subject_id,
        revision=touchpoint.revision,
        at=touchpoint.due_at,
    )


def reminder(deps: Deps, item_id: str) -> Payload:
    (planned,) = [each for each in reminders(deps.db) if each.subject_id == item_id]
    written = due(deps, letter(deps, planned))
    assert isinstance(written, dict)
    assert check_message(written) == []
    return written


def kept(db: Database, item_id: str) -> ActionItem:
    with db.read() as session:
        item = item_by_id(session, item_id=item_id)
    assert item
    return item


def opened(rapport: Rapport, payload: Payload, method: str = "views.open") -> Payload:
    times = len(rapport.slack.called(method)) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for(method, times=times)["view"]
    assert check_view(view) == []
    return view


def filled(form: Payload, **changed: Any) -> Payload:  # noqa: ANN401 - any state of a field
    values: dict[str, Payload] = {
        "item_task": {"type": "plain_text_input", "value": TASK},
        "item_owner": {"type": "static_select", "selected_option": {"value": "mentor"}},
        "item_due": {"type": "datepicker", "selected_date": None},
    }
    return submit(form, {**values, **changed})


def dated(form: Payload, day: date, *, user: str = MENTEE) -> Payload:
    return submit(form, {"item_due": {"type": "datepicker", "selected_date": day.isoformat()}}, user=user)


def new_form(rapport: Rapport) -> Payload:
    return opened(rapport, press(opened(rapport, slash("/mentor", "items")), "Add an item"), "views.push")


def soon(days: int) -> date:
    return (datetime.now(UTC) + timedelta(days=days)).date()


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


def test_only_the_owner_is_reminded_once_on_the_owners_clock(deps: Deps, db: Database, pair_id: str) -> None:
    item_id = add(deps, pair_id, owner=Side.MENTOR)
    (planned,) = reminders(db)
    assert (planned.member_id, planned.subject_id, planned.due_at) == (the(db, MENTOR).id, item_id, MENTOR_TOLD)
    assert planned.expires_at == datetime(2026, 11, 13, 22, 59, tzinfo=UTC)


def test_what_is_due_sooner_than_three_days_reminds_nobody(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id, due_on=date(2026, 11, 5))
    add(deps, pair_id, due_on=None)
    assert reminders(db) == []


def test_a_new_date_plans_a_new_reminder_and_makes_the_old_one_pointless(
    deps: Deps, db: Database, pair_id: str
) -> None:
    item_id = add(deps, pair_id)
    move(deps, item_id, date(2026, 12, 11))
    old, new = sorted(reminders(db), key=lambda each: each.revision)
    assert (old.revision, new.revision) == (1, 2)
    assert new.due_at == datetime(2026, 12, 8, 8, tzinfo=UTC)
    with pytest.raises(PointlessError, match="moved"):
        due(deps, letter(deps, old))
    assert "Fri 11 Dec 2026" in str(due(deps, letter(deps, new)))


def test_a_closed_item_and_one_that_is_not_theirs_remind_nobody(deps: Deps, db: Database, pair_id: str) -> None:
    item_id = add(deps, pair_id)
    (planned,) = reminders(db)
    with pytest.raises(PointlessError, match="gone"):
        due(deps, letter(deps, planned, to=STRANGER))
    items.close(deps, actor=the(db, MENTEE), item_id=item_id, state=ItemState.DONE)
    with pytest.raises(PointlessError, match="done"):
        due(deps, letter(deps, planned))


def test_the_reminder_names_the_partner_and_the_day_and_keeps_the_words_to_itself(deps: Deps, pair_id: str) -> None:
    message = reminder(deps, add(deps, pair_id, task="MARKER"))
    assert "Maya Lindqvist" in message["text"]
    assert "Fri 13 Nov 2026" in message["text"]
    assert "MARKER" not in str(message)
    assert WRITERS[TouchpointKind.ITEM_DUE] is due


@pytest.mark.parametrize(("label", "state"), [("Done", ItemState.DONE), ("Drop", ItemState.DROPPED)])
def test_a_press_on_the_reminder_closes_the_item_and_leaves_one_line(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, label: str, state: ItemState
) -> None:
    item_id = add(deps, pair_id)
    message = reminder(deps, item_id)
    rapport.answer_to(press_message(message, label, user=MENTOR, response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url")
    assert line["replace_original"] is True
    assert len(line["blocks"]) == 1
    assert check_message({"text": line["text"], "blocks": line["blocks"]}) == []
    assert kept(db, item_id).state is state


def test_a_late_press_on_an_old_reminder_changes_nothing_and_says_what_is_true(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    item_id = add(deps, pair_id)
    message = reminder(deps, item_id)
    items.close(deps, actor=the(db, MENTEE), item_id=item_id, state=ItemState.DROPPED)
    for number, label in enumerate(("Done", "New date"), start=1):
        rapport.answer_to(press_message(message, label, user=MENTOR, response_url=rapport.slack.response_url))
        line = rapport.slack.wait_for("response_url", times=number)
        assert line["text"] == "With Maya Lindqvist: dropped."
    assert kept(db, item_id).state is ItemState.DROPPED


def test_a_new_date_from_the_reminder_is_kept_and_told_in_its_place(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    item_id = add(deps, pair_id, task="MARKER")
    pressed = press_message(reminder(deps, item_id), "New date", user=MENTOR, response_url=rapport.slack.response_url)
    form = opened(rapport, pressed)
    assert "MARKER" in str(form)
    refused = rapport.answer_to(dated(form, date(2020, 1, 1), user=MENTOR))
    assert list(refused["errors"]) == ["item_due"]
    answer = rapport.answer_to(dated(form, soon(60), user=MENTOR))
    assert check_view(answer["view"]) == []
    line = rapport.slack.wait_for("response_url")
    assert line["text"].startswith("With Maya Lindqvist: the new date is ")
    assert len(rapport.slack.called("response_url")) == 1
    assert (kept(db, item_id).due_on, kept(db, item_id).revision) == (soon(60), 2)


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


def test_a_known_id_is_answered_as_the_first_time_within_any_transaction(
    deps: Deps, db: Database, pair_id: str
) -> None:
    mentee, item_id = the(db, MENTEE), new_id()
    for task in ("first", "second"):
        with db.begin() as session:
            card = access.pair_of(session, mentee, pair_id)
            draft = ItemDraft(owner=Side.MENTEE, task=task, due_on=FRIDAY_WEEK)
            item = items.add_in(
                session, card=card, actor=mentee, meeting_id=None, draft=draft, now=NOW, item_id=item_id
            )
        assert item.task == "first"
    assert len(reminders(db)) == 1


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


def test_a_stranger_who_forges_a_press_gets_a_sentence_and_no_words(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    item_id = add(deps, pair_id, task="MARKER")
    message = reminder(deps, item_id)
    for number, label in enumerate(("Done", "New date", "Drop", "See what it is"), start=1):
        rapport.answer_to(press_message(message, label, user=STRANGER, response_url=rapport.slack.response_url))
        answer = rapport.slack.wait_for("response_url", times=number)
        assert answer["text"] == rapport.deps.catalog.common.not_yours
    assert "MARKER" not in str(rapport.slack.calls)
    assert kept(db, item_id).state is ItemState.OPEN


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_board_costs_three_queries_however_many_items_there_are(
    deps: Deps, db: Database, pair_id: str, rows: int, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add_all(
            ActionItem(
                pair_id=pair_id,
                team_id=mentee.team_id,
                author_id=mentee.id,
                owner_id=mentee.id,
                task=str(number),
                changed_at=NOW,
            )
            for number in range(rows)
        )
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
