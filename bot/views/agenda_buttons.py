"""Buttons that lead to an agenda from a message. Their value names the pair, which proves nothing."""

from bot.views.blocks import Button, button

FAMILY = "agenda:"
"""The family of buttons about agendas; what to do follows."""
OPEN = f"{FAMILY}open"
ADD = f"{FAMILY}add"
QUICK = f"{FAMILY}quick"
NOTE = f"{FAMILY}note"
TOPIC = f"{FAMILY}topic"
DIGEST = f"{FAMILY}digest"


def open_button(label: str, *, pair_id: str, is_primary: bool = False) -> Button:
    """Return the button that opens the agenda of a pair."""
    return button(OPEN, label, value=pair_id, is_primary=is_primary)
