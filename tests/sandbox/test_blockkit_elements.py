"""Elements and composition objects that Slack refuses."""

from typing import Any

import pytest

from sandbox.blockkit import check_blocks
from tests.sandbox.blocks import Json, actions, asks, confirm, element, group, mrkdwn, option, options, plain, rich_text

LONG_URL = "https://example.org/" + "x" * 3000


def repeated(*values: str) -> list[Json]:
    return [option(value) for value in values]


IN_ACTIONS: list[tuple[str, Json, str, str]] = [
    ("button text of 76", element("button", text=plain("x" * 76)), "/text/text", "less than 76"),
    ("button text in mrkdwn", element("button", text=mrkdwn()), "/text/type", "mrkdwn"),
    ("button text empty", element("button", text=plain("")), "/text/text", "more than 0"),
    ("button without text", {"type": "button"}, "", "text"),
    ("button value of 2001", element("button", value="x" * 2001), "/value", "2001"),
    ("button value a number", element("button", value=5), "/value", "string"),
    ("button url of 3001", element("button", url=LONG_URL), "/url", "3001"),
    ("button url without scheme", element("button", url="example.org"), "/url", "url"),
    ("button url of script", element("button", url="javascript:alert(1)"), "/url", "url"),
    ("button style unknown", element("button", style="default"), "/style", "primary"),
    ("accessibility_label of 76", element("button", accessibility_label="x" * 76), "/accessibility_label", "76"),
    ("action_id of 256", element("button", action_id="x" * 256), "/action_id", "256"),
    ("button with a placeholder", element("button", placeholder=plain()), "", "placeholder"),
    (
        "confirm without deny",
        element("button", confirm={k: plain() for k in ("title", "text", "confirm")}),
        "/confirm",
        "deny",
    ),
    ("confirm title of 101", element("button", confirm=confirm(title=plain("x" * 101))), "/confirm/title/text", "101"),
    ("confirm text of 301", element("button", confirm=confirm(text=plain("x" * 301))), "/confirm/text/text", "301"),
    (
        "confirm button of 31",
        element("button", confirm=confirm(confirm=plain("x" * 31))),
        "/confirm/confirm/text",
        "31",
    ),
    ("deny button of 31", element("button", confirm=confirm(deny=plain("x" * 31))), "/confirm/deny/text", "31"),
    ("confirm title in mrkdwn", element("button", confirm=confirm(title=mrkdwn())), "/confirm/title/type", "mrkdwn"),
    ("select with no options at all", {"type": "static_select"}, "", "options, option_groups"),
    ("select with empty options", element("static_select", options=[]), "/options", "no less than 1"),
    ("select with 101 options", element("static_select", options=options(101)), "/options", "no more than 100"),
    ("options and groups", element("static_select", option_groups=[group(option("c"))]), "", "only one"),
    ("empty groups", {"type": "static_select", "option_groups": []}, "/option_groups", "no less than 1"),
    (
        "empty group",
        {"type": "static_select", "option_groups": [group()]},
        "/option_groups/0/options",
        "no less than 1",
    ),
    (
        "101 groups",
        {"type": "static_select", "option_groups": [group(one) for one in options(101)]},
        "/option_groups",
        "no more than 100",
    ),
    (
        "group label of 76",
        {"type": "static_select", "option_groups": [group(option()) | {"label": plain("x" * 76)}]},
        "/option_groups/0/label/text",
        "76",
    ),
    ("same value twice", element("static_select", options=repeated("a", "a")), "", "duplicate option value: a"),
    (
        "same value in two groups",
        {"type": "static_select", "option_groups": [group(option("a")), group(option("a"))]},
        "",
        "duplicate option value: a",
    ),
    ("initial option not offered", element("static_select", initial_option=option("z")), "/initial_option", "exactly"),
    (
        "initial option with other text",
        element("static_select", initial_option={"text": plain("Alpha"), "value": "a"}),
        "/initial_option",
        "exactly",
    ),
    ("placeholder of 151", element("static_select", placeholder=plain("x" * 151)), "/placeholder/text", "151"),
    ("placeholder in mrkdwn", element("static_select", placeholder=mrkdwn()), "/placeholder/type", "mrkdwn"),
    ("option text of 76", element("overflow", options=[option("x" * 76)]), "/options/0/text/text", "76"),
    ("option value of 151", element("overflow", options=[option() | {"value": "x" * 151}]), "/options/0/value", "151"),
    ("option without value", element("overflow", options=[{"text": plain()}]), "/options/0", "value"),
    ("option text in mrkdwn", element("overflow", options=[option(text=mrkdwn())]), "/options/0/text/type", "mrkdwn"),
    (
        "option description of 76",
        element("overflow", options=[option(description=plain("x" * 76))]),
        "/options/0/description/text",
        "76",
    ),
    ("url on a menu's option", element("static_select", options=[option(url="https://a.org")]), "/options/0", "url"),
    ("overflow with 6", element("overflow", options=options(6)), "/options", "no more than 5"),
    ("overflow with none", element("overflow", options=[]), "/options", "no less than 1"),
    ("checkboxes with 11", element("checkboxes", options=options(11)), "/options", "no more than 10"),
    ("checkboxes with none", element("checkboxes", options=[]), "/options", "no less than 1"),
    (
        "checkbox chosen but not offered",
        element("checkboxes", initial_options=[option("z")]),
        "/initial_options/0",
        "match",
    ),
    (
        "checkbox chosen twice",
        element("checkboxes", initial_options=repeated("a", "a")),
        "/initial_options/1",
        "duplicate",
    ),
    (
        "no checkbox chosen, but said so",
        element("checkboxes", initial_options=[]),
        "/initial_options",
        "no less than 1",
    ),
    ("radio buttons with 11", element("radio_buttons", options=options(11)), "/options", "no more than 10"),
    ("radio chosen but not offered", element("radio_buttons", initial_option=option("z")), "/initial_option", "match"),
    ("radio with groups", element("radio_buttons", option_groups=[group(option())]), "", "option_groups"),
    ("max_selected_items 0", element("multi_static_select", max_selected_items=0), "/max_selected_items", "at least 1"),
    (
        "more chosen than may be",
        element("multi_static_select", initial_options=repeated("a", "b"), max_selected_items=1),
        "/initial_options",
        "max_selected_items (1)",
    ),
    ("initial user a list", element("users_select", initial_user=["U1"]), "/initial_user", "string"),
    ("initial users a string", element("multi_users_select", initial_users="U1"), "/initial_users", "array"),
    ("filter on users_select", element("users_select", filter={"exclude_bot_users": True}), "", "filter"),
    ("filter with nothing", element("conversations_select", filter={}), "/filter", "include"),
    ("filter including nothing", element("conversations_select", filter={"include": []}), "/filter/include", "no less"),
    (
        "filter of unknown kind",
        element("conversations_select", filter={"include": ["dm"]}),
        "/filter/include/0",
        "mpim",
    ),
    ("min_query_length as text", element("external_select", min_query_length="3"), "/min_query_length", "integer"),
    ("options on external_select", element("external_select", options=[option()]), "", "options"),
    ("month 13", element("datepicker", initial_date="2026-13-01"), "/initial_date", "date"),
    ("30 February", element("datepicker", initial_date="2026-02-30"), "/initial_date", "exists"),
    ("date the other way round", element("datepicker", initial_date="01.02.2026"), "/initial_date", "YYYY-MM-DD"),
    ("25 o'clock", element("timepicker", initial_time="25:00"), "/initial_time", "time"),
    ("time with seconds", element("timepicker", initial_time="09:00:00"), "/initial_time", "HH:mm"),
    ("time without a zero", element("timepicker", initial_time="9:00"), "/initial_time", "HH:mm"),
    ("zone nobody lives in", element("timepicker", timezone="Mars/Olympus"), "/timezone", "IANA"),
    (
        "datetime of 9 digits",
        element("datetimepicker", initial_date_time=999_999_999),
        "/initial_date_time",
        "at least",
    ),
    ("datetime as text", element("datetimepicker", initial_date_time="1760000000"), "/initial_date_time", "integer"),
    (
        "datetime in milliseconds",
        element("datetimepicker", initial_date_time=1_760_000_000_000),
        "/initial_date_time",
        "most",
    ),
    ("datetime with placeholder", element("datetimepicker", placeholder=plain()), "", "placeholder"),
    ("focus as a word", element("datepicker", focus_on_load="true"), "/focus_on_load", "boolean"),
]

IN_INPUT: list[tuple[str, Json, str, str]] = [
    ("min_length of 3001", element("plain_text_input", min_length=3001), "/min_length", "at most 3000"),
    ("min_length below 0", element("plain_text_input", min_length=-1), "/min_length", "at least 0"),
    ("max_length of 0", element("plain_text_input", max_length=0), "/max_length", "at least 1"),
    ("max_length of 3001", element("plain_text_input", max_length=3001), "/max_length", "at most 3000"),
    ("max_length as text", element("plain_text_input", max_length="30"), "/max_length", "integer"),
    ("max_length as true", element("plain_text_input", max_length=True), "/max_length", "integer"),
    ("min over max", element("plain_text_input", min_length=5, max_length=4), "/min_length", "greater"),
    ("initial text too long", element("plain_text_input", initial_value="abc", max_length=2), "/initial_value", "less"),
    ("initial text a number", element("plain_text_input", initial_value=3), "/initial_value", "string"),
    ("multiline as a word", element("plain_text_input", multiline="yes"), "/multiline", "boolean"),
    ("confirm on a text input", element("plain_text_input", confirm=confirm()), "", "confirm"),
    ("text placeholder of 151", element("plain_text_input", placeholder=plain("x" * 151)), "/placeholder/text", "151"),
    (
        "dispatch on nothing",
        element("plain_text_input", dispatch_action_config={"trigger_actions_on": []}),
        "/dispatch_action_config/trigger_actions_on",
        "no less than 1",
    ),
    (
        "dispatch on a click",
        element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_click"]}),
        "/dispatch_action_config/trigger_actions_on/0",
        "on_enter_pressed",
    ),
    (
        "dispatch twice on enter",
        element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * 2}),
        "/dispatch_action_config/trigger_actions_on/1",
        "duplicate",
    ),
    ("number without is_decimal_allowed", {"type": "number_input"}, "", "is_decimal_allowed"),
    ("min_value as a number", element("number_input", min_value=1), "/min_value", "string"),
    ("max_value no number", element("number_input", max_value="ten"), "/max_value", "number"),
    ("min_value over max_value", element("number_input", min_value="10", max_value="9"), "/min_value", "greater"),
    (
        "initial number out of range",
        element("number_input", initial_value="0", min_value="1"),
        "/initial_value",
        "between",
    ),
    ("decimal not allowed", element("number_input", initial_value="1.5"), "/initial_value", "whole"),
    ("multiline on email", element("email_text_input", multiline=True), "", "multiline"),
    ("url initial a list", element("url_text_input", initial_value=[]), "/initial_value", "string"),
    ("rich text initial a string", element("rich_text_input", initial_value="x"), "/initial_value", "object"),
    ("rich text of 101 lines", element("rich_text_input", max_lines=101), "/max_lines", "at most 100"),
    ("rich text min over max", element("rich_text_input", min_lines=3, max_lines=2), "/min_lines", "greater"),
    (
        "rich text bad inside",
        element("rich_text_input", initial_value=rich_text("")),
        "/initial_value/elements/0",
        "more",
    ),
    ("no file at most", element("file_input", max_files=0), "/max_files", "at least 1"),
    ("11 files", element("file_input", max_files=11), "/max_files", "at most 10"),
    ("file types as text", element("file_input", filetypes="pdf"), "/filetypes", "array"),
    ("file input with placeholder", element("file_input", placeholder=plain()), "", "placeholder"),
]


@pytest.mark.parametrize(("bad", "path", "word"), [row[1:] for row in IN_ACTIONS], ids=[row[0] for row in IN_ACTIONS])
def test_a_bad_element_is_refused_in_actions(bad: Json, path: str, word: str) -> None:
    problems = check_blocks([actions(bad)], surface="modal")
    assert problems[0].path == f"/blocks/0/elements/0{path}"
    assert word in problems[0].message


@pytest.mark.parametrize(("bad", "path", "word"), [row[1:] for row in IN_INPUT], ids=[row[0] for row in IN_INPUT])
def test_a_bad_element_is_refused_in_an_input(bad: Json, path: str, word: str) -> None:
    problems = check_blocks([asks(bad)], surface="modal")
    assert problems[0].path.startswith(f"/blocks/0/element{path}")
    assert word in problems[0].message


@pytest.mark.parametrize("kind", ["checkboxes", "radio_buttons"])
def test_only_checkboxes_and_radio_buttons_take_mrkdwn_in_options(kind: str) -> None:
    styled: dict[str, Any] = {"text": mrkdwn("*a*"), "value": "a", "description": mrkdwn("_b_")}
    assert check_blocks([actions(element(kind, options=[styled]))], surface="home") == []
    assert check_blocks([actions(element("static_select", options=[styled]))], surface="home") != []
