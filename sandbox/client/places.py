"""Where on a page something is pressed or typed: in a message, a modal or Home."""

import json
import sqlite3
from dataclasses import dataclass

from sandbox import messages, payloads, views
from sandbox.client.visit import Visit
from sandbox.errors import NonsenseError
from sandbox.forms.state import interactive
from sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Place:
    """Blocks a person has before them, and what they typed in them. A place has a view or a message."""

    visit: Visit
    blocks: list[Json]
    state: Json
    view: sqlite3.Row | None = None
    message: sqlite3.Row | None = None
    channel: sqlite3.Row | None = None

    def element(self) -> tuple[Json, Json]:
        """Return the block and the element in it that the request names by block_id and action_id.

        Raises:
            NonsenseError: there is no such element here.
        """
        wanted = (self.visit.text("block_id"), self.visit.text("action_id"))
        for block, element in interactive(self.blocks):
            if (block["block_id"], element["action_id"]) == wanted:
                return block, element
        raise NonsenseError("This has changed meanwhile, so that press came to nothing. Please look again.")

    def whereabouts(self) -> Json:
        """Return what a payload says of this place: the container, and the view or the message."""
        if self.view is not None:
            return payloads.in_view(self.visit.w, self.view)
        if self.channel is None or self.message is None:
            raise NonsenseError("There is nothing to press here.")
        return payloads.in_message(self.visit.w, self.channel, self.message)

    def keep(self, state: Json, block_id: str) -> "Place":
        """Remember what is typed now, forget what was said beside that field, and return the place as it is then."""
        w = self.visit.w
        if self.view is not None:
            views.keep_state(w, self.view, state)
            errors = json.loads(self.view["errors"])
            if errors.pop(block_id, None) is not None:
                views.keep_errors(w, self.view, errors)
            return _of_view(self.visit, views.view(w, self.view["id"]))
        if self.message is not None:
            where = (self.visit.person["id"], self.message["channel"], self.message["ts"])
            w.db.execute(
                "INSERT OR REPLACE INTO picked (user, channel, ts, state) VALUES (?, ?, ?, ?)",
                (*where, json.dumps(state)),
            )
        return Place(self.visit, self.blocks, state, self.view, self.message, self.channel)

    def payload(self, action: Json) -> Json:
        """Return the block_actions payload of one action here."""
        w, person = self.visit.w, self.visit.person
        if self.view is not None:
            return payloads.view_actions(w, person, self.view, action)
        if self.message is None:
            raise NonsenseError("There is nothing to press here.")
        return payloads.message_actions(w, person, self.whereabouts(), self.message, self.state, action)


def place(visit: Visit, where: object) -> Place:
    """Return the place a request names: `{"view_id"}`, `{"home": true}` or `{"channel", "ts"}`.

    Raises:
        NonsenseError: this person has no such place before them.
    """
    if not isinstance(where, dict):
        raise NonsenseError("Say where: view_id, home, or channel and ts.")
    if where.get("home"):
        return _of_view(visit, views.home(visit.w, visit.person["id"]))
    if "view_id" in where:
        return _of_view(visit, top_view(visit, where["view_id"]))
    return _of_message(visit, Visit(visit.w, visit.person, where))


def top_view(visit: Visit, view_id: object) -> sqlite3.Row:
    """Return the modal with this id; the person sees only the topmost.

    Raises:
        NonsenseError: the topmost modal is another one, or none is open.
    """
    stack = views.stack(visit.w, visit.person["id"])
    if not stack or stack[-1]["id"] != view_id:
        raise NonsenseError("That view is not the one in front.")
    return stack[-1]


def _of_view(visit: Visit, row: sqlite3.Row | None) -> Place:
    if row is None:
        raise NonsenseError("There is nothing here yet.")
    return Place(visit, json.loads(row["body"])["blocks"], json.loads(row["state"]), view=row)


def _of_message(visit: Visit, where: Visit) -> Place:
    channel, person = where.channel(), visit.person["id"]
    row = messages.message(visit.w, channel["id"], where.text("ts"))
    if row is None or row["reader"] not in (None, person):
        raise NonsenseError("There is no such message.")
    blocks = message_blocks(row)
    return Place(visit, blocks, message_state(visit, row), message=row, channel=channel)


def message_blocks(row: sqlite3.Row) -> list[Json]:
    """Return the blocks of a message, those of its attachments last."""
    body = json.loads(row["body"])
    within = [block for each in body.get("attachments", ()) for block in each.get("blocks", ())]
    return [*body.get("blocks", ()), *within]


def message_state(visit: Visit, row: sqlite3.Row) -> Json:
    """Return what this person has picked in a message."""
    kept = visit.w.db.execute(
        "SELECT state FROM picked WHERE user = ? AND channel = ? AND ts = ?",
        (visit.person["id"], row["channel"], row["ts"]),
    ).fetchone()
    return views.carried(message_blocks(row), json.loads(kept["state"]) if kept else {})
