"""Finding things by what a person reads on them."""

import pytest

from sandbox.blockkit import with_ids
from sandbox.forms import FormError, Found, find_by_label
from tests.sandbox.blocks import Json, actions, asks, element, option, plain, section

PAGE = with_ids(
    [
        section("*Your goals* this term", accessory=element("overflow", options=[option("Archive"), option("Share")])),
        actions(
            element("button", text=plain("Add a goal"), action_id="add"),
            element("button", text=plain("Open"), accessibility_label="Open the agreement", action_id="open"),
            element("users_select", placeholder=plain("Choose a person"), action_id="who"),
            element("datepicker", action_id="day"),
        ),
        section("How often do you meet?", accessory=element("static_select", action_id="often")),
        asks(element("plain_text_input", action_id="title"), label=plain("Title")),
        asks(element("radio_buttons", options=[option("Weekly"), option("Monthly")], action_id="rhythm")),
        asks(element("checkboxes", options=[option("Remind me")], action_id="remind"), label=plain("Reminders")),
    ]
)


@pytest.mark.parametrize(
    ("label", "action_id", "value"),
    [
        ("Add a goal", "add", None),
        ("add a GOAL", "add", None),
        ("Add", "add", None),
        ("Open", "open", None),
        ("Open the agreement", "open", None),
        ("Choose a person", "who", None),
        ("How often do you meet?", "often", None),
        ("title", "title", None),
        ("Weekly", "rhythm", "Weekly"),
        ("Remind me", "remind", "Remind me"),
        ("Reminders", "remind", None),
    ],
)
def test_a_label_finds_what_reads_like_it(label: str, action_id: str, value: str | None) -> None:
    found = find_by_label(PAGE, label)
    assert (found.action_id, found.value) == (action_id, value)


def test_an_option_of_an_overflow_menu_is_found_with_its_value() -> None:
    menu = PAGE[0]["accessory"]
    assert find_by_label(PAGE, "share") == Found(PAGE[0]["block_id"], menu["action_id"], menu, "Share")


def test_a_section_is_named_without_its_mrkdwn_stars() -> None:
    assert find_by_label(PAGE, "your goals this term").element["type"] == "overflow"


def test_the_whole_label_wins_over_the_beginning_of_a_longer_one() -> None:
    blocks = with_ids([actions(*[element("button", text=plain(text)) for text in ("Save and close", "Save")])])
    assert find_by_label(blocks, "save").element["text"] == plain("Save")


def test_a_label_that_begins_several_things_is_refused_with_the_list() -> None:
    blocks = with_ids([actions(*[element("button", text=plain(text)) for text in ("Save now", "Save later")])])
    with pytest.raises(FormError, match=r"Several things read like Save\. There is: Save now, Save later\."):
        find_by_label(blocks, "Save")


def test_two_buttons_with_one_text_are_refused() -> None:
    blocks = with_ids([actions(element("button"), element("button"))])
    with pytest.raises(FormError, match="Several"):
        find_by_label(blocks, "Go")


def test_a_label_that_is_not_there_is_refused_with_the_list() -> None:
    with pytest.raises(FormError, match=r"Nothing reads like Delete\. There is: .*Add a goal.*Title"):
        find_by_label(PAGE, "Delete")


def test_a_page_without_anything_to_use_says_so() -> None:
    with pytest.raises(FormError, match="nothing to use"):
        find_by_label([{"type": "divider", "block_id": "d"}], "Go")


def test_kinds_tell_a_button_from_a_field_of_the_same_name() -> None:
    field: Json = asks(element("plain_text_input", action_id="field"), label=plain("Goal"))
    blocks = with_ids([actions(element("button", text=plain("Goal"), action_id="press")), field])
    assert find_by_label(blocks, "Goal", kinds={"button"}).action_id == "press"
    assert find_by_label(blocks, "Goal", kinds={"plain_text_input"}).action_id == "field"


def test_feedback_is_found_by_either_of_its_buttons() -> None:
    blocks = with_ids([{"type": "context_actions", "elements": [element("feedback_buttons")]}])
    assert find_by_label(blocks, "Bad").value == "bad"
