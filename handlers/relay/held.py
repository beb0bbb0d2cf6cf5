"""What screens of a private request carry for its author: what finds it, and a name for what is sent from there."""

from collections.abc import Mapping
from typing import Any

from bot.deps import Deps
from bot.domain.relay.door import Door, Kept
from bot.domain.relay.mine import Hold, hold_in
from bot.errors import NotYoursError
from bot.services.relay import door as doors
from storage.columns import new_id

SENT_AS = "sent_as"
"""Each screen has one of its own, drawn by lot: what is sent twice from one screen is kept once."""


def carried_case(deps: Deps, door: Door, hold: Hold, *, screen: str, what: Mapping[str, Any] | None = None) -> str:
    """Return the private_metadata of a screen about one request."""
    carried = {**hold.carried(), SENT_AS: new_id(), **(what or {})}
    return doors.carried(deps, door=door, screen=screen, what=carried)


def held_case(kept: Kept) -> Hold:
    """Return what finds the request that a screen is about.

    Raises:
        NotYoursError: it is about none.
    """
    hold = hold_in(kept.what)
    if hold is None:
        raise NotYoursError
    return hold
