"""A private request from the first box to the receipt, through the real handlers."""

from typing import Any

import pytest
from sqlalchemy import MetaData

from bot.domain.relay import receipts
from bot.domain.relay.slots import taken
from bot.views.relay import names
from storage.database import Database
from storage.relay.vocabulary import TagKind, Theme, Urgency, Wish
from tests.asked import cases_by, head_of, kept_rows, the_cases
from tests.asking import (
    MARKER,
    Entered,
    as_kept,
    ask,
    checked,
    door_of,
    forgotten,
    form_of,
    home_of,
    look,
    receipt_on,
    staffed,
    texts_of,
)
from tests.facilitating import FACILITATOR
from tests.log_capture import captured_logs
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up
from tests.payloads import Payload, submit
from tests.rapport import Rapport


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


def dump_of(db: Database) -> dict[str, list[Any]]:
    """Return every row of every table of the main database."""
    found = MetaData()
    found.reflect(db.reader)
    with db.reader.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(table.select()).all())) for name, table in found.tables.items()
        }


def test_a_request_from_home_is_found_by_its_slot_and_by_its_receipt(rapport: Rapport) -> None:
    entered = Entered(themes=(Theme.COMPETITION, Theme.NOT_SURE), wish=Wish.SIT_IN, urgency=Urgency.WHEN_YOU_CAN)
    receipt = ask(rapport, entered, home=home_of(rapport))
    owned = as_kept(rapport.slack.wait_for("views.publish", times=2)["view"])
    (slot,) = taken(door_of(rapport, home=owned).slots)
    secret = receipts.secret_of(receipt_on(receipt))
    assert secret
    labels = [case.label for case in the_cases(rapport)]
    assert cases_by(rapport, slot.secret, TagKind.SLOT) == labels
    assert cases_by(rapport, secret, TagKind.RECEIPT) == labels
    assert labels[0] in texts_of(receipt)
    head = head_of(rapport)
    assert (head.themes, head.wish, head.urgency) == (
        (Theme.COMPETITION, Theme.NOT_SURE),
        Wish.SIT_IN,
        Urgency.WHEN_YOU_CAN,
    )
    assert (head.words, head.other) == (MARKER, None)


def test_the_main_database_is_the_same_before_and_after(rapport: Rapport, db: Database) -> None:
    """Relay 3: not one row of it changes from the door to the receipt."""
    home = home_of(rapport)
    before = dump_of(db)
    receipt = ask(rapport, Entered(other=MENTOR, shares=True), home=home)
    answer_group(rapport, receipt, receipt_on(receipt)[-4:])
    rapport.slack.wait_for("views.publish", times=2)
    assert len(the_cases(rapport)) == 1
    assert dump_of(db) == before


def test_only_their_own_account_can_use_a_receipt(rapport: Rapport) -> None:
    secret = receipts.secret_of(receipt_on(ask(rapport)))
    assert secret
    assert len(cases_by(rapport, secret, TagKind.RECEIPT)) == 1
    assert cases_by(rapport, secret, TagKind.RECEIPT, user=MENTOR) == []


def answer_group(rapport: Rapport, receipt: Payload, typed: str) -> Payload:
    """Type the last group of a receipt and return what Slack is told."""
    return rapport.answer_to(submit(receipt, {names.GROUP: {"type": "plain_text_input", "value": typed}}))


def test_the_last_group_is_asked_back_from_paper(rapport: Rapport) -> None:
    receipt = ask(rapport)
    code = receipt_on(receipt)
    wrong = answer_group(rapport, receipt, "0000" if code[-4:] != "0000" else "1111")
    assert wrong == {
        "response_action": "errors",
        "errors": {names.GROUP: rapport.deps.catalog.relay_intake.wrong_group},
    }
    for typed in (code[-4:], code[-4:].lower(), code):
        told = answer_group(rapport, receipt, typed)
        assert rapport.deps.catalog.relay_intake.done_heading in texts_of(checked(told["view"]))


def test_after_the_command_the_receipt_is_the_only_key(rapport: Rapport) -> None:
    receipt = ask(rapport)
    assert rapport.deps.catalog.relay_intake.no_home in texts_of(receipt)
    rapport.app.listener_runner.listener_executor.shutdown(wait=True)
    assert rapport.slack.called("views.publish") == []
    assert len(the_cases(rapport)) == 1


def test_a_home_that_has_changed_meanwhile_stays_and_the_receipt_still_works(rapport: Rapport) -> None:
    """Relay 60: a slot that did not reach its Home loses nothing, as the receipt finds the case again."""
    home = home_of(rapport)
    rapport.slack.answers["views.publish"] = lambda _: {"ok": False, "error": "hash_conflict"}
    with captured_logs("WARNING") as lines:
        receipt = ask(rapport, home=home)
        rapport.app.listener_runner.listener_executor.shutdown(wait=True)
    assert lines.getvalue() == ""
    secret = receipts.secret_of(receipt_on(receipt))
    assert secret
    assert len(cases_by(rapport, secret, TagKind.RECEIPT)) == 1


def test_a_home_that_was_wiped_carries_free_slots_and_the_next_case_is_not_linked(rapport: Rapport) -> None:
    """Relay 60: with slot and receipt both lost a new request shares no value with the old one."""
    ask(rapport, home=home_of(rapport))
    wiped = {**home_of(rapport), "private_metadata": ""}
    ask(rapport, home=home_of(rapport, before=wiped))
    first, second = the_cases(rapport)
    shared = {value for value in first.model_dump().values() if isinstance(value, bytes)}
    assert not shared & set(second.model_dump().values())
    assert len({tag.tag for tag in kept_rows(rapport)["RelayTag"]}) == 4


def test_a_look_shows_and_marks_and_keeps_nothing(rapport: Rapport) -> None:
    """Relay 55: one's own name, a colleague's and an address are marked; whoever leaves now has left nothing behind."""
    words = "I am Maya, maya@uni.example, and Idris knows, as does Weiss"
    view = look(rapport, form_of(rapport), Entered(words=words))
    runs = next(block for block in view["blocks"] if block["type"] == "rich_text")["elements"][0]["elements"]
    assert [run["text"] for run in runs if "style" in run] == ["Maya", "maya@uni.example,", "Idris", "Weiss"]
    assert "".join(run["text"] for run in runs) == words
    assert words not in view["private_metadata"]
    assert not any(kept_rows(rapport).values())


def test_what_was_changed_after_the_look_is_shown_once_more(rapport: Rapport) -> None:
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    entered.words = "Something else"
    again = look(rapport, seen, entered)
    assert again["callback_id"] == names.FORM
    assert "Something else" in texts_of(again)
    assert not any(kept_rows(rapport).values())
    assert look(rapport, again, entered)["callback_id"] == names.RECEIPT
    assert head_of(rapport).words == "Something else"


def test_a_tick_for_one_name_does_not_stand_for_another(rapport: Rapport) -> None:
    seen = look(rapport, form_of(rapport), Entered(other=MENTOR))
    again = look(rapport, seen, Entered(other=STRANGER, shares=True))
    inputs = [{block["block_id"] for block in view["blocks"] if block["type"] == "input"} for view in (seen, again)]
    assert names.SHARING[1] in inputs[0]
    assert names.SHARING[0] in inputs[1]


def test_facilitators_get_the_words_made_alike(rapport: Rapport) -> None:
    """Relay 53: what is sealed for them holds nothing of how somebody types."""
    ask(rapport, Entered(words="\u201cHe\u2019s\u201d \u200bnever\u00a0there \u2014 \U0001f44d\U0001f3fd"))
    assert head_of(rapport).words == '"He\'s" never there - \U0001f44d'


def test_whatever_is_entered_is_sealed_in_one_length(rapport: Rapport) -> None:
    everything = Entered(themes=list(Theme), words="\U0001f44d" * 1000, other=MENTOR, shares=True)
    for entered in (Entered(words=None), Entered(words="x" * 240), everything):
        ask(rapport, entered)
        forgotten(rapport)
    assert len({len(case.head_ct or b"") for case in the_cases(rapport)}) == 1


def test_no_call_names_the_requester_but_those_that_show_them_a_screen(rapport: Rapport) -> None:
    home = home_of(rapport)
    rapport.slack.calls.clear()
    ask(rapport, Entered(not_these=[FACILITATOR]), home=home)
    rapport.slack.wait_for("views.publish")
    assert {call.method for call in rapport.slack.calls if MENTEE in str(call.arguments)} == {"views.publish"}
    assert not any(call.method.startswith("chat.") for call in rapport.slack.calls)
