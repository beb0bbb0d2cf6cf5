"""Every limit, from both sides: the most is taken, one more is refused."""

import json
from collections.abc import Callable

import pytest

from sandbox.blockkit import check_blocks, check_message, check_view
from tests.sandbox.blocks import (
    Json,
    Value,
    actions,
    asks,
    element,
    group,
    home,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    rich_text,
    section,
)

DIVIDER: Json = {"type": "divider"}
CARD: Json = {"type": "card", "title": plain()}
ALERT: Json = {"type": "alert"}
PROVIDER: Json = {"type": "auth_provider", "value": "x", "name": plain(), "is_connected": True}
WITH_PLACEHOLDER = [
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
    "datepicker",
    "timepicker",
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
]

Make = Callable[[int], Json]
Limit = tuple[str, int, Make]


def words(count: int) -> Json:
    return plain("x" * count)


def url(count: int) -> str:
    return "https://a.org/".ljust(count, "x")


def labelled(name: str) -> Make:
    return lambda n: option("a") | {name: words(n)}


def in_menu(make: Make) -> Make:
    return lambda n: actions(element("static_select", options=[make(n)]))


def in_choice(make: Make) -> Make:
    return lambda n: actions(element("radio_buttons", options=[make(n)]))


def in_overflow(make: Make) -> Make:
    return lambda n: actions(element("overflow", options=[make(n)]))


def valued(n: int) -> Json:
    return option() | {"value": "x" * n}


def feedback(**more: Value) -> Json:
    bad = {"text": plain(), "value": "x"}
    return {"type": "context_actions", "elements": [element("feedback_buttons", positive_button=bad | more)]}


def icon(**more: Value) -> Json:
    return {"type": "context_actions", "elements": [element("icon_button", **more)]}


def workflow(**more: Value) -> Json:
    trigger = {"url": "https://a.org/start", "customizable_input_parameters": [{"name": "x", "value": ""}]}
    return actions({"type": "workflow_button", "text": plain(), "workflow": {"trigger": trigger}, **more})


ON_MESSAGES: list[Limit] = [
    ("option text", 75, in_menu(labelled("text"))),
    ("option value", 150, in_menu(valued)),
    ("option description", 75, in_menu(labelled("description"))),
    ("overflow option's url", 3000, in_overflow(lambda n: option(url=url(n)))),
    ("choice text", 75, in_choice(labelled("text"))),
    ("choice value", 150, in_choice(valued)),
    ("choice description", 75, in_choice(labelled("description"))),
    (
        "group label",
        75,
        lambda n: actions({"type": "static_select", "option_groups": [group(option()) | {"label": words(n)}]}),
    ),
    ("options in a group", 100, lambda n: actions({"type": "static_select", "option_groups": [group(*options(n))]})),
    (
        "initial checkboxes",
        10,
        lambda n: actions(element("checkboxes", options=options(n), initial_options=options(n))),
    ),
    ("button text", 75, lambda n: actions(element("button", text=words(n)))),
    ("button value", 2000, lambda n: actions(element("button", value="x" * n))),
    ("button url", 3000, lambda n: actions(element("button", url=url(n)))),
    ("agent_prompt", 4000, lambda n: actions(element("button", agent_prompt="x" * n))),
    ("workflow button text", 75, lambda n: workflow(text=words(n))),
    ("workflow button label", 75, lambda n: workflow(accessibility_label="x" * n)),
    ("feedback text", 75, lambda n: feedback(text=words(n))),
    ("feedback value", 2000, lambda n: feedback(value="x" * n)),
    ("feedback label", 75, lambda n: feedback(accessibility_label="x" * n)),
    ("icon button text", 75, lambda n: icon(text=words(n))),
    ("icon button value", 2000, lambda n: icon(value="x" * n)),
    ("icon button label", 75, lambda n: icon(accessibility_label="x" * n)),
    ("icon button's readers", 10, lambda n: icon(visible_to_user_ids=["U1"] * n)),
    ("picture's alt_text", 2000, lambda n: section(accessory=element("image", alt_text="x" * n))),
    ("picture's address", 3000, lambda n: section(accessory=element("image", image_url=url(n)))),
    ("datetime", 9_999_999_999, lambda n: actions(element("datetimepicker", initial_date_time=n))),
    ("context text", 3000, lambda n: {"type": "context", "elements": [mrkdwn("x" * n)]}),
    ("image title", 2000, lambda n: element("image", title=words(n))),
    ("file's external_id", 255, lambda n: {"type": "file", "source": "remote", "external_id": "x" * n}),
    ("column settings", 20, lambda n: {"type": "table", "rows": [[rich_text()]], "column_settings": [{}] * n}),
    ("card title", 150, lambda n: CARD | {"title": words(n)}),
    ("card subtitle", 150, lambda n: CARD | {"subtitle": words(n)}),
    ("container title", 150, lambda n: {"type": "container", "title": words(n), "child_blocks": [DIVIDER]}),
    (
        "container subtitle",
        150,
        lambda n: {"type": "container", "title": plain(), "subtitle": words(n), "child_blocks": [CARD]},
    ),
    ("provider value", 150, lambda n: PROVIDER | {"value": "x" * n}),
    ("provider name", 75, lambda n: PROVIDER | {"name": words(n)}),
    ("provider description", 150, lambda n: PROVIDER | {"description": words(n)}),
    ("provider icon", 3000, lambda n: PROVIDER | {"icon_url": url(n)}),
    ("provider connect link", 3000, lambda n: PROVIDER | {"auth_url": url(n)}),
    ("provider disconnect link", 3000, lambda n: PROVIDER | {"disconnect_url": url(n)}),
    ("provider identity", 75, lambda n: PROVIDER | {"connected_identity": words(n)}),
    ("provider context", 75, lambda n: PROVIDER | {"connected_context": words(n)}),
]
IN_FORMS: list[Limit] = [
    ("initial text", 3000, lambda n: asks(element("plain_text_input", initial_value="x" * n))),
    ("rich text min_lines", 100, lambda n: asks(element("rich_text_input", min_lines=n))),
    ("rich text max_lines", 100, lambda n: asks(element("rich_text_input", max_lines=n))),
    ("files", 10, lambda n: asks(element("file_input", max_files=n))),
    ("alert text", 200, lambda n: ALERT | {"text": words(n)}),
    *[
        (f"{kind} placeholder", 150, lambda n, kind=kind: asks(element(kind, placeholder=words(n))))
        for kind in WITH_PLACEHOLDER
    ],
]
LEAST: list[tuple[str, int, Make]] = [
    ("datetime", 1_000_000_000, lambda n: asks(element("datetimepicker", initial_date_time=n))),
    ("rich text min_lines", 1, lambda n: asks(element("rich_text_input", min_lines=n))),
    ("rich text max_lines", 1, lambda n: asks(element("rich_text_input", max_lines=n))),
    ("files", 1, lambda n: asks(element("file_input", max_files=n))),
    ("file types", 1, lambda n: asks(element("file_input", filetypes=["pdf"] * n))),
    ("query length", 0, lambda n: asks(element("external_select", min_query_length=n))),
    ("radio buttons", 1, lambda n: asks(element("radio_buttons", options=options(n)))),
    ("initial options", 1, lambda n: asks(element("multi_external_select", initial_options=options(n)))),
    ("card actions", 1, lambda n: CARD | {"actions": [element("button")] * n}),
    ("cells", 1, lambda n: {"type": "table", "rows": [[rich_text()] * n]}),
    ("children", 1, lambda n: {"type": "container", "title": plain(), "child_blocks": [DIVIDER] * n}),
]


@pytest.mark.parametrize(("most", "make"), [row[1:] for row in ON_MESSAGES], ids=[row[0] for row in ON_MESSAGES])
def test_the_most_is_taken_and_one_more_is_refused_in_a_message(most: int, make: Make) -> None:
    assert check_blocks([make(most)], surface="message") == []
    assert len(check_blocks([make(most + 1)], surface="message")) >= 1


@pytest.mark.parametrize(("most", "make"), [row[1:] for row in IN_FORMS], ids=[row[0] for row in IN_FORMS])
def test_the_most_is_taken_and_one_more_is_refused_in_a_form(most: int, make: Make) -> None:
    assert check_blocks([make(most)], surface="modal") == []
    assert len(check_blocks([make(most + 1)], surface="modal")) == 1


@pytest.mark.parametrize(("least", "make"), [row[1:] for row in LEAST], ids=[row[0] for row in LEAST])
def test_the_least_is_taken_and_one_less_is_refused(least: int, make: Make) -> None:
    assert check_blocks([make(least)], surface="modal") == []
    assert least == 0 or len(check_blocks([make(least - 1)], surface="modal")) == 1


def test_what_may_be_empty_may_be_empty() -> None:
    empty = {"private_metadata": "", "callback_id": "", "external_id": ""}
    assert check_view(modal(asks(element("plain_text_input", initial_value="")), **empty)) == []
    assert check_view(home(actions(element("button", value="")), **empty)) == []
    assert check_message({"text": "", "blocks": [icon(value="")]}) == []


def weighing(size: int) -> Json:
    """A Home view whose JSON has `size` bytes, near 250,000."""
    view = home(*[section("x" * 3000)] * 81, private_metadata="")
    return view | {"private_metadata": "x" * (size - len(json.dumps(view, separators=(",", ":"))))}


def test_a_view_may_weigh_250_kb_and_no_byte_more() -> None:
    assert check_view(weighing(250_000)) == []
    assert [problem.path for problem in check_view(weighing(250_001))] == ["/view"]


def test_metadata_names_its_event_in_255_characters() -> None:
    assert check_message({"metadata": {"event_type": "x" * 255, "event_payload": {}}}) == []
    assert len(check_message({"metadata": {"event_type": "x" * 256, "event_payload": {}}})) == 1
