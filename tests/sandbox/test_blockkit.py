"""Blocks that Slack refuses, each with the place and a telling word of the refusal."""

import doctest
from typing import Any

import pytest

from sandbox import blockkit
from sandbox.blockkit import Problem, check_blocks
from sandbox.blockkit.problems import Spot, Surface
from tests.sandbox.blocks import Json, Value, actions, asks_for, element, mrkdwn, plain, rich_text, section

PICTURE = "https://example.org/a.png"
BOX: Json = {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}]}
TABLE: Json = {"type": "table", "rows": [[rich_text()]]}
VIDEO = {
    "type": "video",
    "alt_text": "x",
    "title": plain(),
    "video_url": "https://example.org/v",
    "thumbnail_url": "https://example.org/t",
}


def refused(block: Value, surface: Surface = "message") -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in check_blocks([block], surface=surface)]


BAD_BLOCKS: list[tuple[str, Any, str, str]] = [
    ("block that is a string", "divider", "/blocks/0", "object"),
    ("block without type", {"text": plain()}, "/blocks/0", "type"),
    ("unknown block type", {"type": "sectionn"}, "/blocks/0/type", "unsupported type: sectionn"),
    ("type that is a list", {"type": ["section"]}, "/blocks/0/type", "unsupported"),
    ("unknown property", {"type": "divider", "colour": "red"}, "/blocks/0", "colour"),
    ("block_id of 256", {"type": "divider", "block_id": "b" * 256}, "/blocks/0/block_id", "less than 256"),
    ("block_id that is a number", {"type": "divider", "block_id": 7}, "/blocks/0/block_id", "string"),
    ("section with nothing", {"type": "section"}, "/blocks/0", "text, fields"),
    ("section text of 3001", section("x" * 3001), "/blocks/0/text/text", "less than 3001"),
    ("section text empty", section(""), "/blocks/0/text/text", "more than 0"),
    ("section text a bare string", section(text="x") | {"text": "x"}, "/blocks/0/text", "object"),
    ("section with 11 fields", {"type": "section", "fields": [plain()] * 11}, "/blocks/0/fields", "no more than 10"),
    ("section without any field", {"type": "section", "fields": []}, "/blocks/0/fields", "no less than 1"),
    ("field of 2001", {"type": "section", "fields": [plain("x" * 2001)]}, "/blocks/0/fields/0/text", "2001"),
    ("null accessory", section(accessory=None), "/blocks/0/accessory", "object"),
    ("text input as accessory", section(accessory=element("plain_text_input")), "/blocks/0/accessory/type", "plain_te"),
    ("two accessories", section(accessory=[element("button")]), "/blocks/0/accessory", "object"),
    ("emoji on mrkdwn", {"type": "section", "text": mrkdwn() | {"emoji": True}}, "/blocks/0/text", "emoji"),
    ("verbatim on plain_text", {"type": "section", "text": plain() | {"verbatim": True}}, "/blocks/0/text", "verbatim"),
    ("emoji as a word", {"type": "section", "text": plain() | {"emoji": "yes"}}, "/blocks/0/text/emoji", "boolean"),
    ("header in mrkdwn", {"type": "header", "text": mrkdwn()}, "/blocks/0/text/type", "mrkdwn"),
    ("header of 151", {"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text", "less than 151"),
    ("header without text", {"type": "header"}, "/blocks/0", "text"),
    ("context with 11", {"type": "context", "elements": [plain()] * 11}, "/blocks/0/elements", "no more than 10"),
    ("context with none", {"type": "context", "elements": []}, "/blocks/0/elements", "no less than 1"),
    ("button in context", {"type": "context", "elements": [element("button")]}, "/blocks/0/elements/0/type", "button"),
    ("actions with 26", actions(*[element("button")] * 26), "/blocks/0/elements", "no more than 25"),
    ("actions with none", actions(), "/blocks/0/elements", "no less than 1"),
    ("elements that are an object", {"type": "actions", "elements": {}}, "/blocks/0/elements", "array"),
    ("text input in actions", actions(element("plain_text_input")), "/blocks/0/elements/0/type", "plain_text_input"),
    ("rich text input in actions", actions(element("rich_text_input")), "/blocks/0/elements/0/type", "rich_text_input"),
    ("image in actions", actions(element("image")), "/blocks/0/elements/0/type", "image"),
    ("button in input", asks_for("button"), "/blocks/0/element/type", "button"),
    ("overflow in input", asks_for("overflow"), "/blocks/0/element/type", "overflow"),
    ("input without label", {"type": "input", "element": element("datepicker")}, "/blocks/0", "label"),
    ("input without element", {"type": "input", "label": plain()}, "/blocks/0", "element"),
    ("input label in mrkdwn", asks_for("datepicker") | {"label": mrkdwn()}, "/blocks/0/label/type", "mrkdwn"),
    ("label of 2001", asks_for("datepicker") | {"label": plain("x" * 2001)}, "/blocks/0/label/text", "2001"),
    ("hint of 2001", asks_for("datepicker") | {"hint": plain("x" * 2001)}, "/blocks/0/hint/text", "2001"),
    ("hint in mrkdwn", asks_for("datepicker") | {"hint": mrkdwn()}, "/blocks/0/hint/type", "mrkdwn"),
    ("optional as a word", asks_for("datepicker") | {"optional": "true"}, "/blocks/0/optional", "boolean"),
    ("image without alt_text", {"type": "image", "image_url": PICTURE}, "/blocks/0", "alt_text"),
    ("image without source", {"type": "image", "alt_text": "x"}, "/blocks/0", "image_url, slack_file"),
    ("image alt_text of 2001", element("image", alt_text="x" * 2001), "/blocks/0/alt_text", "2001"),
    ("image_url of 3001", element("image", image_url=PICTURE + "x" * 3000), "/blocks/0/image_url", "3001"),
    ("image_url over ftp", element("image", image_url="ftp://example.org/a"), "/blocks/0/image_url", "url"),
    ("image title in mrkdwn", element("image", title=mrkdwn()), "/blocks/0/title/type", "mrkdwn"),
    ("image with two sources", element("image", slack_file={"id": "F1"}), "/blocks/0", "only one"),
    ("slack_file without id", {"type": "image", "alt_text": "x", "slack_file": {}}, "/blocks/0/slack_file", "id, url"),
    ("markdown of 12001", {"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text", "12001"),
    ("markdown with a text object", {"type": "markdown", "text": plain()}, "/blocks/0/text", "string"),
    ("rich text with nothing", {"type": "rich_text", "elements": []}, "/blocks/0/elements", "no less than 1"),
    (
        "rich text with unknown part",
        {"type": "rich_text", "elements": [{"type": "p"}]},
        "/blocks/0/elements/0/type",
        "p",
    ),
    ("empty run", rich_text(""), "/blocks/0/elements/0/elements/0/text", "more than 0"),
    ("video title of 200", VIDEO | {"title": plain("x" * 200)}, "/blocks/0/title/text", "less than 200"),
    ("video author of 50", VIDEO | {"author_name": "x" * 50}, "/blocks/0/author_name", "less than 50"),
    ("video over http", VIDEO | {"video_url": "http://example.org/v"}, "/blocks/0/video_url", "https"),
    ("file from elsewhere", {"type": "file", "external_id": "x", "source": "local"}, "/blocks/0/source", "remote"),
    ("table without rows", {"type": "table", "rows": []}, "/blocks/0/rows", "no less than 1"),
    ("table with 101 rows", {"type": "table", "rows": [[rich_text()]] * 101}, "/blocks/0/rows", "no more than 100"),
    ("row with 21 cells", {"type": "table", "rows": [[rich_text()] * 21]}, "/blocks/0/rows/0", "no more than 20"),
    ("cell in mrkdwn", {"type": "table", "rows": [[mrkdwn()]]}, "/blocks/0/rows/0/0/type", "mrkdwn"),
    ("card with nothing to see", {"type": "card", "subtitle": plain()}, "/blocks/0", "hero_image"),
    ("card body of 201", {"type": "card", "body": plain("x" * 201)}, "/blocks/0/body/text", "201"),
    ("carousel with none", {"type": "carousel", "elements": []}, "/blocks/0/elements", "no less than 1"),
    (
        "carousel with 11",
        {"type": "carousel", "elements": [{"type": "card", "title": plain()}] * 11},
        "/blocks/0/elements",
        "no more than 10",
    ),
    (
        "container without title",
        {"type": "container", "child_blocks": [{"type": "divider"}]},
        "/blocks/0",
        "rich_text_title",
    ),
    (
        "container with 11 children",
        {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * 11},
        "/blocks/0/child_blocks",
        "no more than 10",
    ),
    (
        "context_actions with 6",
        {"type": "context_actions", "elements": [element("icon_button")] * 6},
        "/blocks/0/elements",
        "no more than 5",
    ),
    (
        "button in context_actions",
        {"type": "context_actions", "elements": [element("button")]},
        "/blocks/0/elements/0/type",
        "button",
    ),
    (
        "collapsed, not collapsible",
        BOX | {"default_collapsed": True},
        "/blocks/0/default_collapsed",
        "is_collapsible",
    ),
    (
        "divider under a header that collapses",
        BOX | {"is_collapsible": True, "has_header_divider": True},
        "/blocks/0/has_header_divider",
        "cannot go with",
    ),
    (
        "number cell that is text",
        {"type": "table", "rows": [[{"type": "raw_number", "value": "1", "text": "1"}]]},
        "/blocks/0/rows/0/0/value",
        "number",
    ),
    ("column that is a word", TABLE | {"column_settings": [None, "left"]}, "/blocks/0/column_settings/1", "object"),
    ("call with a bare word", {"type": "call", "call_id": "R1", "call": "x"}, "/blocks/0/call", "object"),
    ("image_url that breaks off", element("image", image_url="https://[::1"), "/blocks/0/image_url", "url"),
    ("task without status", {"type": "task_card", "task_id": "1", "title": "x"}, "/blocks/0", "status"),
]


@pytest.mark.parametrize(("block", "path", "word"), [row[1:] for row in BAD_BLOCKS], ids=[row[0] for row in BAD_BLOCKS])
def test_a_bad_block_is_refused_where_it_is_bad(block: Value, path: str, word: str) -> None:
    problems = refused(block)
    assert [where for where, _ in problems] == [path] * len(problems)
    assert word in problems[0][1]


@pytest.mark.parametrize(
    ("block", "surface", "place"),
    [
        ({"type": "alert", "text": plain()}, "message", "modal"),
        ({"type": "alert", "text": plain()}, "home", "modal"),
        ({"type": "markdown", "text": "x"}, "modal", "message"),
        ({"type": "markdown", "text": "x"}, "home", "message"),
        (asks_for("file_input"), "home", "modal"),
        (asks_for("file_input"), "message", "modal"),
    ],
)
def test_a_block_on_a_surface_that_does_not_take_it_is_refused(block: Json, surface: Surface, place: str) -> None:
    [(path, message)] = refused(block, surface)
    assert path.endswith("/type")
    assert f"only in a {place}" in message


def test_an_alert_has_one_of_five_levels() -> None:
    assert refused({"type": "alert", "text": plain(), "level": "warning"}, "modal") == []
    assert refused({"type": "alert", "text": plain(), "level": "loud"}, "modal")[0][0] == "/blocks/0/level"


def test_every_problem_is_told_not_only_the_first() -> None:
    problems = check_blocks([{"type": "header"}, {"type": "divider", "x": 1, "y": 2}], surface="home")
    assert [problem.path for problem in problems] == ["/blocks/0", "/blocks/1", "/blocks/1"]


def test_a_problem_reads_as_slack_words_it() -> None:
    too_long = element("button") | {"text": plain("x" * 76)}
    [problem] = check_blocks([actions(too_long)], surface="message")
    assert problem == Problem("/blocks/0/elements/0/text/text", "must be less than 76 characters")
    assert str(problem) == "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"


def test_a_property_with_a_slash_is_escaped_in_the_pointer() -> None:
    assert Spot("/view", "modal").at("a/b~c").at(0).path == "/view/a~1b~0c/0"


def test_the_example_at_the_head_of_the_package_is_true() -> None:
    assert doctest.testmod(blockkit) == (0, 1)
