"""What each element keeps in `view.state.values`: the key, the value when untouched, how an entry is read.

Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload and java-slack-sdk's ViewState.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.blockkit.between import offered
from sandbox.blockkit.problems import Json
from sandbox.blockkit.rules import is_date, is_time

Element = dict[str, Any]
Entered = str | int | list[Any] | dict[str, Any] | None
"""What a person enters: text, option value(s), id(s), seconds, files; None or nothing clears the field."""

Reader = Callable[[Element, Any], Any]

FILES = 10
"""What a file_input takes when it names no max_files."""


class FormError(ValueError):
    """A person did what the form does not offer. The text is a sentence for them."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one kind of element keeps what a person entered."""

    key: str
    read: Reader
    initial: str = ""
    """The element's property with the value to start from; "" where it has none."""
    many: bool = False

    def blank(self, element: Element) -> Json:
        """Return what is kept before anybody touched the element: its initial value, else null or []."""
        return element.get(self.initial, [] if self.many else None)


def _text(_element: Element, value: Json) -> str:
    return _string(value)


def _day(_element: Element, value: Json) -> str:
    if not is_date(_string(value)):
        raise FormError(f"{value} is not a date that exists. Write it as YYYY-MM-DD.")
    return str(value)


def _clock(_element: Element, value: Json) -> str:
    if not is_time(_string(value)):
        raise FormError(f"{value} is not a time that exists. Write it as HH:mm, 24 hours.")
    return str(value)


def _instant(_element: Element, value: Json) -> int:
    if not isinstance(value, bool) and re.fullmatch(r"\d+", str(value), re.ASCII):
        return int(value)
    with suppress(ValueError):
        moment = datetime.fromisoformat(str(value))
        if moment.tzinfo is not None:
            return int(moment.timestamp())
    raise FormError(f"{value} is not a point in time. Write seconds since 1970, or as 2026-11-24T09:00+01:00.")


def _offered(element: Element, value: Json) -> dict[str, Any]:
    return _among(offered(element), _string(value))


def _brought(_element: Element, value: Json) -> dict[str, Any]:
    """Return an option out of the app's own answer; only the app knows what it offered."""
    if not isinstance(value, dict) or not {"text", "value"} <= value.keys():
        raise FormError("Choose one of the suggestions.")
    return value


def _among(options: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    """Return the option with this value, else the one that reads like this."""
    by_value = [option for option in options if option["value"] == wanted]
    by_text = [option for option in options if option["text"]["text"].casefold() == wanted.casefold()]
    if not (by_value or by_text):
        choices = ", ".join(option["text"]["text"] for option in options)
        raise FormError(f"{wanted} is not offered. There is: {choices}.")
    return (by_value or by_text)[0]


def _several(read: Reader) -> Reader:
    def each(element: Element, value: Json) -> list[Any]:
        chosen: list[Any] = []
        for one in value if isinstance(value, list) else [value]:
            found = read(element, one)
            if found not in chosen:
                chosen.append(found)
        most = element.get("max_selected_items", len(chosen))
        if element["type"] == "file_input":
            most = element.get("max_files", FILES)
        if len(chosen) > most:
            raise FormError(f"At most {most} can be chosen here.")
        return chosen

    return each


def _file(_element: Element, value: Json) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FormError("Choose a file.")
    return value


def _rich_text(_element: Element, value: Json) -> dict[str, Any]:
    """Return a rich_text block: the one given, or one with a section that holds the text."""
    if isinstance(value, dict):
        return value
    run = {"type": "text", "text": _string(value)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}


def _feedback(element: Element, value: Json) -> str:
    buttons = [element["positive_button"], element["negative_button"]]
    return str(_among(buttons, _string(value))["value"])


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise FormError(f"{value!r} is not text.")
    return value


FIELDS: dict[str, Field] = {
    "plain_text_input": Field("value", _text, "initial_value"),
    "email_text_input": Field("value", _text, "initial_value"),
    "url_text_input": Field("value", _text, "initial_value"),
    "number_input": Field("value", _text, "initial_value"),
    "rich_text_input": Field("rich_text_value", _rich_text, "initial_value"),
    "file_input": Field("files", _several(_file), many=True),
    "datepicker": Field("selected_date", _day, "initial_date"),
    "timepicker": Field("selected_time", _clock, "initial_time"),
    "datetimepicker": Field("selected_date_time", _instant, "initial_date_time"),
    "static_select": Field("selected_option", _offered, "initial_option"),
    "external_select": Field("selected_option", _brought, "initial_option"),
    "radio_buttons": Field("selected_option", _offered, "initial_option"),
    "users_select": Field("selected_user", _text, "initial_user"),
    "conversations_select": Field("selected_conversation", _text, "initial_conversation"),
    "channels_select": Field("selected_channel", _text, "initial_channel"),
    "checkboxes": Field("selected_options", _several(_offered), "initial_options", many=True),
    "multi_static_select": Field("selected_options", _several(_offered), "initial_options", many=True),
    "multi_external_select": Field("selected_options", _several(_brought), "initial_options", many=True),
    "multi_users_select": Field("selected_users", _several(_text), "initial_users", many=True),
    "multi_conversations_select": Field("selected_conversations", _several(_text), "initial_conversations", many=True),
    "multi_channels_select": Field("selected_channels", _several(_text), "initial_channels", many=True),
}
"""The elements with state."""

PICKED: dict[str, Field] = {
    "overflow": Field("selected_option", _offered),
    "feedback_buttons": Field("value", _feedback),
}
"""Elements that ask for a pick but remember none."""
