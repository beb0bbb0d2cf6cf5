"""Views and messages as a whole: their own limits, ids, focus, surfaces."""

from typing import Any

import pytest

from sandbox.blockkit import check_blocks, check_message, check_view, is_too_large
from tests.sandbox.blocks import (
    Json,
    Value,
    actions,
    asks,
    asks_for,
    element,
    home,
    modal,
    mrkdwn,
    plain,
    rich_text,
    section,
)

DIVIDER: Json = {"type": "divider"}
TABLE: Json = {"type": "table", "rows": [[rich_text()]]}


def without(view: Json, name: str) -> Json:
    return {key: inner for key, inner in view.items() if key != name}


def focused() -> Json:
    return asks_for("plain_text_input", focus_on_load=True)


BAD_VIEWS: list[tuple[str, Any, str, str]] = [
    ("view that is a list", [], "/view", "object"),
    ("view without type", without(modal(DIVIDER), "type"), "/view", "type"),
    ("view of another type", modal(DIVIDER, type="dialog"), "/view/type", "unsupported type: dialog"),
    ("modal without title", without(modal(DIVIDER), "title"), "/view", "title"),
    ("modal without blocks", without(modal(), "blocks"), "/view", "blocks"),
    ("modal with no block", modal(), "/view/blocks", "no less than 1"),
    ("modal with 101 blocks", modal(*[DIVIDER] * 101), "/view/blocks", "no more than 100"),
    ("title of 25", modal(DIVIDER, title=plain("x" * 25)), "/view/title/text", "less than 25"),
    ("title empty", modal(DIVIDER, title=plain("")), "/view/title/text", "more than 0"),
    ("title a string", modal(DIVIDER, title="Title"), "/view/title", "object"),
    ("title in mrkdwn", modal(DIVIDER, title=mrkdwn()), "/view/title/type", "mrkdwn"),
    ("submit of 25", modal(DIVIDER, submit=plain("x" * 25)), "/view/submit/text", "less than 25"),
    ("submit in mrkdwn", modal(DIVIDER, submit=mrkdwn()), "/view/submit/type", "mrkdwn"),
    ("close of 25", modal(DIVIDER, close=plain("x" * 25)), "/view/close/text", "less than 25"),
    ("input without submit", without(modal(asks_for("datepicker")), "submit"), "/view", "submit"),
    ("metadata of 3001", modal(DIVIDER, private_metadata="x" * 3001), "/view/private_metadata", "less than 3001"),
    ("metadata an object", modal(DIVIDER, private_metadata={}), "/view/private_metadata", "string"),
    ("callback_id of 256", modal(DIVIDER, callback_id="x" * 256), "/view/callback_id", "less than 256"),
    ("external_id of 256", modal(DIVIDER, external_id="x" * 256), "/view/external_id", "less than 256"),
    ("clear_on_close as a word", modal(DIVIDER, clear_on_close="yes"), "/view/clear_on_close", "boolean"),
    ("unknown property", modal(DIVIDER, footer=plain()), "/view", "footer"),
    ("Home with title", home(DIVIDER, title=plain()), "/view", "title"),
    ("Home with submit", home(DIVIDER, submit=plain()), "/view", "submit"),
    ("Home with close", home(DIVIDER, close=plain()), "/view", "close"),
    ("Home with no block", home(), "/view/blocks", "no less than 1"),
    ("Home with 101 blocks", home(*[DIVIDER] * 101), "/view/blocks", "no more than 100"),
    ("Home with an alert", home({"type": "alert", "text": plain()}), "/view/blocks/0/type", "only in a modal"),
    ("Home with markdown", home({"type": "markdown", "text": "x"}), "/view/blocks/0/type", "only in a message"),
    ("two with focus", modal(focused(), focused()), "/view/blocks/1/element/focus_on_load", "only one"),
    (
        "block_id twice",
        home(DIVIDER | {"block_id": "b"}, DIVIDER | {"block_id": "b"}),
        "/view/blocks/1/block_id",
        "b al",
    ),
    (
        "action_id twice in a block",
        home(actions(element("button", action_id="a"), element("button", action_id="a"))),
        "/view/blocks/0/elements/1/action_id",
        "a already exists",
    ),
    (
        "block_id twice, once inside a container",
        home(
            DIVIDER | {"block_id": "b"},
            {"type": "container", "title": plain(), "child_blocks": [DIVIDER | {"block_id": "b"}]},
        ),
        "/view/blocks/1/child_blocks/0/block_id",
        "already exists",
    ),
    ("over 250 KB", home(*[section("x" * 3000) for _ in range(100)]), "/view", "view_too_large"),
]


@pytest.mark.parametrize(("view", "path", "word"), [row[1:] for row in BAD_VIEWS], ids=[row[0] for row in BAD_VIEWS])
def test_a_bad_view_is_refused_where_it_is_bad(view: Value, path: str, word: str) -> None:
    [problem] = check_view(view)
    assert problem.path == path
    assert word in problem.message


BAD_MESSAGES: list[tuple[str, Json, str, str]] = [
    ("51 blocks", {"blocks": [DIVIDER] * 51}, "/blocks", "no more than 50"),
    ("blocks that are an object", {"blocks": {}}, "/blocks", "array"),
    ("text a number", {"text": 5}, "/text", "string"),
    ("markdown together over 12000", {"blocks": [{"type": "markdown", "text": "x" * 6001}] * 2}, "/blocks", "12001"),
    ("two tables", {"blocks": [TABLE, TABLE]}, "/blocks/1", "one table"),
    ("101 attachments", {"attachments": [{}] * 101}, "/attachments", "no more than 100"),
    ("attachment a string", {"attachments": ["x"]}, "/attachments/0", "object"),
    ("bad block in an attachment", {"attachments": [{"blocks": [{"type": "x"}]}]}, "/attachments/0/blocks/0/type", "x"),
    ("markdown_text of 12001", {"markdown_text": "x" * 12_001}, "/markdown_text", "less than 12001"),
    ("markdown_text and text", {"markdown_text": "x", "text": "x"}, "/markdown_text", "cannot go with"),
    ("metadata without payload", {"metadata": {"event_type": "x"}}, "/metadata", "event_payload"),
    ("two with focus", {"blocks": [focused(), focused()]}, "/blocks/1/element/focus_on_load", "only one"),
]


@pytest.mark.parametrize(
    ("payload", "path", "word"), [row[1:] for row in BAD_MESSAGES], ids=[row[0] for row in BAD_MESSAGES]
)
def test_a_bad_message_is_refused_where_it_is_bad(payload: Json, path: str, word: str) -> None:
    [problem] = check_message(payload)
    assert problem.path == path
    assert word in problem.message


def test_the_most_a_message_takes_is_taken() -> None:
    sound = {"text": "x" * 40_001, "blocks": [DIVIDER] * 50, "attachments": [{"blocks": [DIVIDER] * 50}] * 100}
    assert check_message({"channel": "C1", "unfurl_links": False, **sound}) == []


def test_a_message_may_take_its_blocks_away() -> None:
    assert check_message({"text": "x", "blocks": []}) == []
    assert check_message({"text": "x", "blocks": None}) == []


def test_the_most_a_view_takes_is_taken() -> None:
    words = {name: plain("x" * 24) for name in ("title", "submit", "close")}
    ids = {"callback_id": "x" * 255, "external_id": "x" * 255, "private_metadata": "x" * 3000}
    assert check_view(modal(*[section("x" * 2000) for _ in range(100)], **words, **ids)) == []


def test_a_home_may_ask_without_submit() -> None:
    assert check_view(home(asks_for("plain_text_input") | {"dispatch_action": True})) == []


def test_an_action_id_may_come_again_in_another_block() -> None:
    again = element("button", action_id="a")
    assert check_blocks([actions(again), actions(again)], surface="message") == []


def test_a_view_weighs_what_its_json_weighs_in_bytes() -> None:
    assert not is_too_large(modal(section("x" * 100)))
    assert is_too_large(home(*[section("ä" * 1500) for _ in range(100)]))


def test_a_view_with_unusable_blocks_is_refused_not_fatal() -> None:
    odd: list[Any] = [None, 3, [], {"type": None}, {"type": "actions", "elements": "x"}, asks({"type": 5})]
    assert len(check_view(modal(*odd))) >= len(odd)
    assert check_view(modal(blocks="x"))[0].path == "/view/blocks"
