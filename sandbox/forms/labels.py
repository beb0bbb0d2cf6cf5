"""Finding an element by what a person reads on it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.forms.fields import Element, FormError
from sandbox.forms.state import interactive

LISTED_OPTIONS = frozenset({"overflow", "radio_buttons", "checkboxes"})
"""Elements whose options stand open on the page or one click away, so that each can be named by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element that reads like the label; `value` when the label names one of its options."""

    block_id: str
    action_id: str
    element: Element
    value: str | None = None


def find_by_label(blocks: list[Any], label: str, *, kinds: Collection[str] | None = None) -> Found:
    """Return the element a person means by `label`, whatever its case; the whole label wins over its beginning.

    A button is named by its text or accessibility_label, an input by its block's label, a menu or picker elsewhere by
    its placeholder or the text of its section, an option of overflow, radio buttons or checkboxes by its own text.
    `kinds` looks among elements of these types only.

    Raises:
        FormError: nothing reads like that, or several things do; it lists what is there.
    """
    named = [(name, found) for name, found in _named(blocks) if kinds is None or found.element["type"] in kinds]
    wanted = _plain(label)
    whole = [found for name, found in named if _plain(name) == wanted]
    matches = whole or [found for name, found in named if _plain(name).startswith(wanted)]
    if not matches:
        raise FormError(f"Nothing reads like {label}. There is: {_there(named)}.")
    if any(found != matches[0] for found in matches):
        raise FormError(f"Several things read like {label}. There is: {_there(named)}.")
    return matches[0]


def _there(named: list[tuple[str, Found]]) -> str:
    return ", ".join(name for name, _ in named) or "nothing to use"


def _named(blocks: list[Any]) -> Iterator[tuple[str, Found]]:
    for block, element in interactive(blocks):
        ids = (block["block_id"], element["action_id"])
        for name in _names(block, element):
            yield name, Found(*ids, element)
        for option in _own_options(element):
            yield option["text"]["text"], Found(*ids, element, option["value"])


def _names(block: dict[str, Any], element: Element) -> Iterator[str]:
    texts: tuple[Any, ...] = (element.get("text"), element.get("placeholder"))
    if block["type"] == "input":
        texts = (block["label"],)
    elif block["type"] == "section" and "text" not in element:
        texts = (*texts, block.get("text"))
    yield from (text["text"] for text in texts if text)
    if "accessibility_label" in element:
        yield element["accessibility_label"]


def _own_options(element: Element) -> list[dict[str, Any]]:
    if element["type"] in LISTED_OPTIONS:
        return list(element["options"])
    return [element[name] for name in ("positive_button", "negative_button") if name in element]


def _plain(text: str) -> str:
    """Return `text` as a person compares it: no case, no mrkdwn stars, single spaces."""
    return " ".join(text.replace("*", "").split()).casefold()
