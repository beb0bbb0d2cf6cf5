"""Files: announced, brought and shared by the app, or handed in by a person with a form.

Their bytes stand in the workspace's own file.

Shapes: docs.slack.dev/reference/objects/file-object.
"""

import mimetypes
import secrets
import sqlite3
from pathlib import PurePath
from urllib.parse import quote

from sandbox.clock import now
from sandbox.ids import new_id
from sandbox.shapes import Json
from sandbox.workspace import Workspace

MOST_BYTES = 10_000_000
"""The sandbox's own limit; Slack's is a gigabyte."""


def announce(w: Workspace, *, name: str, length: int, alt_txt: str | None) -> sqlite3.Row:
    """Keep a file that is still to be brought, and return it."""
    row: sqlite3.Row = w.db.execute(
        "INSERT INTO file (id, name, title, length, alt_txt, ticket, created) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (new_id("F"), name, name, length, alt_txt, secrets.token_urlsafe(32), now(w)),
    ).fetchone()
    return row


def by_ticket(w: Workspace, ticket: str) -> sqlite3.Row | None:
    """Return the file that is to be brought to the address with this ticket, None when it was or never will be."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM file WHERE ticket = ? AND content IS NULL", (ticket,)
    ).fetchone()
    return row


def bring(w: Workspace, row: sqlite3.Row, content: bytes) -> None:
    """Keep the bytes of a file."""
    w.db.execute("UPDATE file SET content = ? WHERE id = ?", (content, row["id"]))


def brought(w: Workspace, file_id: str) -> sqlite3.Row | None:
    """Return a file that was brought and not finished yet."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM file WHERE id = ? AND content IS NOT NULL AND NOT finished", (file_id,)
    ).fetchone()
    return row


def finish(w: Workspace, file_id: str, *, title: str) -> sqlite3.Row:
    """End the upload of a file under its title, and return it."""
    row: sqlite3.Row = w.db.execute(
        "UPDATE file SET title = ?, finished = 1 WHERE id = ? RETURNING *", (title, file_id)
    ).fetchone()
    return row


def share(w: Workspace, file_id: str, *, channel: str) -> None:
    """Let the people of a conversation see a file."""
    w.db.execute("INSERT OR IGNORE INTO file_share (file, channel) VALUES (?, ?)", (file_id, channel))


def hand_in(w: Workspace, *, name: str, content: bytes, user: str) -> sqlite3.Row:
    """Keep a file that a person puts into a form, and return it: it is theirs, and the app may read it."""
    row = announce(w, name=name, length=len(content), alt_txt=None)
    bring(w, row, content)
    w.db.execute("INSERT INTO file_handed_in (file, user) VALUES (?, ?)", (row["id"], user))
    return finish(w, row["id"], title=name)


def readable(w: Workspace, file_id: str) -> sqlite3.Row | None:
    """Return a file that the app may read: its own, one from a form, or one shared where it is; None otherwise."""
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM file WHERE id = ? AND finished", (file_id,)).fetchone()
    return row


def owner(w: Workspace, file_id: str) -> str:
    """Return whose a file is: the person's who handed it in, else the app's."""
    row = w.db.execute("SELECT user FROM file_handed_in WHERE file = ?", (file_id,)).fetchone()
    return str(row["user"]) if row else w.identity.bot_user_id


def seen_by(w: Workspace, file_id: str, *, user: str) -> sqlite3.Row | None:
    """Return a file that was shared where this person is, None when there is none."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT file.* FROM file JOIN file_share ON file_share.file = file.id"
        " JOIN membership ON membership.channel = file_share.channel AND membership.user = ? WHERE file.id = ?",
        (user, file_id),
    ).fetchone()
    return row


def media_type(name: str) -> str:
    """Return the media type that a file's name tells of."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def file_object(w: Workspace, row: sqlite3.Row) -> Json:
    """Return a file as messages and answers show it."""
    url = f"{w.base_url}/files/{row['id']}/{quote(row['name'], safe='')}"
    shown: Json = {
        "id": row["id"],
        "created": int(row["created"]),
        "timestamp": int(row["created"]),
        "name": row["name"],
        "title": row["title"],
        "mimetype": media_type(row["name"]),
        "filetype": PurePath(row["name"]).suffix.removeprefix(".") or "binary",
        "user": owner(w, row["id"]),
        "mode": "hosted",
        "is_external": False,
        "size": len(row["content"]),
        "url_private": url,
        "url_private_download": url,
    }
    return shown | ({"alt_txt": row["alt_txt"]} if row["alt_txt"] else {})
