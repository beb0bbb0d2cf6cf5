"""What a modal opened from Home carries along, so that Home can be drawn anew after the modal has done its work.

Slack gives a Home view's private_metadata and hash only while its owner acts on it, and Home must never be published
without them: the metadata is the member's own, the hash keeps two publishers from overwriting each other
(docs.slack.dev/reference/methods/views.publish).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HomeBefore:
    """The Home view that stands now: what the next one must be published with."""

    private_metadata: str
    hash: str


def home_before(view: Mapping[str, Any] | None) -> HomeBefore | None:
    """Return what the next Home must carry on, from the view in a payload; None when there is no Home view in it."""
    if not view or view.get("type") != "home":
        return None
    return HomeBefore(private_metadata=view.get("private_metadata") or "", hash=str(view.get("hash", "")))


def pack(before: HomeBefore | None) -> str:
    """Return the private_metadata of a modal that remembers the Home it was opened from."""
    return json.dumps(asdict(before)) if before else ""


def unpack(view: Mapping[str, Any]) -> HomeBefore | None:
    """Return the Home that a modal remembers; None when it remembers none, or nothing that we wrote."""
    try:
        carried = json.loads(view.get("private_metadata") or "null")
        return HomeBefore(private_metadata=str(carried["private_metadata"]), hash=str(carried["hash"]))
    except (ValueError, TypeError, KeyError):
        return None
