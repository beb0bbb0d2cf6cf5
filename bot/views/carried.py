"""What a modal carries along in its private_metadata: whose pair it is about, and the Home it was opened from.

Slack gives a Home view's private_metadata and hash only while its owner acts on it, and Home must never be published
without them: the metadata is the member's own, the hash keeps two publishers from overwriting each other
(docs.slack.dev/reference/methods/views.publish).

Its owner can see what is carried, and a modal proves nothing: every id is checked again when it comes back.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from storage.records import record


@record
class HomeBefore:
    """The Home view that stands now: what the next one must be published with."""

    private_metadata: str
    hash: str


@record
class Carried:
    """What a modal remembers. All of it is optional: a command opens a board with nothing but a pair."""

    pair_id: str = ""
    board: str = ""
    """The screen below a form, to be drawn anew when the form has done its work: a `Screen`."""
    subject_id: str = ""
    """The row that a form changes."""
    revision: int = 0
    """The revision of that row when the form was opened."""
    page: int = 0
    """Which page of a long board is shown, from 0."""
    wish: str = ""
    """What is looked for in a mentor, as `views.finding` packs it."""
    need_id: str = ""
    """The need for which somebody is looked for, or asked."""
    message_url: str = ""
    """Where the message whose button opened a form is replaced when the form has done its work: its response_url."""
    site: str = ""
    """Whose entries of the library are shown."""
    section: str = ""
    """Which part of the facilitators' desk lies below a form."""
    home: HomeBefore | None = None


def home_before(view: Mapping[str, Any] | None) -> HomeBefore | None:
    """Return what the next Home must carry on, from the view in a payload; None when there is no Home view in it."""
    if not view or view.get("type") != "home":
        return None
    return HomeBefore(private_metadata=view.get("private_metadata") or "", hash=str(view.get("hash", "")))


def home_behind(view: Mapping[str, Any] | None) -> HomeBefore | None:
    """Return the same for a screen that takes the place of another one: what that one carries, where it is no Home."""
    return home_before(view) or (unpack(view).home if view else None)


def pack(carried: Carried) -> str:
    """Return the private_metadata of a modal; empty when there is nothing to remember."""
    kept = {name: value for name, value in asdict(carried).items() if value}
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def unpack(view: Mapping[str, Any]) -> Carried:
    """Return what a modal remembers; nothing when it is not of our writing."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        home = HomeBefore(**kept.pop("home")) if "home" in kept else None
        return Carried(home=home, **kept)
    except (ValueError, TypeError, AttributeError):
        return Carried()
