"""trigger_ids: proof that a person acted a moment ago. They live 3 s and open one view.

Source: docs.slack.dev/interactivity/handling-user-interaction.
"""

import secrets
import sqlite3
import time

from sandbox.errors import SlackError
from sandbox.workspace import Workspace


def issue(w: Workspace, user: str, *, view: str | None = None) -> str:
    """Return a fresh trigger of `user`, who acted inside the modal `view` when one is named."""
    trigger = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
    w.db.execute("DELETE FROM trigger_id WHERE issued < ?", (time.time() - 3_600,))
    w.db.execute(
        "INSERT INTO trigger_id (id, user, view, issued) VALUES (?, ?, ?, ?)", (trigger, user, view, time.time())
    )
    return trigger


def look_up(w: Workspace, trigger: str) -> sqlite3.Row:
    """Return a trigger that is still good, without using it.

    Raises:
        SlackError: it was never issued, is used, or is older than 3 s.
    """
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM trigger_id WHERE id = ?", (trigger,)).fetchone()
    if row is None:
        raise SlackError("invalid_trigger_id")
    if row["used"]:
        raise SlackError("exchanged_trigger_id")
    if time.time() - row["issued"] > w.timings.trigger:
        raise SlackError("expired_trigger_id")
    return row


def use(w: Workspace, trigger: str) -> None:
    """Spend a trigger."""
    w.db.execute("UPDATE trigger_id SET used = 1 WHERE id = ?", (trigger,))
