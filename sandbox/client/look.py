"""What people see: the workspace, conversations, messages, open views, Home, the log."""

import json
import sqlite3
from urllib.parse import urlsplit

from sandbox import channels, clock, messages, people, views
from sandbox.channels import Kind
from sandbox.client.places import message_blocks, message_state
from sandbox.client.talk import can_post
from sandbox.client.visit import Visit
from sandbox.errors import NonsenseError
from sandbox.shapes import Json
from sandbox.workspace import Workspace

KINDS = {Kind.PUBLIC: "channel", Kind.PRIVATE: "private", Kind.DIRECT: "app", Kind.GROUP: "dm"}
FLAGS = ("is_owner", "is_admin", "is_bot", "deleted", "is_restricted", "is_ultra_restricted")


def workspace(w: Workspace) -> Json:
    """Return what everybody knows of the workspace."""
    me, manifest = w.identity, w.manifest
    return {
        "team": {"id": me.team_id, "name": me.team_name, "domain": me.domain},
        "app": {
            "id": me.app_id,
            "name": manifest.name,
            "bot_user_id": me.bot_user_id,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "messages_tab_read_only": manifest.messages_tab_read_only,
        },
        "users": [_person(w, row) for row in people.everybody(w)],
        "commands": [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in manifest.commands.values()
        ],
        "shortcuts": [
            {"name": one.name, "callback_id": one.callback_id, "description": one.description, "type": one.type}
            for one in manifest.shortcuts.values()
        ],
        "connections": len(w.wires.connections),
        "clock": time_shown(w),
    }


def time_shown(w: Workspace) -> Json:
    """Return the clock people see, in Unix seconds, and how far it is ahead of the machine's."""
    return {"now": clock.now(w), "offset": clock.offset(w)}


def _person(w: Workspace, row: sqlite3.Row) -> Json:
    return {
        "id": row["id"],
        "name": row["name"],
        "real_name": row["real_name"],
        "tz": row["tz"],
        "initials": people.initials(row["real_name"]),
        "color": people.color(row["id"]),
        **{flag: bool(row[flag]) for flag in FLAGS},
        "is_stranger": bool(row["is_foreign"]),
    }


def conversations(visit: Visit) -> Json:
    """Return the conversations a person is in, the one with the app made if need be."""
    w, user = visit.w, visit.person["id"]
    if not visit.person["deleted"] and not visit.person["is_foreign"]:
        channels.direct(w, user)
    order = list(KINDS)
    rows = [row for row in channels.all_channels(w) if channels.is_member(w, row["id"], user)]
    rows.sort(key=lambda row: order.index(row["kind"]))
    return {"conversations": [_conversation(w, row, user) for row in rows]}


def _conversation(w: Workspace, row: sqlite3.Row, user: str) -> Json:
    members = channels.members(w, row["id"])
    name = row["name"]
    if row["kind"] == Kind.DIRECT:
        name = w.manifest.name
    elif row["kind"] == Kind.GROUP:
        others = [people.person(w, member) for member in members if member != user]
        name = ", ".join(other["real_name"] for other in others if other)
    return {
        "id": row["id"],
        "name": name,
        "kind": KINDS[Kind(row["kind"])],
        "members": members,
        "unread": messages.unread(w, row["id"], user),
        "can_post": can_post(w, row),
    }


def conversation(visit: Visit) -> Json:
    """Return the messages of a conversation or of a thread, oldest first, this reader's ephemeral ones among them."""
    w, channel, user = visit.w, visit.channel(), visit.person["id"]
    thread_ts = visit.body.get("thread_ts")
    if thread_ts:
        rows = messages.thread(w, channel["id"], thread_ts, user)
    else:
        rows = messages.top_level(w, channel["id"], user)
        messages.mark_read(w, channel["id"], user)
    return {"messages": [_message(visit, row) for row in rows]}


def _message(visit: Visit, row: sqlite3.Row) -> Json:
    body = json.loads(row["body"])
    shown = {
        "ts": row["ts"],
        "user": row["user"],
        "bot_id": row["bot_id"],
        "name": messages.writer_name(visit.w, row),
        "text": body.get("text", ""),
        "blocks": body.get("blocks"),
        "reply_count": messages.reply_count(visit.w, row),
        "edited": bool(row["edited"]),
        "ephemeral": row["reader"] is not None,
    }
    if message_blocks(row):
        shown["state"] = message_state(visit, row)
    if "attachments" in body:
        shown["attachments"] = body["attachments"]
    if "files" in body:
        shown["files"] = [_file(visit, each) for each in body["files"]]
    return shown | ({"thread_ts": row["thread_ts"]} if row["thread_ts"] else {})


def _file(visit: Visit, file: Json) -> Json:
    """Return a file with an address that opens for this reader alone."""
    return file | {"url_private": f"{urlsplit(file['url_private']).path}?user={visit.person['id']}"}


def open_views(visit: Visit) -> Json:
    """Return a person's stack of modals, root first, with what is typed and what is said beside the fields."""
    return {
        "views": [
            {
                "id": row["id"],
                "view": views.view_object(visit.w, row),
                "state": json.loads(row["state"]),
                "errors": json.loads(row["errors"]),
            }
            for row in views.stack(visit.w, visit.person["id"])
        ]
    }


def home(visit: Visit) -> Json:
    """Return a person's Home, null while the app has published none."""
    row = views.home(visit.w, visit.person["id"])
    if row is None:
        return {"view": None, "state": {}}
    return {"view": views.view_object(visit.w, row), "state": json.loads(row["state"])}


def focus(visit: Visit) -> Json:
    """Return what a person looked at last: `home`, or the id of a conversation; #general at first."""
    row = visit.w.db.execute("SELECT place FROM focus WHERE user = ?", (visit.person["id"],)).fetchone()
    if row is not None:
        return {"place": row["place"]}
    general = channels.find_channel(visit.w, channels.GENERAL)
    return {"place": general["id"] if general else "home"}


def log(w: Workspace, after: str) -> Json:
    """Return the lines of the log after a number."""
    if not after.isdecimal():
        raise NonsenseError("after is a number.")
    return {"entries": w.journal.after(int(after))}
