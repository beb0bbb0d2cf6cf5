"""The modal with every input element."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str, description: str = "") -> Json:
    """Return an option."""
    return {"text": plain(text), "value": value} | ({"description": plain(description)} if description else {})


def field(label: str, element: Json, *, hint: str = "", needed: bool = False) -> Json:
    """Return an input block whose ids are the element's kind."""
    named = {**element, "action_id": element["type"]}
    block = {"type": "input", "block_id": label, "label": plain(label), "element": named, "optional": not needed}
    return block | ({"hint": plain(hint)} if hint else {})


COLOURS = [option("Red", "red"), option("Green", "green"), option("Blue", "blue")]
TOPICS = [
    {"label": plain("Work"), "options": [option("Writing", "writing"), option("Teaching", "teaching")]},
    {"label": plain("Life"), "options": [option("Rest", "rest")]},
]

FIELDS = [
    field("Title", {"type": "plain_text_input", "max_length": 60, "placeholder": plain("In a few words")}, needed=True),
    field("Story", {"type": "plain_text_input", "multiline": True, "max_length": 500}, hint="As long as it needs."),
    field("Rich", {"type": "rich_text_input"}),
    field("Mail", {"type": "email_text_input"}),
    field("Link", {"type": "url_text_input"}),
    field("Number", {"type": "number_input", "is_decimal_allowed": True, "min_value": "0", "max_value": "10"}),
    field("Day", {"type": "datepicker", "initial_date": "2030-01-02"}),
    field("Hour", {"type": "timepicker"}),
    field("Moment", {"type": "datetimepicker"}),
    field("Colour", {"type": "static_select", "options": COLOURS, "placeholder": plain("Pick a colour")}),
    field("Topics", {"type": "multi_static_select", "option_groups": TOPICS, "max_selected_items": 2}),
    field("Person", {"type": "users_select"}),
    field("People", {"type": "multi_users_select"}),
    field("Place", {"type": "conversations_select", "filter": {"include": ["public", "private"]}}),
    field("Places", {"type": "multi_conversations_select"}),
    field("Channel", {"type": "channels_select"}),
    field("Channels", {"type": "multi_channels_select"}),
    field("Elsewhere", {"type": "external_select", "placeholder": plain("Kept elsewhere"), "min_query_length": 2}),
    field("Ticks", {"type": "checkboxes", "options": [option("One", "1", "The first"), option("Two", "2")]}),
    field("Choice", {"type": "radio_buttons", "options": [option("Yes", "yes"), option("No", "no")]}),
    field("Files", {"type": "file_input", "max_files": 2}),
]


def everything() -> Json:
    """Return the modal."""
    intro = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Everything* there is, for <!here> and _you_."},
    }
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Copy", "copy"), option("Print", "print")]}
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": plain("Every field"),
        "submit": plain("Send"),
        "close": plain("Not now"),
        "blocks": [{**intro, "accessory": menu}, *FIELDS],
    }
