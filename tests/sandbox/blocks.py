"""Sound blocks and elements for the tests, each as small as Slack takes it."""

from typing import Any

Json = dict[str, Any]
Value = Any
"""Anything at all: a table of examples holds good and bad of every type."""


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", **more: Value) -> Json:
    return {"text": plain(value), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(f"v{n}") for n in range(count)]


def group(*held: Json) -> Json:
    return {"label": plain("Group"), "options": list(held)}


def confirm(**more: Value) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}


def element(kind: str, **more: Value) -> Json:
    """A sound element of this type, with more or other properties."""
    needs: dict[str, Json] = {
        "button": {"text": plain("Go")},
        "static_select": {"options": [option("a"), option("b")]},
        "multi_static_select": {"options": [option("a"), option("b")]},
        "checkboxes": {"options": [option("a"), option("b")]},
        "radio_buttons": {"options": [option("a"), option("b")]},
        "overflow": {"options": [option("a"), option("b")]},
        "number_input": {"is_decimal_allowed": False},
        "image": {"image_url": "https://example.org/a.png", "alt_text": "A picture"},
        "icon_button": {"icon": "trash", "text": plain()},
        "feedback_buttons": {
            "positive_button": {"text": plain("Good"), "value": "good"},
            "negative_button": {"text": plain("Bad"), "value": "bad"},
        },
    }
    return {"type": kind, **needs.get(kind, {}), **more}


def asks(inner: Json, **more: Value) -> Json:
    """An input block around an element."""
    return {"type": "input", "label": plain("Label"), "element": inner, **more}


def asks_for(kind: str, **more: Value) -> Json:
    """An input block around a sound element of this type, with more or other properties."""
    return asks(element(kind, **more))


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(text: str = "x", **more: Value) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def modal(*blocks: Json, **more: Value) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Value) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def rich_text(text: str = "x") -> Json:
    run = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}
