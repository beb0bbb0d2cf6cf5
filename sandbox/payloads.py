"""The payloads an app gets when a person does something.

Shapes: docs.slack.dev/interactivity/implementing-slash-commands and docs.slack.dev/reference/interaction-payloads.
"""

import json
import sqlite3

from sandbox import hooks, triggers, views
from sandbox.channels import Kind
from sandbox.messages import message_object
from sandbox.people import FOREIGN_TEAM
from sandbox.shapes import Json
from sandbox.workspace import Workspace

UNNAMED = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup"}
"""What payloads call conversations whose name is nobody else's business."""


def channel_name(channel: sqlite3.Row) -> str:
    """Return the name payloads give a conversation."""
    return UNNAMED.get(channel["kind"], str(channel["name"]))


def slash_command(w: Workspace, person: sqlite3.Row, channel: sqlite3.Row, command: str, text: str) -> Json:
    """Return what a typed command sends."""
    return {
        "token": w.identity.verification_token,
        "team_id": w.identity.team_id,
        "team_domain": w.identity.domain,
        "channel_id": channel["id"],
        "channel_name": channel_name(channel),
        "user_id": person["id"],
        "user_name": person["name"],
        "command": command,
        "text": text,
        "api_app_id": w.identity.app_id,
        "is_enterprise_install": "false",
        "response_url": hooks.issue(w, channel=channel["id"], user=person["id"]),
        "trigger_id": triggers.issue(w, person["id"]),
    }


def interaction(w: Workspace, person: sqlite3.Row, kind: str) -> Json:
    """Return what all interactions share."""
    team = FOREIGN_TEAM if person["is_foreign"] else w.identity.team_id
    return {
        "type": kind,
        "team": {"id": w.identity.team_id, "domain": w.identity.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person["id"], "username": person["name"], "name": person["name"], "team_id": team},
        "api_app_id": w.identity.app_id,
        "token": w.identity.verification_token,
    }


def shortcut(w: Workspace, person: sqlite3.Row, callback_id: str, action_ts: str) -> Json:
    """Return what a global shortcut sends: no conversation, no response_url."""
    return interaction(w, person, "shortcut") | {
        "callback_id": callback_id,
        "action_ts": action_ts,
        "trigger_id": triggers.issue(w, person["id"]),
    }


def in_message(w: Workspace, channel: sqlite3.Row, message: sqlite3.Row) -> Json:
    """Return what a payload says of a message something happened in. What an ephemeral one says is not sent along."""
    is_ephemeral = message["reader"] is not None
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel["id"],
        "is_ephemeral": is_ephemeral,
    }
    if message["thread_ts"]:
        container["thread_ts"] = message["thread_ts"]
    here = {"container": container, "channel": {"id": channel["id"], "name": channel_name(channel)}}
    return here if is_ephemeral else here | {"message": message_object(w, message)}


def in_view(w: Workspace, view: sqlite3.Row) -> Json:
    """Return what a payload says of a modal or Home something happened in."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": views.view_object(w, view)}


def message_actions(
    w: Workspace, person: sqlite3.Row, where: Json, message: sqlite3.Row, state: Json, action: Json
) -> Json:
    """Return what a press on an element of a message sends; `where` comes from `in_message`."""
    hook = hooks.issue(w, channel=message["channel"], user=person["id"], ts=message["ts"])
    return interaction(w, person, "block_actions") | {
        **where,
        "trigger_id": triggers.issue(w, person["id"]),
        "state": {"values": state},
        "response_url": hook,
        "actions": [action],
    }


def view_actions(w: Workspace, person: sqlite3.Row, view: sqlite3.Row, action: Json) -> Json:
    """Return what a press on an element of a modal or of Home sends."""
    inside = view["id"] if view["kind"] == "modal" else None
    where = in_view(w, view)
    return interaction(w, person, "block_actions") | {
        **where,
        "trigger_id": triggers.issue(w, person["id"], view=inside),
        "state": where["view"]["state"],
        "actions": [action],
    }


def view_submission(w: Workspace, person: sqlite3.Row, view: sqlite3.Row) -> Json:
    """Return what sending off a modal sends."""
    return interaction(w, person, "view_submission") | {
        "trigger_id": triggers.issue(w, person["id"], view=view["id"]),
        "view": views.view_object(w, view),
        "response_urls": _response_urls(w, person, view),
    }


def view_closed(w: Workspace, person: sqlite3.Row, view: sqlite3.Row, *, is_cleared: bool) -> Json:
    """Return what closing a modal sends: no trigger, and nothing of what was typed."""
    shown = views.view_object(w, view) | {"state": {"values": {}}}
    return interaction(w, person, "view_closed") | {"view": shown, "is_cleared": is_cleared}


def _response_urls(w: Workspace, person: sqlite3.Row, view: sqlite3.Row) -> list[Json]:
    typed = json.loads(view["state"])
    answers = []
    for block in json.loads(view["body"])["blocks"]:
        element = block.get("element") or {}
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        entry = typed[block["block_id"]][element["action_id"]]
        picked = entry.get("selected_conversation") or entry.get("selected_channel")
        if picked:
            answers.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": picked,
                    "response_url": hooks.issue(w, channel=picked, user=person["id"]),
                }
            )
    return answers
