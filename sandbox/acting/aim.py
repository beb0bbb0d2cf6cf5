"""Finding what a person means by a label: in the modal in front, then in what they looked at last."""

import time
from collections.abc import Collection
from dataclasses import dataclass

from sandbox import forms
from sandbox.acting.hand import LOOK_SECONDS, PATIENCE_SECONDS, Hand
from sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Surface:
    """Blocks in front of a person: `where` the workspace knows them by, and what is typed in them."""

    where: Json
    blocks: list[Json]
    state: Json


@dataclass(frozen=True, slots=True)
class Aim:
    """An element somebody means, and where it stands."""

    surface: Surface
    found: forms.Found

    def ids(self) -> Json:
        """Return what names the element in a request."""
        return {"block_id": self.found.block_id, "action_id": self.found.action_id}

    def held(self) -> Json:
        """Return what the element holds."""
        entry: Json = self.surface.state.get(self.found.block_id, {}).get(self.found.action_id, {})
        return entry


def surfaces(hand: Hand) -> list[Surface]:
    """Return what is in front of a person, the modal first, the newest message before older ones."""
    found = [
        Surface({"view_id": one["id"]}, one["view"]["blocks"], one["state"]) for one in hand.get("views")["views"][-1:]
    ]
    if hand.named_channel is None and hand.get("focus")["place"] == "home":
        home = hand.get("home")
        return found + ([Surface({"home": True}, home["view"]["blocks"], home["state"])] if home["view"] else [])
    channel = hand.channel()["id"]
    for one in reversed(hand.get("messages", channel=channel)["messages"]):
        if one["blocks"]:
            found.append(Surface({"channel": channel, "ts": one["ts"]}, one["blocks"], one.get("state", {})))
    return found


def aim(hand: Hand, label: str, *, kinds: Collection[str] | None = None) -> Aim:
    """Return the element a person means, after a moment's patience with an app that has yet to show it.

    Raises:
        FormError: nothing in front of them reads like this; it lists what is there.
    """
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return _aim(surfaces(hand), label, kinds)
        except forms.FormError:
            if time.monotonic() > ends:
                raise
            time.sleep(LOOK_SECONDS)


def _aim(before: list[Surface], label: str, kinds: Collection[str] | None) -> Aim:
    refusals = []
    for surface in before:
        try:
            return Aim(surface, forms.find_by_label(surface.blocks, label, kinds=kinds))
        except forms.FormError as no:
            refusals.append(no)
    raise refusals[0] if refusals else forms.FormError(f"There is nothing to press or fill in, so no {label} either.")
