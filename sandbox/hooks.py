"""response_urls: five answers within thirty minutes to what a person did.

Source: docs.slack.dev/interactivity/handling-user-interaction.
"""

import secrets
import sqlite3
import time

from sandbox import messages, saying
from sandbox.errors import SlackError
from sandbox.shapes import Json
from sandbox.workspace import Workspace

MOST_USES = 5


def issue(w: Workspace, *, channel: str, user: str, ts: str | None = None) -> str:
    """Return a response_url for what `user` did in `channel`, on the message `ts` when there is one."""
    hook = secrets.token_urlsafe(24)
    w.db.execute(
        "INSERT INTO hook (id, channel, user, ts, issued) VALUES (?, ?, ?, ?, ?)",
        (hook, channel, user, ts, time.time()),
    )
    return f"{w.base_url}/response/{w.identity.team_id}/{hook}"


def use(w: Workspace, hook: str, body: Json) -> None:
    """Do what was posted to a response_url.

    Raises:
        SlackError: the URL is unknown, older than 30 minutes or used five times, or the message is invalid.
    """
    row = w.db.execute("SELECT * FROM hook WHERE id = ?", (hook,)).fetchone()
    if row is None:
        raise SlackError("invalid_url")
    if time.time() - row["issued"] > w.timings.hook:
        raise SlackError("expired_url")
    if row["uses"] >= MOST_USES:
        raise SlackError("used_url")
    original = messages.message(w, row["channel"], row["ts"]) if row["ts"] else None
    if body.get("delete_original"):
        _delete(w, original)
    else:
        _answer(w, row, original, body)
    w.db.execute("UPDATE hook SET uses = uses + 1 WHERE id = ?", (hook,))


def _delete(w: Workspace, original: sqlite3.Row | None) -> None:
    """Delete the app's own message that was acted on; what a person typed cannot be deleted."""
    if original is None or original["user"] != w.identity.bot_user_id:
        raise SlackError("message_not_found")
    messages.remove(w, original)


def _answer(w: Workspace, row: sqlite3.Row, original: sqlite3.Row | None, body: Json) -> None:
    said = saying.checked(body)
    if body.get("replace_original") and original is not None:
        messages.rewrite(w, original, said)
        return
    in_channel = body.get("response_type") == "in_channel"
    answer(
        w, channel=row["channel"], user=row["user"], said=said, in_channel=in_channel, thread_ts=body.get("thread_ts")
    )


def answer(w: Workspace, *, channel: str, user: str, said: Json, in_channel: bool, thread_ts: str | None = None) -> str:
    """Post the app's answer, for the asker's eyes only unless it is `in_channel`, and return its ts."""
    return messages.post(
        w,
        channel=channel,
        user=w.identity.bot_user_id,
        body=said,
        thread_ts=thread_ts,
        reader=None if in_channel else user,
    )
