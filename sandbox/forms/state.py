"""The state of a form: `view.state.values`, and what a change of it looks like in `block_actions`."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from sandbox.blockkit.problems import Json, Spot
from sandbox.blockkit.walk import each_block, each_element
from sandbox.forms.fields import FIELDS, PICKED, Element, Entered, FormError

Entry = dict[str, Any]
State = dict[str, dict[str, Entry]]
"""block_id -> action_id -> what the element holds."""

ROOT = Spot("", "modal")


def stateful(blocks: list[Any]) -> Iterator[tuple[dict[str, Any], Element]]:
    """Yield the elements that keep what is entered, each with its block, from top to bottom."""
    for block, element in interactive(blocks):
        if element["type"] in FIELDS:
            yield block, element


def interactive(blocks: list[Any]) -> Iterator[tuple[dict[str, Any], Element]]:
    """Yield every interactive element with its block, from top to bottom."""
    for block, here in each_block(blocks, ROOT):
        for element, _ in each_element(block, here):
            yield block, element


def blank_state(blocks: list[Any], *, conversation: str | None = None) -> State:
    """Return the state nobody has touched yet.

    Initial values are honoured; else null, or [] for multi-selects, checkboxes and files. `conversation` is the id
    of what the person was looking at, for menus with `default_to_current_conversation`.
    """
    state: State = {}
    for block, element in stateful(blocks):
        state.setdefault(block["block_id"], {})[element["action_id"]] = _blank(element, conversation)
    return state


def _blank(element: Element, conversation: str | None) -> Entry:
    field = FIELDS[element["type"]]
    held = deepcopy(field.blank(element))
    if not held and conversation and element.get("default_to_current_conversation"):
        held = [conversation] if field.many else conversation
    return _entry(element, field.key, held)


def typed(blocks: list[Any], state: State, *, block_id: str, action_id: str, value: Entered) -> State:
    """Return the state after a person entered `value` into one element; the given state stays as it is.

    `value`: text; a date YYYY-MM-DD or time HH:mm; option value(s); user, channel or conversation id(s); seconds since
    1970 for a datetimepicker; a list of file objects. None, "" or [] clears the field. For external menus, the option
    object(s) out of the app's answer.

    Raises:
        FormError: there is no such element, it keeps nothing, or it does not offer the value.
    """
    element = element_at(blocks, block_id=block_id, action_id=action_id)
    if element["type"] not in FIELDS:
        raise FormError(f"Nothing can be entered into a {element['type']}.")
    return {**state, block_id: {**state.get(block_id, {}), action_id: entered(element, value)}}


def entered(element: Element, value: Entered) -> Entry:
    """Return what `element` holds after `value` was entered; also for overflow menus and feedback buttons.

    Raises:
        FormError: the element does not offer the value.
    """
    field = (FIELDS | PICKED).get(element["type"])
    if field is None:
        return {"type": element["type"]}
    if value in (None, "", []):
        return _entry(element, field.key, [] if field.many else None)
    return _entry(element, field.key, field.read(element, value))


def _entry(element: Element, key: str, held: Json) -> Entry:
    entry = {"type": element["type"], key: held}
    if "timezone" in element:
        entry["timezone"] = element["timezone"]
    return entry


def element_at(blocks: list[Any], *, block_id: str, action_id: str) -> Element:
    """Return the interactive element with these ids.

    Raises:
        FormError: there is none.
    """
    for block, element in interactive(blocks):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return element
    raise FormError(f"There is no element {action_id} in a block {block_id}.")


def action_payload(element: Element, entry: Entry | None) -> dict[str, Any]:
    """Return the fields of `actions[0]` in block_actions that the element itself decides.

    That is its type and action_id, and a button's text, value, url and style or the entry's chosen option, date, user
    and so on. The caller adds block_id and action_ts.
    """
    shown = {name: element[name] for name in ("text", "value", "url", "style") if name in element}
    return {**shown, **(entry or {}), "type": element["type"], "action_id": element["action_id"]}
