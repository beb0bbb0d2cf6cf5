"""Channels, private channels and direct messages, and who is in them.

Shapes: docs.slack.dev/reference/objects/conversation-object.
"""

import sqlite3
from enum import StrEnum

from sandbox.clock import now
from sandbox.ids import new_id
from sandbox.shapes import Json
from sandbox.workspace import Workspace

GENERAL = "general"


class Kind(StrEnum):
    """What sort of conversation it is."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    DIRECT = "im"
    """between one person (the channel's `owner`) and the bot"""
    GROUP = "mpim"


SCOPE_WORD = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.DIRECT: "im", Kind.GROUP: "mpim"}
"""The first word of the scopes that open a kind of conversation to an app."""


def add_channel(w: Workspace, *, name: str, kind: Kind, members: list[str], owner: str | None = None) -> str:
    """Keep a new conversation with these members and return its id."""
    channel = new_id("D" if kind is Kind.DIRECT else "C")
    w.db.execute(
        "INSERT INTO channel (id, name, kind, owner, created) VALUES (?, ?, ?, ?, ?)",
        (channel, name, kind, owner, now(w)),
    )
    for user in members:
        join(w, channel, user)
    return channel


def find_channel(w: Workspace, name_or_id: str) -> sqlite3.Row | None:
    """Return the conversation with this id or name (with or without `#`)."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM channel WHERE id = ? OR (name = ? AND kind IN ('public_channel', 'private_channel'))",
        (name_or_id, name_or_id.removeprefix("#")),
    ).fetchone()
    return row


def all_channels(w: Workspace) -> list[sqlite3.Row]:
    """Return every conversation in the order they were made."""
    return w.db.execute("SELECT * FROM channel ORDER BY rowid").fetchall()


def direct(w: Workspace, user: str) -> str:
    """Return the id of the conversation between `user` and the bot, made when it does not exist."""
    row = w.db.execute("SELECT id FROM channel WHERE kind = 'im' AND owner = ?", (user,)).fetchone()
    if row is not None:
        return str(row["id"])
    return add_channel(w, name="", kind=Kind.DIRECT, members=[user, w.identity.bot_user_id], owner=user)


def members(w: Workspace, channel: str) -> list[str]:
    """Return the ids of a conversation's members in the order they came."""
    found = w.db.execute("SELECT user FROM membership WHERE channel = ? ORDER BY rowid", (channel,))
    return [row["user"] for row in found]


def is_member(w: Workspace, channel: str, user: str) -> bool:
    """Tell whether `user` is in a conversation."""
    found = w.db.execute("SELECT 1 FROM membership WHERE channel = ? AND user = ?", (channel, user))
    return found.fetchone() is not None


def join(w: Workspace, channel: str, user: str) -> None:
    """Make `user` a member."""
    w.db.execute("INSERT OR IGNORE INTO membership (channel, user) VALUES (?, ?)", (channel, user))


def leave(w: Workspace, channel: str, user: str) -> None:
    """Make `user` a member no more."""
    w.db.execute("DELETE FROM membership WHERE channel = ? AND user = ?", (channel, user))


def is_shared(w: Workspace, channel: str) -> bool:
    """Tell whether somebody of another workspace is in a conversation."""
    found = w.db.execute(
        "SELECT 1 FROM membership JOIN person ON person.id = user WHERE channel = ? AND is_foreign", (channel,)
    )
    return found.fetchone() is not None


def conversation_object(w: Workspace, row: sqlite3.Row) -> Json:
    """Return a conversation as `conversations.info` shows it to the bot."""
    shared = is_shared(w, row["id"])
    common = {
        "id": row["id"],
        "created": int(row["created"]),
        "is_archived": False,
        "is_channel": row["kind"] in (Kind.PUBLIC, Kind.PRIVATE),
        "is_group": False,
        "is_im": row["kind"] == Kind.DIRECT,
        "is_mpim": row["kind"] == Kind.GROUP,
        "is_private": row["kind"] != Kind.PUBLIC,
        "is_org_shared": False,
        "is_shared": shared,
        "is_ext_shared": shared,
        "is_pending_ext_shared": False,
        "context_team_id": w.identity.team_id,
        "updated": int(row["created"] * 1000),
    }
    if row["kind"] == Kind.DIRECT:
        return common | {"user": row["owner"], "is_user_deleted": False, "priority": 0}
    return common | {
        "name": row["name"],
        "name_normalized": row["name"],
        "is_general": row["name"] == GENERAL,
        "is_member": is_member(w, row["id"], w.identity.bot_user_id),
        "creator": members(w, row["id"])[0] if members(w, row["id"]) else w.identity.bot_user_id,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(members(w, row["id"])),
    }
