"""Messages of all conversations, the ephemeral ones too.

Shapes: docs.slack.dev/reference/events/message and docs.slack.dev/reference/methods/conversations.history.
A message's ts is unique in its channel and only grows, whatever the clock people see does.
"""

import json
import sqlite3

from sandbox import channels, people
from sandbox.clock import now
from sandbox.shapes import Json
from sandbox.workspace import Workspace

SLACKBOT = "USLACKBOT"
MICRO = 1_000_000


def post(
    w: Workspace,
    *,
    channel: str,
    user: str,
    body: Json,
    thread_ts: str | None = None,
    reader: str | None = None,
    at: float | None = None,
) -> str:
    """Keep a message and return its ts.

    Args:
        w: the workspace.
        channel: where it stands.
        user: who wrote it.
        body: text, blocks, attachments, metadata.
        thread_ts: the message it answers.
        reader: the one person who sees it, for an ephemeral message.
        at: the instant it carries, by the clock people see; now when left out.
    """
    ts = _next_ts(w, channel, now(w) if at is None else at)
    bot_id = w.identity.bot_id if user == w.identity.bot_user_id else None
    w.db.execute(
        "INSERT INTO message (channel, ts, user, bot_id, thread_ts, reader, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (channel, ts, user, bot_id, thread_ts, reader, json.dumps(body)),
    )
    announce(w, channel, reader)
    return ts


def _next_ts(w: Workspace, channel: str, instant: float) -> str:
    row = w.db.execute(
        "UPDATE channel SET last_ts = max(?, last_ts + 1) WHERE id = ? RETURNING last_ts",
        (int(instant * MICRO), channel),
    ).fetchone()
    seconds, micros = divmod(row["last_ts"], MICRO)
    return f"{seconds:010d}.{micros:06d}"


def rewrite(w: Workspace, row: sqlite3.Row, body: Json) -> None:
    """Put `body` in the place of what a message said."""
    stamp = {"user": row["user"], "ts": f"{now(w):.6f}"}
    w.db.execute(
        "UPDATE message SET body = ?, edited = 1 WHERE channel = ? AND ts = ?",
        (json.dumps(body | {"edited": stamp}), row["channel"], row["ts"]),
    )
    announce(w, row["channel"], row["reader"])


def remove(w: Workspace, row: sqlite3.Row) -> None:
    """Delete a message."""
    w.db.execute("DELETE FROM message WHERE channel = ? AND ts = ?", (row["channel"], row["ts"]))
    announce(w, row["channel"], row["reader"])


def announce(w: Workspace, channel: str, reader: str | None = None) -> None:
    """Tell those who can see it that a conversation changed."""
    only = [reader] if reader else channels.members(w, channel)
    w.hub.announce("message", only=only, channel=channel)


def message(w: Workspace, channel: str, ts: str) -> sqlite3.Row | None:
    """Return the message with this ts, an ephemeral one too."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM message WHERE channel = ? AND ts = ?", (channel, ts)
    ).fetchone()
    return row


def lasting(w: Workspace, channel: str, ts: str) -> sqlite3.Row | None:
    """Return the message with this ts unless it is ephemeral: no method reaches those."""
    row = message(w, channel, ts)
    return None if row is None or row["reader"] is not None else row


def top_level(w: Workspace, channel: str, reader: str | None = None) -> list[sqlite3.Row]:
    """Return a conversation outside its threads, oldest first, with the ephemeral messages of `reader`."""
    return w.db.execute(
        "SELECT * FROM message WHERE channel = ? AND (thread_ts IS NULL OR thread_ts = ts)"
        " AND (reader IS NULL OR reader = ?) ORDER BY ts",
        (channel, reader),
    ).fetchall()


def thread(w: Workspace, channel: str, thread_ts: str, reader: str | None = None) -> list[sqlite3.Row]:
    """Return a thread, its first message first, with the ephemeral messages of `reader`."""
    return w.db.execute(
        "SELECT * FROM message WHERE channel = ? AND (ts = ? OR thread_ts = ?) AND (reader IS NULL OR reader = ?)"
        " ORDER BY ts",
        (channel, thread_ts, thread_ts, reader),
    ).fetchall()


def unread(w: Workspace, channel: str, user: str) -> int:
    """Return how many messages came since `user` last looked."""
    row = w.db.execute(
        "SELECT count(*) AS n FROM message JOIN membership AS seen ON seen.channel = message.channel AND seen.user = ?"
        " WHERE message.channel = ? AND ts > read_ts AND message.user <> ? AND (reader IS NULL OR reader = ?)",
        (user, channel, user, user),
    ).fetchone()
    return int(row["n"])


def mark_read(w: Workspace, channel: str, user: str) -> None:
    """Remember that `user` has seen a conversation to its end."""
    w.db.execute(
        "UPDATE membership SET read_ts = coalesce((SELECT max(ts) FROM message WHERE channel = ?), '0')"
        " WHERE channel = ? AND user = ?",
        (channel, channel, user),
    )


def message_object(w: Workspace, row: sqlite3.Row) -> Json:
    """Return a message as history, payloads and answers show it."""
    body = json.loads(row["body"])
    shown: Json = {"type": "message", "user": row["user"], "ts": row["ts"], "team": w.identity.team_id, **body}
    shown.setdefault("text", "")
    if row["bot_id"]:
        shown |= {"bot_id": row["bot_id"], "app_id": w.identity.app_id, "bot_profile": bot_profile(w)}
    replies = _replies(w, row)
    if row["thread_ts"]:
        shown["thread_ts"] = row["thread_ts"]
        shown["parent_user_id"] = _writer(w, row["channel"], row["thread_ts"])
    elif replies:
        shown |= {"thread_ts": row["ts"], "reply_count": len(replies), "latest_reply": replies[-1]["ts"]}
        shown["reply_users"] = list(dict.fromkeys(reply["user"] for reply in replies))
        shown["reply_users_count"] = len(shown["reply_users"])
    return shown


def bot_profile(w: Workspace) -> Json:
    """Return the bot as messages show it."""
    return {
        "id": w.identity.bot_id,
        "app_id": w.identity.app_id,
        "user_id": w.identity.bot_user_id,
        "name": w.manifest.bot_name,
        "deleted": False,
        "updated": 0,
        "icons": {},
        "team_id": w.identity.team_id,
    }


def reply_count(w: Workspace, row: sqlite3.Row) -> int:
    """Return how many lasting answers a message has."""
    return len(_replies(w, row))


def _replies(w: Workspace, row: sqlite3.Row) -> list[sqlite3.Row]:
    return w.db.execute(
        "SELECT ts, user FROM message WHERE channel = ? AND thread_ts = ? AND ts <> ? AND reader IS NULL ORDER BY ts",
        (row["channel"], row["ts"], row["ts"]),
    ).fetchall()


def _writer(w: Workspace, channel: str, ts: str) -> str | None:
    root = message(w, channel, ts)
    return None if root is None else str(root["user"])


def writer_name(w: Workspace, row: sqlite3.Row) -> str:
    """Return the name a message is shown under."""
    if row["user"] == SLACKBOT:
        return "Slackbot"
    writer = people.person(w, row["user"])
    return str(writer["real_name"]) if writer else row["user"]
