"""Doors on screen: a letter that is drafted already, answers by one tap, and two who write at a time."""

from datetime import date

import pytest

from bot.deps import Deps
from bot.services import doors
from bot.views import doors as doors_view
from bot.views.carried import Carried
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import DoorKind, DoorState, TouchpointKind
from tests.integration.check_in_steps import asked_now, question_in
from tests.integration.door_steps import ABOUT, LETTER, PLAINLY, WHOM, asked, begin, heard, kept, let_stand, typed, word
from tests.integration.steps import lying_on, opened, pressed
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, has_left, the
from tests.payloads import Payload, press, press_message, slash, submit, submit_as_shown
from tests.planning import message, planned, pushed, redrawn
from tests.rapport import Rapport, held_back

EMOJI = "\N{GRINNING FACE}"


def board_of(rapport: Rapport, user: str) -> Payload:
    return opened(rapport, slash("/mentor", "doors", user=user))


def texts(view: Payload) -> str:
    return "\n".join(str(block.get("text", {}).get("text")) for block in view["blocks"])


def test_each_side_finds_what_it_can_begin(rapport: Rapport, pair_id: str) -> None:
    mentees, mentors = board_of(rapport, MENTEE), board_of(rapport, MENTOR)
    assert "Ask for a good word" in str(mentees)
    assert "Ask for a good word" not in str(mentors)
    assert "Draft an introduction" in str(mentors)
    assert "Nothing here yet." in str(mentors)


def test_a_letter_stands_in_the_form_with_both_names_and_its_gaps_are_filled(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTOR), "Draft an introduction", user=MENTOR))
    draft = form["blocks"][-1]["element"]["initial_value"]
    assert "may I introduce Maya Lindqvist to you?" in draft
    assert draft.endswith("Idris Okafor")
    sent = submit_as_shown(form, typed(title="Prof. Adeyemi", about="sepsis"), user=MENTOR)
    answer, drawn = redrawn(rapport, sent)
    assert answer == {}
    assert "Prof. Adeyemi" in texts(drawn)
    assert "a draft, not sent yet" in str(drawn)
    page = pushed(rapport, press(drawn, "The letter", user=MENTOR))
    letter = page["blocks"][-1]["element"]["initial_value"]
    assert letter.startswith("Dear Prof. Adeyemi,")
    assert "talking about sepsis" in letter
    assert "[" not in letter


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"about": "x", "letter": "x"}, "door_title"),
        ({"title": "x", "letter": "x"}, "door_about"),
        ({"title": "x", "about": "x"}, "door_letter"),
        ({"title": "x" * 201, "about": "x", "letter": "x"}, "door_title"),
        ({"title": "x", "about": "x", "letter": "x" * 2501}, "door_letter"),
        ({"title": "x" * 200, "about": "x", "letter": "[to whom]" * 20}, "door_letter"),
    ],
)
def test_what_is_missing_or_too_long_is_said_beside_its_field(
    rapport: Rapport, pair_id: str, entered: dict[str, str], field: str
) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTOR), "Draft an introduction", user=MENTOR))
    answer = rapport.answer_to(submit(form, typed(**entered), user=MENTOR))
    assert list(answer["errors"]) == [field]


def test_a_mentee_asks_for_a_word_by_a_day_and_the_form_sent_twice_asks_once(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTEE), "Ask for a good word"))
    entered = {**typed(title=WHOM), "door_day": {"type": "datepicker", "selected_date": "2020-01-01"}}
    with held_back(rapport):
        assert list(rapport.answer_to(submit(form, entered))["errors"]) == ["door_day"]
    payload = submit(form, typed(title=WHOM, about=ABOUT))
    for _ in range(2):
        done = rapport.answer_to(payload)["view"]
        assert check_view(done) == []
        assert "Idris Okafor is asked" in str(done)
    assert len(planned(db, TouchpointKind.DOOR_OPENED)) == 1


def test_a_mentor_answers_with_one_tap_on_the_message(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    door_id = asked(deps, pair_id)
    line = pressed(rapport, message(deps, TouchpointKind.DOOR_OPENED), "Yes", user=MENTOR)
    assert line["text"] == "You have said yes. Maya Lindqvist is told."
    assert kept(db, door_id).state is DoorState.YES


def test_somebody_better_placed_is_named_in_a_form_and_told_in_the_place_of_the_message(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = asked(deps, pair_id)
    heard(db, at=NOW)
    reminder = message(deps, TouchpointKind.DOOR_WAITS)
    payload = press_message(reminder, "I know someone better", user=MENTOR, response_url=rapport.slack.response_url)
    form = opened(rapport, payload)
    assert list(rapport.answer_to(submit(form, {}, user=MENTOR))["errors"]) == ["door_name"]
    assert rapport.answer_to(submit(form, typed(name="MARKER Dr Sato"), user=MENTOR)) == {}
    line = rapport.slack.wait_for("response_url")
    assert "The name stands in Rapport" in line["text"]
    assert "MARKER" not in str(line)
    assert kept(db, door_id).answer == "MARKER Dr Sato"
    assert "better placed: MARKER Dr Sato" in str(board_of(rapport, MENTEE))


def test_a_late_press_changes_nothing_and_says_what_is_true(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = asked(deps, pair_id)
    said = message(deps, TouchpointKind.DOOR_OPENED)
    let_stand(deps, door_id, DoorState.WITHDRAWN, by=MENTEE)
    for label in ("Yes", "Not now", "I know someone better"):
        assert "has set this aside" in pressed(rapport, said, label, user=MENTOR)["text"]
    assert kept(db, door_id).revision == 2


def test_buttons_on_the_board_do_their_work_and_draw_it_anew(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = begin(deps, pair_id, DoorKind.OPPORTUNITY, matters_on=date(2026, 12, 1))
    board = board_of(rapport, MENTEE)
    assert "Tue 1 Dec 2026" in str(board)
    rapport.answer_to(press(board, "I take it up"))
    drawn = rapport.slack.wait_for("views.update")["view"]
    assert check_view(drawn) == []
    assert "begun: 1 · came to something: 1" in str(drawn)
    assert kept(db, door_id).state is DoorState.TAKEN


def test_whoever_says_that_a_letter_is_sent_is_asked_once_more(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    begin(deps, pair_id, DoorKind.INTRODUCTION)
    (button,) = [
        each
        for block in board_of(rapport, MENTEE)["blocks"]
        for each in block.get("elements", [])
        if each.get("action_id") == "door:act:sent"
    ]
    assert "Rapport sends nothing itself" in button["confirm"]["text"]["text"]


def test_what_the_other_one_has_written_meanwhile_is_shown_and_nothing_typed_is_lost(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
    page = pushed(rapport, press(board_of(rapport, MENTOR), "The letter", user=MENTOR))
    word(deps, door_id, "MARKER of the mentee", by=MENTEE)
    with held_back(rapport):
        again = rapport.answer_to(lying_on("V0", submit(page, typed(letter="MARKER of mine"), user=MENTOR)))["view"]
    assert check_view(again) == []
    assert "MARKER of the mentee" in texts(again)
    assert again["blocks"][-1]["element"]["initial_value"] == "MARKER of mine"
    assert kept(db, door_id).letter == "MARKER of the mentee"
    answer, _ = redrawn(rapport, submit(again, typed(letter="MARKER of both"), user=MENTOR))
    assert answer == {}
    assert kept(db, door_id).letter == "MARKER of both"


def test_what_was_typed_stays_to_be_read_where_the_other_one_wrote_as_well_and_has_left(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
    page = pushed(rapport, press(board_of(rapport, MENTOR), "The letter", user=MENTOR))
    word(deps, door_id, "MARKER of the mentee", by=MENTEE)
    has_left(db, MENTEE)
    again = rapport.answer_to(submit(page, typed(letter="MARKER of mine"), user=MENTOR))["view"]
    assert "submit" not in again
    assert texts(again).splitlines()[-1] == "MARKER of mine"


def test_a_letter_that_was_sent_meanwhile_stays_and_the_typed_one_is_still_there(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
    page = pushed(rapport, press(board_of(rapport, MENTOR), "The letter", user=MENTOR))
    let_stand(deps, door_id, DoorState.SENT)
    answer = rapport.answer_to(submit(page, typed(letter="MARKER of mine"), user=MENTOR))
    assert list(answer["errors"]) == ["door_letter"]
    assert kept(db, door_id).letter == LETTER


def test_a_check_in_leads_to_an_introduction(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    asks = asked_now(deps, pair_id, clock)
    found = question_in(asks)
    forged = press_message(asks, "Not now", user=MENTOR, response_url=rapport.slack.response_url)
    value = f"{found.pair_id}:door:{found.number}"
    action = {"type": "button", "action_id": "check_in:introduce", "value": value, "block_id": "b"}
    form = opened(rapport, {**forged, "actions": [action]})
    done = rapport.answer_to(submit_as_shown(form, typed(title=WHOM, about=ABOUT), user=MENTOR))["view"]
    assert check_view(done) == []
    (row,) = planned(db, TouchpointKind.DOOR_OPENED)
    assert row.member_id == the(db, MENTEE).id
    board = opened(rapport, press(done, "Doors", user=MENTOR), "views.update")
    assert PLAINLY in texts(board)


def test_a_page_of_nothing_but_emoji_is_still_shown(deps: Deps, db: Database, pair_id: str) -> None:
    for _ in range(10):
        door_id = begin(deps, pair_id, DoorKind.INTRODUCTION, title=EMOJI * 200, about=EMOJI * 600, letter=EMOJI * 2500)
        let_stand(deps, door_id, DoorState.SENT)
    board = doors.board(deps, actor=the(db, MENTEE), pair_id=pair_id, page=0)
    carried = Carried(pair_id=pair_id, board="doors")
    assert check_view(doors_view.board(deps.catalog, board=board, carried=carried)) == []
