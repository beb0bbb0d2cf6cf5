"""Agreements in Slack: from the first question to what stands, on the screens of both sides; forged and old buttons."""

import pytest

from bot.views.blocks import Payload
from storage.database import Database
from storage.vocabulary import AgreementField as Field
from storage.vocabulary import TouchpointKind
from tests.integration.agreement_steps import agree, answer, both_send, lines, newest, send, written
from tests.integration.recap_screens import typed, updated, words_of
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol
from tests.payloads import press, press_message, slash, submit
from tests.planning import planned
from tests.rapport import Rapport


def board_of(rapport: Rapport, user: str = MENTEE) -> Payload:
    """Open the board by its word."""
    return opened(rapport, slash("/mentor", "agreement", user=user))


def labels(view: Payload) -> list[str]:
    """Return the labels of all buttons of a view."""
    elements = [
        element
        for block in view["blocks"]
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    ]
    return [element["text"]["text"] for element in elements if element["type"] == "button"]


def test_from_the_first_answer_to_what_stands(rapport: Rapport, pair_id: str) -> None:
    form = opened(rapport, press(board_of(rapport), "Answer"), "views.push")
    sent = lying_on("V0", submit(form, typed("agreement_purpose", "Grants")))
    assert rapport.answer_to(sent) == {}
    below = rapport.slack.wait_for("views.update")
    assert below["view_id"] == "V0"
    assert "1 of 3 answered" in str(below["view"])
    waiting = updated(rapport, press(below["view"], "Send my answers"))
    assert "Your answers are sent" in str(waiting)
    answer(rapport.deps, pair_id, by=MENTOR, purpose="A chair")
    comparing = updated(rapport, press(board_of(rapport, MENTOR), "Send my answers", user=MENTOR))
    page = updated(rapport, press(comparing, "Compare", user=MENTOR))
    assert words_of(page) == ["A chair", "Grants"]
    wording = opened(rapport, press(page, "Word it together", user=MENTOR), "views.push")
    kept = lying_on("V1", submit(wording, typed("agreement_wording_purpose", "A chair with grants"), user=MENTOR))
    settled = updated(rapport, kept)
    assert words_of(settled) == ["A chair", "Grants", "A chair with grants"]
    board = updated(rapport, press(settled, "Overview", user=MENTOR))
    asked = updated(rapport, press(board, "Yes, this is what we agree on", user=MENTOR))
    assert "You have said yes" in str(asked)
    standing = updated(rapport, press(board_of(rapport), "Yes, this is what we agree on"))
    assert "Version 1 stands since" in str(standing)
    assert labels(standing) == ["Look at it again", "Read", "As a document", "How it goes", "Work and credit"]
    assert words_of(updated(rapport, press(standing, "Read"))) == ["A chair with grants"]


def test_the_five_minute_version_is_one_form_that_sends(rapport: Rapport, pair_id: str) -> None:
    form = opened(rapport, press(board_of(rapport), "The five-minute version"), "views.push")
    fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    assert len(fields) == 5
    refused = rapport.answer_to(submit(form, {}))
    assert refused["errors"] == {"agreement_purpose": rapport.deps.catalog.agreements.no_answers}
    answered = rapport.answer_to(submit(form, typed("agreement_mentor_duty", "Answer within a week")))
    assert "Your answers are sent" in str(answered["view"])
    assert newest(rapport.deps, pair_id).mentee_sent_at is not None


@pytest.mark.parametrize(("label", "stands"), [("Mine will do", "A chair"), ("Maya Lindqvist's will do", "Grants")])
def test_one_tap_settles_a_question(rapport: Rapport, pair_id: str, label: str, stands: str) -> None:
    answer(rapport.deps, pair_id, by=MENTOR, purpose="A chair")
    send(rapport.deps, pair_id, by=MENTOR)
    answer(rapport.deps, pair_id, purpose="Grants")
    send(rapport.deps, pair_id)
    page = updated(rapport, press(board_of(rapport, MENTOR), "Compare", user=MENTOR))
    settled = updated(rapport, press(page, label, user=MENTOR))
    assert words_of(settled)[-1] == stands
    assert lines(rapport.deps, newest(rapport.deps, pair_id).id)[Field.PURPOSE].common == stands


def test_the_pages_of_a_version_can_be_turned(rapport: Rapport, pair_id: str) -> None:
    both_send(rapport.deps, pair_id, facilitator="MARKER Vera")
    page = updated(rapport, press(board_of(rapport), "Compare"))
    for _ in range(4):
        page = updated(rapport, press(page, "Next page"))
    assert words_of(page)[0] == "MARKER Vera"
    assert rapport.deps.catalog.agreements.ending in words_of(page)


def test_a_change_made_meanwhile_is_told_and_nothing_typed_is_lost(rapport: Rapport, pair_id: str) -> None:
    both_send(rapport.deps, pair_id)
    page = updated(rapport, press(board_of(rapport), "Compare"))
    form = opened(rapport, press(page, "Word it together"), "views.push")
    updated(rapport, press(page, "Mine will do"))
    refused = rapport.answer_to(submit(form, typed("agreement_wording_purpose", "mine")))
    assert list(refused["errors"]) == ["agreement_wording_purpose"]


@pytest.mark.parametrize("name", ["agreement_purpose", "agreement_scope"])
def test_what_is_too_long_is_refused_beside_its_field(rapport: Rapport, pair_id: str, name: str) -> None:
    form = opened(rapport, press(board_of(rapport), "Answer"), "views.push")
    assert list(rapport.answer_to(submit(form, typed(name, "x" * 1001)))["errors"]) == [name]


def test_every_press_of_a_stranger_is_refused(rapport: Rapport, db: Database, pair_id: str) -> None:
    enrol(db, STRANGER)
    agree(rapport.deps, pair_id)
    board = board_of(rapport)
    page = updated(rapport, press(board, "Read"))
    before = newest(rapport.deps, pair_id)
    rapport.slack.calls.clear()
    for view, label in ((board, "Look at it again"), (board, "Read"), (board, "As a document"), (page, "Next page")):
        times = len(rapport.slack.called("views.push")) + 1
        rapport.answer_to(press(view, label, user=STRANGER))
        refused = rapport.slack.wait_for("views.push", times=times)["view"]
        assert rapport.deps.catalog.common.not_yours in str(refused)
    assert newest(rapport.deps, pair_id) == before
    assert planned(db, TouchpointKind.AGREEMENT_FILE) == []


def test_a_forged_question_or_version_is_refused(rapport: Rapport, pair_id: str) -> None:
    both_send(rapport.deps, pair_id)
    page = updated(rapport, press(board_of(rapport), "Compare"))
    for label, value in (("Mine will do", "nothing"), ("Mine will do", "style"), ("Word it together", "channel")):
        payload = press(page, label)
        payload["actions"][0]["value"] = value
        times = len(rapport.slack.called("views.push")) + 1
        rapport.answer_to(payload)
        refused = rapport.slack.wait_for("views.push", times=times)["view"]
        assert rapport.deps.catalog.common.not_yours in str(refused)


def test_one_tap_in_the_message_says_that_all_still_holds(rapport: Rapport, pair_id: str) -> None:
    agreement_id = agree(rapport.deps, pair_id)
    message = written(rapport.deps, TouchpointKind.AGREEMENT_REVIEW, agreement_id, at=NOW)
    assert isinstance(message, dict)
    url = rapport.slack.response_url
    rapport.answer_to(press_message(message, "All of it still holds", response_url=url))
    answered = rapport.slack.wait_for("response_url")
    assert answered["replace_original"] is True
    assert "still holds" in answered["text"]
    assert newest(rapport.deps, pair_id).mentee_confirmed_at is not None


def test_the_document_is_asked_for_once_and_comes_to_the_messages(rapport: Rapport, pair_id: str) -> None:
    agree(rapport.deps, pair_id)
    board = board_of(rapport)
    say = rapport.deps.catalog.agreements
    assert say.file_sent in str(opened(rapport, press(board, "As a document"), "views.push"))
    assert say.file_there in str(opened(rapport, press(board, "As a document"), "views.push"))
    assert len(planned(rapport.deps.db, TouchpointKind.AGREEMENT_FILE)) == 1


def test_somebody_in_no_pair_reads_what_will_stand_here(rapport: Rapport, db: Database) -> None:
    enrol(db, STRANGER)
    view = board_of(rapport, STRANGER)
    assert rapport.deps.catalog.agreements.unpaired in str(view)


def test_the_longest_answers_of_both_fit_one_page(rapport: Rapport, pair_id: str) -> None:
    longest = {"cadence": "😀" * 500, "prepare": "😀" * 500, "notice": "😀" * 500, "channel": "😀" * 500}
    for by in (MENTEE, MENTOR):
        answer(rapport.deps, pair_id, by=by, **{name: text + by for name, text in longest.items()})
        send(rapport.deps, pair_id, by=by)
    page = updated(rapport, press(board_of(rapport), "Compare"))
    assert len(words_of(page)) == 8
