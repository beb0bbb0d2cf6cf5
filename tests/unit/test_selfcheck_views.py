"""Every screen of a self-check at its fullest, held against Slack's rules and against what must not stand there."""

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.selfchecks import CheckBoard, Look
from bot.domain.snoozes import Wait
from bot.views import selfchecks as view
from bot.views.carried import Carried
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import CheckItem, PairState, TouchpointKind
from tests.cards import LONGEST_NAME, a_card
from tests.payloads import Payload, press, submit

SAY = load_catalog()
CARRIED = Carried(pair_id="p" * 32, board="check")
FIRST, LATER = date(2026, 3, 3), date(2026, 9, 9)


def a_board(*, now: int = 1, before: int = 5, name: str = "") -> CheckBoard:
    looks = [Look(on, dict.fromkeys(CheckItem, mark)) for on, mark in ((LATER, now), (FIRST, before))]
    return CheckBoard(a_card(name=name), looks)


def screens(board: CheckBoard) -> list[Payload]:
    return [show(SAY, board=board, carried=CARRIED) for show in (view.board, view.form, view.reading)]


@pytest.mark.parametrize("name", [LONGEST_NAME, "<!channel> & *_~`" * 4], ids=["long", "markup"])
def test_the_fullest_screens_fit(name: str) -> None:
    for now in (1, 3):
        shown = screens(a_board(now=now, name=name))
        assert [check_view(each) for each in shown] == [[]] * len(shown)
        assert "<!channel>" not in str(shown)
    assert check_view(view.reading(SAY, board=a_board(now=5), carried=CARRIED)) == []
    assert [check_view(view.sentence(SAY, item=item)) for item in CheckItem] == [[]] * len(CheckItem)


def test_the_offer_says_that_nobody_sees_it_and_can_be_put_off() -> None:
    message = view.offer(SAY, kind=TouchpointKind.CHECK_OFFERED, member_id="m" * 32, revision=4053, waits=list(Wait))
    assert check_message(message) == []
    assert SAY.selfchecks.offer_note in str(message)
    assert SAY.preferences.more_mute in str(message)


def test_there_are_eleven_items_all_optional_and_none_filled_in() -> None:
    form = view.form(SAY, board=a_board(), carried=CARRIED)
    asked = [block for block in form["blocks"] if block["type"] == "input"]
    assert len(asked) == 11
    assert all(block["optional"] for block in asked)
    assert not [block for block in asked if "initial_option" in block["element"]]


def test_only_what_was_offered_is_read() -> None:
    form = view.form(SAY, board=a_board(), carried=CARRIED)
    values = {"reciprocity": "1", "respect": "5", "style": view.SKIP, "values": "9", "interests": "x"}
    entered = {f"{view.FIELD}{item}": {"selected_option": {"value": value}} for item, value in values.items()}
    assert view.read_form(submit(form, entered)["view"]) == {CheckItem.RECIPROCITY: 1, CheckItem.RESPECT: 5}


def test_no_button_carries_what_was_answered() -> None:
    for mark in (1, 3):
        pressed = [
            str(element.get("value", ""))
            for shown in screens(a_board(now=mark))
            for block in shown["blocks"]
            for element in block.get("elements", [])
            if element["type"] == "button"
        ]
        assert pressed
        assert not [value for value in pressed if re.search(r"\d", value)]


def test_no_sum_is_shown() -> None:
    shown = str(view.board(SAY, board=a_board(now=3, before=4), carried=CARRIED)["blocks"])
    assert not {"33", "44", "3.0", "11"} & set(re.findall(r"[\d.]+", shown.replace("*", " ")))
    assert "*3*, before: 4" in shown


def test_something_low_leads_to_a_sentence_a_scenario_a_facilitator_or_nothing() -> None:
    shown = view.reading(SAY, board=a_board(), carried=CARRIED)
    say = SAY.selfchecks
    for label in (say.sentence_button, SAY.common.talk, say.leave_button, "Three minutes: Whose idea?"):
        assert press(shown, label)
    assert say.think_low in str(shown)
    assert say.dropped not in str(shown)


def test_a_drop_is_said_softly() -> None:
    shown = str(view.reading(SAY, board=a_board(now=3), carried=CARRIED))
    assert SAY.selfchecks.think_drop in shown
    assert shown.count(SAY.selfchecks.dropped) == len(CheckItem)


def test_of_an_ended_pair_what_was_answered_can_be_read_and_deleted_and_nothing_added() -> None:
    ended = replace(a_card(), state=PairState.ENDED)
    shown = str(view.board(SAY, board=replace(a_board(), card=ended), carried=CARRIED))
    assert SAY.selfchecks.delete_button in shown
    assert view.BEGIN not in shown


def test_a_button_that_names_no_item_opens_nothing() -> None:
    assert view.chosen({"value": "style"}) is CheckItem.STYLE
    assert view.chosen({"value": "nothing"}) is None
    assert view.chosen({}) is None
