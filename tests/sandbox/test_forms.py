"""What a person types and chooses, and how Slack keeps it."""

from typing import NamedTuple

import pytest

from sandbox.blockkit import with_ids
from sandbox.forms import FormError, action_payload, blank_state, entered, typed
from sandbox.forms.fields import FIELDS
from tests.sandbox.blocks import Json, Value, actions, asks, element, group, option, plain, rich_text, section

A, B = option("a"), option("b")
FILE: Json = {"id": "F1", "name": "plan.pdf", "user": "U1"}


class Kept(NamedTuple):
    """How one kind of element keeps what is entered."""

    kind: str
    key: str
    untouched: Value
    value: Value
    kept: Value


KEPT = [
    Kept("plain_text_input", "value", None, "Write the grant", "Write the grant"),
    Kept("email_text_input", "value", None, "a@example.org", "a@example.org"),
    Kept("url_text_input", "value", None, "https://example.org", "https://example.org"),
    Kept("number_input", "value", None, "42", "42"),
    Kept("rich_text_input", "rich_text_value", None, "Hello", rich_text("Hello")),
    Kept("file_input", "files", [], [FILE], [FILE]),
    Kept("static_select", "selected_option", None, "a", A),
    Kept("external_select", "selected_option", None, A, A),
    Kept("radio_buttons", "selected_option", None, "b", B),
    Kept("users_select", "selected_user", None, "U1", "U1"),
    Kept("conversations_select", "selected_conversation", None, "D1", "D1"),
    Kept("channels_select", "selected_channel", None, "C1", "C1"),
    Kept("checkboxes", "selected_options", [], ["a", "b"], [A, B]),
    Kept("multi_static_select", "selected_options", [], ["b"], [B]),
    Kept("multi_external_select", "selected_options", [], [A], [A]),
    Kept("multi_users_select", "selected_users", [], ["U1", "U2"], ["U1", "U2"]),
    Kept("multi_conversations_select", "selected_conversations", [], ["C1"], ["C1"]),
    Kept("multi_channels_select", "selected_channels", [], ["C1"], ["C1"]),
    Kept("datepicker", "selected_date", None, "2028-02-29", "2028-02-29"),
    Kept("timepicker", "selected_time", None, "09:05", "09:05"),
    Kept("datetimepicker", "selected_date_time", None, 1_760_000_000, 1_760_000_000),
]
EVERY_KIND = pytest.mark.parametrize("row", KEPT, ids=[row.kind for row in KEPT])


def form(kind: str, **more: Value) -> list[Json]:
    return [asks(element(kind, action_id="act", **more), block_id="blk")]


def entry(kind: str, **more: Value) -> Json:
    return blank_state(form(kind, **more))["blk"]["act"]


def enter(kind: str, value: Value, **more: Value) -> Json:
    blocks = form(kind, **more)
    return typed(blocks, blank_state(blocks), block_id="blk", action_id="act", value=value)["blk"]["act"]


def test_every_element_with_state_is_tried_here() -> None:
    assert {row.kind for row in KEPT} == set(FIELDS)


@EVERY_KIND
def test_an_untouched_element_holds_nothing(row: Kept) -> None:
    assert entry(row.kind) == {"type": row.kind, row.key: row.untouched}


@EVERY_KIND
def test_what_is_entered_is_kept_under_the_elements_own_key(row: Kept) -> None:
    assert enter(row.kind, row.value) == {"type": row.kind, row.key: row.kept}


@EVERY_KIND
@pytest.mark.parametrize("nothing", [None, "", []], ids=["null", "no text", "no choice"])
def test_what_is_cleared_is_as_if_untouched(row: Kept, nothing: Value) -> None:
    assert enter(row.kind, nothing) == {"type": row.kind, row.key: row.untouched}


@pytest.mark.parametrize(
    ("kind", "more", "key", "kept"),
    [
        ("plain_text_input", {"initial_value": "x"}, "value", "x"),
        ("number_input", {"initial_value": "7"}, "value", "7"),
        ("rich_text_input", {"initial_value": rich_text()}, "rich_text_value", rich_text()),
        ("static_select", {"initial_option": A}, "selected_option", A),
        ("radio_buttons", {"initial_option": B}, "selected_option", B),
        ("checkboxes", {"initial_options": [A]}, "selected_options", [A]),
        ("multi_static_select", {"initial_options": [A, B]}, "selected_options", [A, B]),
        ("users_select", {"initial_user": "U1"}, "selected_user", "U1"),
        ("multi_users_select", {"initial_users": ["U1"]}, "selected_users", ["U1"]),
        ("channels_select", {"initial_channel": "C1"}, "selected_channel", "C1"),
        ("multi_conversations_select", {"initial_conversations": ["C1"]}, "selected_conversations", ["C1"]),
        ("datepicker", {"initial_date": "2026-01-02"}, "selected_date", "2026-01-02"),
        ("timepicker", {"initial_time": "10:00"}, "selected_time", "10:00"),
        ("datetimepicker", {"initial_date_time": 1_760_000_000}, "selected_date_time", 1_760_000_000),
    ],
)
def test_an_initial_value_is_there_from_the_start(kind: str, more: Json, key: str, kept: Value) -> None:
    assert entry(kind, **more)[key] == kept


def test_a_timepicker_tells_its_zone_only_when_it_has_one() -> None:
    assert enter("timepicker", "10:00", timezone="Asia/Tokyo")["timezone"] == "Asia/Tokyo"
    assert entry("timepicker", timezone="Asia/Tokyo") == {
        "type": "timepicker",
        "selected_time": None,
        "timezone": "Asia/Tokyo",
    }
    assert "timezone" not in enter("timepicker", "10:00")


def test_a_menu_may_start_with_the_conversation_the_person_looks_at() -> None:
    blocks = form("conversations_select", default_to_current_conversation=True)
    many = form("multi_conversations_select", default_to_current_conversation=True)
    assert blank_state(blocks, conversation="C1")["blk"]["act"]["selected_conversation"] == "C1"
    assert blank_state(many, conversation="C1")["blk"]["act"]["selected_conversations"] == ["C1"]
    assert blank_state(blocks)["blk"]["act"]["selected_conversation"] is None


def test_menus_in_actions_and_sections_have_state_and_buttons_have_none() -> None:
    held = [element("button"), element("overflow"), element("users_select", action_id="who")]
    blocks = with_ids(
        [
            actions(*held) | {"block_id": "row"},
            section(accessory=element("datepicker", action_id="day"), block_id="sec"),
            section(accessory=element("button")),
            section(accessory=element("image")),
            {"type": "divider"},
        ]
    )
    assert blank_state(blocks) == {
        "row": {"who": {"type": "users_select", "selected_user": None}},
        "sec": {"day": {"type": "datepicker", "selected_date": None}},
    }


def test_typing_into_one_field_leaves_the_others_and_the_old_state_alone() -> None:
    blocks = with_ids([asks(element("plain_text_input", action_id="t"), block_id=one) for one in ("one", "two")])
    before = blank_state(blocks)
    after = typed(blocks, before, block_id="two", action_id="t", value="x")
    assert after["one"]["t"]["value"] is None
    assert after["two"]["t"]["value"] == "x"
    assert before["two"]["t"]["value"] is None


def test_an_option_may_be_named_by_its_text_and_its_value_wins() -> None:
    crossed = [{"text": plain("Beta"), "value": "alpha"}, {"text": plain("Alpha"), "value": "beta"}]
    assert enter("static_select", "BETA", options=crossed)["selected_option"]["value"] == "alpha"
    assert enter("static_select", "beta", options=crossed)["selected_option"]["value"] == "beta"


def test_an_option_is_found_in_its_group() -> None:
    menu = {"type": "static_select", "action_id": "act", "option_groups": [group(A), group(B)]}
    assert entered(menu, "b") == {"type": "static_select", "selected_option": B}


def test_a_moment_may_be_written_as_seconds_or_with_its_offset() -> None:
    assert enter("datetimepicker", "1760000000")["selected_date_time"] == 1_760_000_000
    assert enter("datetimepicker", "2025-10-09T10:53:20+02:00")["selected_date_time"] == 1_760_000_000


def test_the_same_choice_twice_counts_once() -> None:
    assert enter("checkboxes", ["a", "a"])["selected_options"] == [A]
    assert enter("multi_users_select", "U1")["selected_users"] == ["U1"]


@pytest.mark.parametrize(
    ("kind", "value", "more", "sentence"),
    [
        ("static_select", "z", {}, "z is not offered. There is: a, b."),
        ("checkboxes", ["a", "z"], {}, "z is not offered"),
        ("static_select", 5, {}, "not text"),
        ("external_select", "a", {}, "suggestions"),
        ("multi_static_select", ["a", "b"], {"max_selected_items": 1}, "At most 1"),
        ("file_input", [FILE, FILE | {"id": "F2"}], {"max_files": 1}, "At most 1"),
        ("file_input", "plan.pdf", {}, "file"),
        ("datepicker", "2026-02-30", {}, "YYYY-MM-DD"),
        ("datepicker", "tomorrow", {}, "YYYY-MM-DD"),
        ("timepicker", "24:00", {}, "HH:mm"),
        ("datetimepicker", "noon", {}, "seconds"),
        ("datetimepicker", True, {}, "seconds"),
        ("datetimepicker", "2026-11-24T09:00", {}, "seconds"),
        ("file_input", [FILE | {"id": f"F{n}"} for n in range(11)], {}, "At most 10"),
        ("plain_text_input", ["x"], {}, "not text"),
        ("users_select", {"id": "U1"}, {}, "not text"),
    ],
)
def test_what_a_form_does_not_offer_is_said_in_a_sentence(kind: str, value: Value, more: Json, sentence: str) -> None:
    with pytest.raises(FormError, match=sentence):
        enter(kind, value, **more)


def test_a_field_that_is_not_there_cannot_be_typed_into() -> None:
    with pytest.raises(FormError, match="no element nope"):
        typed(form("plain_text_input"), {}, block_id="blk", action_id="nope", value="x")


def test_nothing_can_be_typed_into_a_button() -> None:
    blocks = with_ids([actions(element("button", action_id="b")) | {"block_id": "row"}])
    with pytest.raises(FormError, match="into a button"):
        typed(blocks, {}, block_id="row", action_id="b", value="x")


def test_a_click_tells_the_buttons_value_and_text() -> None:
    button = element("button", action_id="b", value="7", style="danger", confirm={}, accessibility_label="x")
    assert action_payload(button, None) == {
        "type": "button",
        "action_id": "b",
        "text": plain("Go"),
        "value": "7",
        "style": "danger",
    }
    assert "value" not in action_payload(element("button", action_id="b"), None)


def test_a_pressed_button_holds_nothing() -> None:
    assert entered(element("button"), "x") == {"type": "button"}


def test_rich_text_may_come_ready_made() -> None:
    assert enter("rich_text_input", rich_text("Hi"))["rich_text_value"] == rich_text("Hi")


def test_a_choice_tells_what_was_chosen() -> None:
    menu = element("static_select", action_id="m")
    assert action_payload(menu, entered(menu, "a")) == {
        "type": "static_select",
        "action_id": "m",
        "selected_option": A,
    }


def test_an_overflow_menu_tells_its_pick_though_it_keeps_none() -> None:
    menu = element("overflow", action_id="o")
    assert action_payload(menu, entered(menu, "b"))["selected_option"] == B


def test_feedback_tells_which_of_its_buttons_was_pressed() -> None:
    feedback = element("feedback_buttons", action_id="f")
    told = action_payload(feedback, entered(feedback, "bad"))
    assert told == {"type": "feedback_buttons", "action_id": "f", "value": "bad"}
