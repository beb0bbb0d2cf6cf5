"""The one reminder of an action item: when, to whom, and what its buttons do."""

from datetime import UTC, date, datetime

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.services import access, items
from bot.services.item_messages import due
from bot.services.letter import PointlessError
from bot.services.post import WRITERS
from sandbox.blockkit import check_message, check_view
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import ItemState, Side, TouchpointKind
from tests.integration.item_steps import (
    FRIDAY_WEEK,
    MENTOR_TOLD,
    add,
    dated,
    kept,
    letter,
    move,
    reminder,
    reminders,
    soon,
)
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the
from tests.payloads import press_message
from tests.rapport import Rapport, held_back


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
    with held_back(rapport) as lazy:
        refused = rapport.answer_to(dated(form, date(2020, 1, 1), user=MENTOR))
        assert list(refused["errors"]) == ["item_due"]
        answer = rapport.answer_to(dated(form, soon(60), user=MENTOR))
    assert check_view(answer["view"]) == []
    for run in lazy:
        run()
    assert len(lazy) == 2
    (line,) = rapport.slack.called("response_url")
    assert line["text"].startswith("With Maya Lindqvist: the new date is ")
    assert (kept(db, item_id).due_on, kept(db, item_id).revision) == (soon(60), 2)


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
