"""Modals and Home tabs: what is open, in which order, and what is typed in them.

A person has one stack of at most three modals, its root counted (docs.slack.dev/surfaces/modals), and one Home.
"""

import json
import sqlite3
import time

from sandbox import forms
from sandbox.blockkit import check_view, is_too_large, with_ids
from sandbox.errors import SlackError, refused
from sandbox.ids import new_hash, new_id
from sandbox.shapes import Json
from sandbox.workspace import Workspace

DEEPEST = 3
BLANK: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


def checked(view: object, kind: str) -> Json:
    """Return a view's definition with every id filled in.

    Raises:
        SlackError: it is no view of this `kind` (modal or home), breaks a rule of Block Kit, or is too large.
    """
    if not isinstance(view, dict):
        raise refused("invalid_arguments", ["missing required field: view"])
    if is_too_large(view):
        raise SlackError("view_too_large")
    problems = [str(problem) for problem in check_view(view)]
    if view.get("type") in ("modal", "home") and view["type"] != kind:
        problems.append(f"must be a {kind} view [json-pointer:/view/type]")
    if problems:
        raise refused("invalid_arguments", problems)
    return {**BLANK, **view, "blocks": with_ids(view["blocks"])}


def stack(w: Workspace, user: str) -> list[sqlite3.Row]:
    """Return somebody's open modals, root first."""
    return w.db.execute("SELECT * FROM view WHERE user = ? AND kind = 'modal' ORDER BY depth", (user,)).fetchall()


def view(w: Workspace, view_id: str) -> sqlite3.Row | None:
    """Return the view with this id."""
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM view WHERE id = ?", (view_id,)).fetchone()
    return row


def by_external_id(w: Workspace, external_id: str) -> sqlite3.Row | None:
    """Return the view its app gave this external_id."""
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM view WHERE external_id = ?", (external_id,)).fetchone()
    return row


def home(w: Workspace, user: str) -> sqlite3.Row | None:
    """Return somebody's Home."""
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM view WHERE user = ? AND kind = 'home'", (user,)).fetchone()
    return row


def open_root(w: Workspace, user: str, definition: Json) -> sqlite3.Row:
    """Show a modal, in the place of any that is open."""
    clear(w, user)
    return _add(w, user, "modal", definition, above=[])


def push(w: Workspace, user: str, definition: Json, *, acted_in: str | None) -> sqlite3.Row:
    """Show a modal above the open ones, in one of which (`acted_in`) the person has just acted.

    Source: docs.slack.dev/surfaces/modals: a push starts from something inside the modal.

    Raises:
        SlackError: they acted in none that is open, or three are.
    """
    above = stack(w, user)
    if acted_in not in [row["id"] for row in above]:
        raise SlackError("not_found")
    if len(above) >= DEEPEST:
        raise SlackError("push_limit_reached")
    return _add(w, user, "modal", definition, above=above)


def publish(w: Workspace, user: str, definition: Json) -> sqlite3.Row:
    """Put `definition` in the place of somebody's Home."""
    row = home(w, user)
    return _add(w, user, "home", definition, above=[]) if row is None else update(w, row, definition)


def _add(w: Workspace, user: str, kind: str, definition: Json, above: list[sqlite3.Row]) -> sqlite3.Row:
    view_id = new_id("V")
    root = above[0]["id"] if above else view_id
    previous = above[-1]["id"] if above else None
    state = forms.blank_state(definition["blocks"])
    try:
        w.db.execute(
            "INSERT INTO view (id, kind, user, depth, root, previous, external_id, hash, body, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                view_id,
                kind,
                user,
                len(above),
                root,
                previous,
                definition["external_id"] or None,
                new_hash(time.time()),
                json.dumps(definition),
                json.dumps(state),
            ),
        )
    except sqlite3.IntegrityError as taken:
        raise SlackError("duplicate_external_id") from taken
    return _changed(w, view_id)


def update(w: Workspace, row: sqlite3.Row, definition: Json) -> sqlite3.Row:
    """Put `definition` in the place of a view: its id stays, its hash changes, fields that stay keep what is typed."""
    state = carried(definition["blocks"], json.loads(row["state"]))
    try:
        w.db.execute(
            "UPDATE view SET external_id = ?, hash = ?, body = ?, state = ?, errors = '{}' WHERE id = ?",
            (
                definition["external_id"] or None,
                new_hash(time.time()),
                json.dumps(definition),
                json.dumps(state),
                row["id"],
            ),
        )
    except sqlite3.IntegrityError as taken:
        raise SlackError("duplicate_external_id") from taken
    return _changed(w, row["id"])


def carried(blocks: list[Json], typed: Json) -> Json:
    """Return the state of `blocks`, with what was typed in fields of the same block_id, action_id and type."""
    state = forms.blank_state(blocks)
    for block_id, fields in state.items():
        for action_id, entry in fields.items():
            before = typed.get(block_id, {}).get(action_id)
            if before is not None and before.get("type") == entry.get("type"):
                fields[action_id] = before
    return state


def keep_state(w: Workspace, row: sqlite3.Row, state: Json) -> None:
    """Remember what is typed in a view."""
    text = json.dumps(state)
    if text != row["state"]:
        w.db.execute("UPDATE view SET state = ? WHERE id = ?", (text, row["id"]))
        _announce(w, row)


def keep_errors(w: Workspace, row: sqlite3.Row, errors: dict[str, str]) -> None:
    """Remember what is said beside the fields of a view."""
    w.db.execute("UPDATE view SET errors = ? WHERE id = ?", (json.dumps(errors), row["id"]))
    _announce(w, row)


def close(w: Workspace, row: sqlite3.Row) -> None:
    """Take a modal off its stack."""
    w.db.execute("DELETE FROM view WHERE id = ?", (row["id"],))
    _announce(w, row)


def clear(w: Workspace, user: str) -> None:
    """Take all of somebody's modals away."""
    w.db.execute("DELETE FROM view WHERE user = ? AND kind = 'modal'", (user,))
    w.hub.announce("view", only=[user], user=user)


def _changed(w: Workspace, view_id: str) -> sqlite3.Row:
    row: sqlite3.Row = w.db.execute("SELECT * FROM view WHERE id = ?", (view_id,)).fetchone()
    _announce(w, row)
    return row


def _announce(w: Workspace, row: sqlite3.Row) -> None:
    w.hub.announce("view" if row["kind"] == "modal" else "home", only=[row["user"]], user=row["user"])


def view_object(w: Workspace, row: sqlite3.Row) -> Json:
    """Return a view as answers and payloads show it."""
    return {
        "id": row["id"],
        "team_id": w.identity.team_id,
        **json.loads(row["body"]),
        "state": {"values": json.loads(row["state"])},
        "hash": row["hash"],
        "root_view_id": row["root"],
        "previous_view_id": row["previous"],
        "app_id": w.identity.app_id,
        "app_installed_team_id": w.identity.team_id,
        "bot_id": w.identity.bot_id,
    }
