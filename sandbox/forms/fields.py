"""What each element keeps in `view.state.values`: the key, the value when untouched, how an entry is read.

Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload and java-slack-sdk's ViewState.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit.between import offered
from sandbox.blockkit.problems import Json
from sandbox.blockkit.rules import is_date, is_time

Element = dict[str, Any]
Entered = str | int | list[Any] | dict[str, Any] | None
"""What a person enters: text, option value(s), id(s), seconds, files; None or nothing clears the field."""

Reader = Callable[[Element, Any], Any]


class FormError(ValueError):
    """A person did what the form does not offer. The text is a sentence for them."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one kind of element keeps what a person entered."""

    key: str
    initial: str
    read: Reader
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
    if isinstance(value, bool) or not str(value).isdecimal():
        raise FormError(f"{value} is not a point in time. Write it as seconds since 1970.")
    return int(value)


def _one(element: Element, value: Json) -> Json:
    if element["type"] == "external_select" or element["type"] == "multi_external_select":
        return _brought(value)
    return _among(offered(element), _string(value))


def _brought(value: Json) -> dict[str, Any]:
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
        most = element.get("max_selected_items") or element.get("max_files")
        if most is not None and len(chosen) > most:
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
    "plain_text_input": Field("value", "initial_value", _text),
    "email_text_input": Field("value", "initial_value", _text),
    "url_text_input": Field("value", "initial_value", _text),
    "number_input": Field("value", "initial_value", _text),
    "rich_text_input": Field("rich_text_value", "initial_value", _rich_text),
    "file_input": Field("files", "initial_files", _several(_file), many=True),
    "static_select": Field("selected_option", "initial_option", _one),
    "external_select": Field("selected_option", "initial_option", _one),
    "radio_buttons": Field("selected_option", "initial_option", _one),
    "users_select": Field("selected_user", "initial_user", _text),
    "conversations_select": Field("selected_conversation", "initial_conversation", _text),
    "channels_select": Field("selected_channel", "initial_channel", _text),
    "checkboxes": Field("selected_options", "initial_options", _several(_one), many=True),
    "multi_static_select": Field("selected_options", "initial_options", _several(_one), many=True),
    "multi_external_select": Field("selected_options", "initial_options", _several(_one), many=True),
    "multi_users_select": Field("selected_users", "initial_users", _several(_text), many=True),
    "multi_conversations_select": Field("selected_conversations", "initial_conversations", _several(_text), many=True),
    "multi_channels_select": Field("selected_channels", "initial_channels", _several(_text), many=True),
    "datepicker": Field("selected_date", "initial_date", _day),
    "timepicker": Field("selected_time", "initial_time", _clock),
    "datetimepicker": Field("selected_date_time", "initial_date_time", _instant),
}
"""The elements with state."""

PICKED: dict[str, Field] = {
    "overflow": Field("selected_option", "", _one),
    "feedback_buttons": Field("value", "", _feedback),
}
"""Elements that ask for a pick but remember none."""
