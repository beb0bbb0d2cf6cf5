"""What somebody entered in a form: `view.state.values`, read by the names of its fields.

What arrives is chosen by its sender. A choice that was never offered reads as nothing, a day that does not exist too.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from bot.errors import FieldError

Word = TypeVar("Word", bound=StrEnum)

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
WHOLE = re.compile("[0-9]{1,6}")


def text(view: Mapping[str, Any], name: str) -> str | None:
    """Return what was typed into the field `name`, trimmed; None when it was left empty or is not there.

    Halves of a sign and zero bytes are left out: PostgreSQL keeps neither, and no view that holds one can be shown.
    """
    value = _entry(view, name).get("value")
    return UNWRITABLE.sub("", value).strip() or None if isinstance(value, str) else None


def text_within(view: Mapping[str, Any], name: str, limit: int, *, refusal: str) -> str | None:
    """Return what `text` does, proven again to be as short as Slack's field would have it.

    Raises:
        FieldError: it is longer than `limit`, which `refusal` says in its slot.
    """
    typed = text(view, name)
    if typed and len(typed) > limit:
        raise FieldError(name, refusal.format(limit=limit))
    return typed


def conversation(view: Mapping[str, Any], name: str) -> str | None:
    """Return the conversation chosen in the field `name`, None when there is none."""
    value = _entry(view, name).get("selected_conversation")
    return value if isinstance(value, str) else None


def user(view: Mapping[str, Any], name: str) -> str | None:
    """Return the user id chosen in the field `name`, None when there is none."""
    value = _entry(view, name).get("selected_user")
    return value if isinstance(value, str) else None


def choice(view: Mapping[str, Any], name: str) -> str | None:
    """Return the value of the option chosen in the field `name` (select or radio buttons), None when there is none."""
    value = (_entry(view, name).get("selected_option") or {}).get("value")
    return value if isinstance(value, str) else None


def word(view: Mapping[str, Any], name: str, kind: type[Word]) -> Word | None:
    """Return the word of the vocabulary chosen in the field `name`, None when there is none or it is not of `kind`."""
    value = choice(view, name)
    return kind(value) if value in set(kind) else None


def ticked(view: Mapping[str, Any], name: str) -> frozenset[str]:
    """Return the values of the boxes ticked in the field `name`."""
    return frozenset(str(box["value"]) for box in _entry(view, name).get("selected_options") or ())


def users(view: Mapping[str, Any], name: str) -> list[str]:
    """Return the user ids chosen in the field `name`, each once, in the order in which they were chosen."""
    chosen = _entry(view, name).get("selected_users") or ()
    return list(dict.fromkeys(each for each in chosen if isinstance(each, str)))


def file(view: Mapping[str, Any], name: str) -> str | None:
    """Return the id of the file put into the field `name`, None when there is none."""
    ids = (each.get("id") for each in _entry(view, name).get("files") or () if isinstance(each, Mapping))
    return next((each for each in ids if isinstance(each, str)), None)


def whole_number(view: Mapping[str, Any], name: str) -> int | None:
    """Return the number typed into the field `name`, None when there is none or it is not whole."""
    typed = text(view, name) or ""
    return int(typed) if WHOLE.fullmatch(typed) else None


def day(view: Mapping[str, Any], name: str) -> date | None:
    """Return the date chosen in the field `name`, None when there is none."""
    try:
        return date.fromisoformat(_entry(view, name).get("selected_date") or "")
    except ValueError:
        return None


def wall_time(view: Mapping[str, Any], name: str) -> time | None:
    """Return the time of day chosen in the field `name`, None when there is none."""
    try:
        return time.fromisoformat(_entry(view, name).get("selected_time") or "")
    except ValueError:
        return None


def as_opened(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a form as it was when it was opened: what its fields were filled in with stands there as if entered.

    With what was entered Slack sends the blocks of the form as they were shown
    (docs.slack.dev/reference/interaction-payloads/view-interactions-payload).
    """
    shown = [block for block in view.get("blocks") or () if block.get("type") == "input"]
    return {"state": {"values": {block["block_id"]: {block["block_id"]: _filled(block["element"])} for block in shown}}}


def _filled(element: Mapping[str, Any]) -> Mapping[str, Any]:
    named = ("option", "options", "users", "user", "conversation", "date", "time")
    return {
        "value": element.get("initial_value"),
        **{f"selected_{each}": element.get(f"initial_{each}") for each in named},
    }


def _entry(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    entry = view.get("state", {}).get("values", {}).get(name, {}).get(name, {})
    return entry if isinstance(entry, Mapping) else {}
