"""What an app in these tests is made of: a manifest, blocks, views."""

from typing import Any

Json = dict[str, Any]
MANIFEST: Json = {
    "display_information": {"name": "Probe"},
    "features": {
        "bot_user": {"display_name": "probe"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "slash_commands": [
            {"command": "/probe", "description": "d", "usage_hint": "words", "should_escape": True},
            {"command": "/plain", "description": "d"},
        ],
        "shortcuts": [{"name": "Look closer", "type": "global", "callback_id": "closer", "description": "d"}],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "chat:write", "users:read", "app_mentions:read", "team:read", "im:write"],
            "bot_optional": [
                *("channels:read", "groups:read", "im:read", "channels:history", "groups:history"),
                *("users:read.email", "im:history"),
            ],
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def manifest(**changes: Json) -> Json:
    """Return the manifest with some of its sections replaced."""
    return {**MANIFEST, **changes}


def plain(text: str) -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def button(text: str = "Press", **more: object) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain(text), **more}


def text_field(block_id: str = "b", action_id: str = "a", label: str = "Name", **more: object) -> Json:
    """Return an input block with a line of text; `more` goes to the block."""
    element = {"type": "plain_text_input", "action_id": action_id}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def modal(*blocks: Json, **more: object) -> Json:
    """Return a modal that can be sent off."""
    view = {"type": "modal", "callback_id": "cb", "title": plain("Title"), "submit": plain("Save")}
    return {**view, "blocks": list(blocks) or [text_field()], **more}


def home(*blocks: Json) -> Json:
    """Return a Home tab."""
    return {"type": "home", "blocks": list(blocks) or [{"type": "divider"}]}
