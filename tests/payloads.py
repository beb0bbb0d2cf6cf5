"""What Slack sends, made from the views that the bot shows: a renamed block breaks the test that presses it."""

from typing import Any

Payload = dict[str, Any]

TEAM = "T1"
USER = "U0MAYA0001"


def slash(command: str, text: str = "", *, user: str = USER, response_url: str = "") -> Payload:
    """Return the payload of a slash command (docs.slack.dev/interactivity/implementing-slash-commands)."""
    return {
        "token": "t",
        "team_id": TEAM,
        "team_domain": "w",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": user,
        "user_name": "u",
        "command": command,
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": "1.1.trigger",
    }


def press(view: Payload, label: str, *, user: str = USER, view_hash: str = "h1") -> Payload:
    """Return the payload of pressing the button `label` in a view (docs.slack.dev/reference/interaction-payloads).

    Raises:
        AssertionError: there is no such button in the view.
    """
    found = [(block, element) for block in view["blocks"] for element in _buttons(block) if _label(element) == label]
    assert found, f"no button {label!r}"
    block, element = found[0]
    action = {
        "type": "button",
        "block_id": block.get("block_id", "b"),
        "action_id": element["action_id"],
        "value": element.get("value"),
        "action_ts": "1.1",
    }
    return {
        "type": "block_actions",
        **_common(user),
        "trigger_id": "1.1.trigger",
        "container": {"type": "view", "view_id": "V1"},
        "view": {**view, "id": "V1", "hash": view_hash, "state": {"values": {}}},
        "actions": [action],
    }


def submit(view: Payload, values: dict[str, Payload], *, user: str = USER) -> Payload:
    """Return the payload of submitting a form. `values` maps a field's name to its state entry.

    Raises:
        AssertionError: the form has no such field.
    """
    fields = {block["block_id"]: block["element"]["action_id"] for block in view["blocks"] if block["type"] == "input"}
    assert set(values) <= set(fields), f"no field {set(values) - set(fields)}"
    state = {name: {action_id: values.get(name, {})} for name, action_id in fields.items()}
    shown = {**view, "id": "V1", "hash": "h1", "state": {"values": state}}
    return {"type": "view_submission", **_common(user), "trigger_id": "1.1.trigger", "response_urls": [], "view": shown}


def submit_as_shown(view: Payload, changed: dict[str, Payload], *, user: str = USER) -> Payload:
    """Return the payload of submitting a form in which only some fields were `changed`: all others say what they did.

    Slack sends what a field was filled with as if it had been entered (docs.slack.dev/reference/interaction-payloads).
    """
    kept = {block["block_id"]: _entered(block["element"]) for block in view["blocks"] if block["type"] == "input"}
    return submit(view, {**kept, **changed}, user=user)


def event(kind: str, *, event_id: str = "Ev1", **fields: Any) -> Payload:  # noqa: ANN401 - any event's fields
    """Return the payload of an event (docs.slack.dev/apis/events-api)."""
    return {
        "token": "t",
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1,
        "authorizations": [{"team_id": TEAM, "user_id": "UBOT", "is_bot": True}],
        "event": {"type": kind, **fields},
    }


def slack_user(user_id: str = USER, **fields: Any) -> Payload:  # noqa: ANN401 - any field of a user object
    """Return a user object (docs.slack.dev/reference/objects/user-object)."""
    profile = {"real_name": "Maya Lindqvist", "display_name": ""}
    plain = {"id": user_id, "team_id": TEAM, "name": "maya", "tz": "America/Toronto", "deleted": False}
    return {**plain, "profile": profile, "is_bot": False, **fields}


def _entered(element: Payload) -> Payload:
    """Return what a field says that nobody has touched."""
    said = {
        name: element.get(f"initial_{name}") for name in ("option", "options", "users", "conversation", "date", "time")
    }
    chosen = {f"selected_{name}": value for name, value in said.items() if value is not None}
    return {"type": element["type"], "value": element.get("initial_value"), **chosen}


def _common(user: str) -> Payload:
    return {
        "team": {"id": TEAM, "domain": "w"},
        "user": {"id": user, "name": "u", "team_id": TEAM},
        "api_app_id": "A1",
        "token": "t",
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _buttons(block: Payload) -> list[Payload]:
    elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    return [element for element in elements if element.get("type") == "button"]


def _label(element: Payload) -> str:
    return str(element["text"]["text"])


def choose(view: Payload, row: str, label: str, *, user: str = USER) -> Payload:
    """Return the payload of choosing `label` in the menu beside the row that holds the words `row`.

    Raises:
        AssertionError: there is no such row, or no such choice beside it.
    """
    rows = [block for block in view["blocks"] if row in str(block.get("text", {}).get("text")) and "accessory" in block]
    assert rows, f"no row {row!r}"
    menu = rows[0]["accessory"]
    options = [option for option in menu["options"] if _label(option) == label]
    assert options, f"no choice {label!r} among {[_label(option) for option in menu['options']]}"
    pressed = press(
        {**view, "blocks": [{"type": "actions", "elements": [{**menu, "type": "button", "text": options[0]["text"]}]}]},
        label,
        user=user,
    )
    action = {"type": "overflow", "action_id": menu["action_id"], "block_id": "b", "selected_option": options[0]}
    return {**pressed, "view": {**pressed["view"], "blocks": view["blocks"]}, "actions": [action]}


def press_message(message: Payload, label: str, *, user: str = USER, response_url: str = "") -> Payload:
    """Return the payload of pressing the button `label` in a direct message.

    Raises:
        AssertionError: there is no such button in the message.
    """
    pressed = press({"blocks": message["blocks"]}, label, user=user)
    del pressed["view"]
    container = {"type": "message", "message_ts": "1.1", "channel_id": "D1", "is_ephemeral": False}
    place = {"container": container, "channel": {"id": "D1", "name": "directmessage"}, "response_url": response_url}
    return {**pressed, **place}
