"""What Slack's own client says before it sends a form: nothing reaches the app while a field is refused.

Source: docs.slack.dev/surfaces/modals and the pages of the input elements under
docs.slack.dev/reference/block-kit/block-elements.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.blockkit.problems import Json
from sandbox.blockkit.rules import as_number, is_url
from sandbox.forms.fields import FIELDS, Element
from sandbox.forms.state import State, stateful

TEXT_CHARACTERS = 3000
"""What a plain_text_input takes when it names no max_length."""


def refusals(view_blocks: list[Any], state: State) -> dict[str, str]:
    """Return what is wrong with a filled-in form, as block_id -> a sentence for the person; {} when it may be sent."""
    found: dict[str, str] = {}
    for block, element in stateful(view_blocks):
        if block["type"] == "input":
            held = state.get(block["block_id"], {}).get(element["action_id"], {}).get(FIELDS[element["type"]].key)
            problem = _refusal(block, element, held)
            if problem:
                found[block["block_id"]] = problem
    return found


def _refusal(block: dict[str, Any], element: Element, held: Json) -> str | None:
    if held in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    check = CHECKS.get(element["type"])
    return check(element, held) if check else None


def _text(element: Element, held: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", TEXT_CHARACTERS)
    if len(held) < least:
        return f"Please write at least {least} characters; there are {len(held)}."
    if len(held) > most:
        return f"Please write at most {most} characters; there are {len(held)}."
    return None


def _email(_element: Element, held: str) -> str | None:
    good = re.fullmatch(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+", held)
    return None if good else "Please write an email address, such as name@example.org."


def _url(_element: Element, held: str) -> str | None:
    return None if is_url(held) else "Please write a link that starts with https:// or http://."


def _number(element: Element, held: str) -> str | None:
    number = as_number(held)
    if number is None:
        return "Please write a number."
    if not element["is_decimal_allowed"] and "." in held:
        return "Please write a whole number."
    return _out_of_range(element, number)


def _out_of_range(element: Element, number: Decimal) -> str | None:
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please write a number that is {element['min_value']} or more."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please write a number that is {element['max_value']} or less."
    return None


CHECKS: dict[str, Callable[[Element, Any], str | None]] = {
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
}
