"""A person's request, and what they are told came of it."""

import sqlite3
from dataclasses import dataclass

from sandbox import channels
from sandbox.errors import NonsenseError
from sandbox.shapes import Json
from sandbox.wires import Missed, Reply
from sandbox.workspace import Workspace

SENTENCES = {
    Missed.NO_CONNECTION: "{app} is not connected, so nothing happened. Try again in a moment.",
    Missed.NO_ACK: "{app} did not answer in time. Try again in a moment.",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks, and what for."""

    w: Workspace
    person: sqlite3.Row
    body: Json

    def text(self, name: str) -> str:
        """Return a member of the request that must be there.

        Raises:
            NonsenseError: it is missing.
        """
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise NonsenseError(f"{name} is missing.")
        return value

    def channel(self, name: str = "channel") -> sqlite3.Row:
        """Return the conversation the request names.

        Raises:
            NonsenseError: there is none this person is in.
        """
        row = channels.find_channel(self.w, self.text(name))
        if row is None or not channels.is_member(self.w, row["id"], self.person["id"]):
            raise NonsenseError(f"{self.person['name']} is in no conversation called {self.text(name)}.")
        return row

    def focus(self, place: str) -> None:
        """Remember what the person looks at: `home`, or a conversation's id."""
        self.w.db.execute("INSERT OR REPLACE INTO focus (user, place) VALUES (?, ?)", (self.person["id"], place))


def outcome(
    reply: Reply | None = None, *, error: str | None = None, errors: dict[str, str] | None = None, **more: object
) -> Json:
    """Return what a person is told: whether it went well, whether and how fast the app acknowledged, what went wrong.

    `reply` is None when nothing was sent to the app.
    """
    return {
        "ok": error is None and not errors,
        "acked": reply is not None and reply.missed is None,
        "ack_ms": None if reply is None or reply.ms is None else round(reply.ms, 1),
        "error": error,
        "errors": errors or {},
        **more,
    }


def sentence(w: Workspace, missed: Missed | None) -> str | None:
    """Return what a person reads when no ack came, None when one came."""
    return None if missed is None else SENTENCES[missed].format(app=w.manifest.name)
