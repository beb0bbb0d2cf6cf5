"""Every id on the facilitators' side, and what their screens carry: the case and how much of it was seen, no more.

Neither proves anything: each press is proven again.
"""

import json

from bot.views.blocks import Payload

FAMILY = "queue:"
OPEN = "queue:open"
PAGE = "queue:page"
CLAIM = "queue:claim"
HAND_ON = "queue:pass"
REPLY = "queue:reply"
OPTIONS = "queue:options"
OPTION = "queue:option"
MEET = "queue:meet"
ENDING = "queue:ending"
CLOSE = "queue:close"
MUTE = "queue:mute"
UNMUTE = "queue:unmute"
PLAYBOOK = "queue:playbook"
REPORT = "queue:report"
SHEET = "queue:sheet"
"""Shows the same half-year as a sheet; its value is the half-year."""
HALF_YEAR = "queue:half"
"""The family of buttons that show another half-year; their value is the half-year."""
WORDS = "queue:words"
OUTCOME = "queue:outcome"


def option_words(approach: str) -> str:
    """Return the field in which an option is put into words: its name is which one it is."""
    return f"{WORDS}:{approach}"


def held(case_id: str, revision: int) -> str:
    """Return what a screen carries."""
    return json.dumps({"case_id": case_id, "revision": revision}, separators=(",", ":"))


def holding(view: Payload | None) -> tuple[str, int]:
    """Return the case that a screen carries and how much of it was seen; no case when it is not of our writing."""
    try:
        kept = json.loads((view or {}).get("private_metadata") or "{}")
        return str(kept["case_id"]), int(kept["revision"])
    except (ValueError, TypeError, KeyError):
        return "", 0
