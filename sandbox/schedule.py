"""Messages that are to be posted later, by the clock people see."""

import asyncio
import json
import sqlite3

from sandbox import messages
from sandbox.clock import now
from sandbox.ids import new_id
from sandbox.shapes import Json
from sandbox.workspace import Workspace


def keep(w: Workspace, *, channel: str, post_at: float, body: Json) -> str:
    """Keep a message for later and return its id."""
    scheduled = new_id("Q")
    w.db.execute(
        "INSERT INTO scheduled (id, channel, post_at, body) VALUES (?, ?, ?, ?)",
        (scheduled, channel, post_at, json.dumps(body)),
    )
    w.schedule_changed.set()
    return scheduled


def find(w: Workspace, channel: str, scheduled: str) -> sqlite3.Row | None:
    """Return a message that still waits in `channel`."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM scheduled WHERE id = ? AND channel = ?", (scheduled, channel)
    ).fetchone()
    return row


def forget(w: Workspace, scheduled: str) -> None:
    """Post a kept message never."""
    w.db.execute("DELETE FROM scheduled WHERE id = ?", (scheduled,))


def crowd(w: Workspace, channel: str, post_at: float, window: float) -> int:
    """Return how many messages wait for `channel` in the same window of so many seconds."""
    start = post_at - post_at % window
    row = w.db.execute(
        "SELECT count(*) AS n FROM scheduled WHERE channel = ? AND post_at >= ? AND post_at < ?",
        (channel, start, start + window),
    ).fetchone()
    return int(row["n"])


async def post_for_ever(w: Workspace) -> None:
    """Post every kept message once the clock people see has passed its instant, for as long as the workspace lives."""
    while True:
        w.schedule_changed.clear()
        post_due(w)
        row = w.db.execute("SELECT min(post_at) AS soonest FROM scheduled").fetchone()
        wait = None if row["soonest"] is None else max(0.0, row["soonest"] - now(w))
        try:
            async with asyncio.timeout(wait):
                await w.schedule_changed.wait()
        except TimeoutError:
            continue


def post_due(w: Workspace) -> None:
    """Post what is due, oldest first, each with the instant it was meant for.

    A scheduled message with metadata is never posted, as on Slack
    (docs.slack.dev/reference/methods/chat.scheduleMessage).
    """
    due = w.db.execute("SELECT * FROM scheduled WHERE post_at <= ? ORDER BY post_at, rowid", (now(w),)).fetchall()
    for row in due:
        forget(w, row["id"])
        body = json.loads(row["body"])
        thread_ts = body.pop("thread_ts", None)
        if "metadata" not in body:
            bot = w.identity.bot_user_id
            messages.post(w, channel=row["channel"], user=bot, body=body, thread_ts=thread_ts, at=row["post_at"])
