"""Every id on the requester's side: numbers and plain words, for they can stand in logs and be seen over a shoulder.

Screens are callback_ids, fields and buttons block_ids and action_ids. A test holds every screen to `ALLOWED`.
"""

NOTICE = "note:1"
FORM = "note:2"
RECEIPT = "note:3"
DONE = "note:4"
ELSEWHERE = "note:5"

WRITE = "note:write"
MINE = "note:mine"
HAVE_RECEIPT = "note:receipt"

THEMES = "note:a"
WISH = "note:b"
URGENCY = "note:c"
WORDS = "note:d"
OTHER = "note:e"
NOT_THESE = "note:f"
SHARING = ("note:g", "note:h")
"""By turns: a tick that was meant for one person must not stand below the name of another."""
GROUP = "note:i"

ALLOWED = frozenset(
    {NOTICE, FORM, RECEIPT, DONE, ELSEWHERE, WRITE, MINE, HAVE_RECEIPT}
    | {THEMES, WISH, URGENCY, WORDS, OTHER, NOT_THESE, *SHARING, GROUP}
)
