"""How what somebody answers for themselves is kept: one sealed text, always of a round length."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.selfchecks import SCALE, Look
from storage.vocabulary import CheckItem

STEP_CHARS = 2048
"""The length is a multiple of this; the answers about one pair take less than a third of it."""
ON = "on"


def text_of(looks: Mapping[str, Sequence[Look]]) -> str:
    """Return the answers about each pair, by its id, as they are kept."""
    kept = {pair_id: [{ON: look.on.isoformat(), **look.marks} for look in each] for pair_id, each in looks.items()}
    text = json.dumps(kept, separators=(",", ":"))
    return text.ljust(-(-len(text) // STEP_CHARS) * STEP_CHARS)


def looks_in(text: str) -> dict[str, list[Look]]:
    """Return what is kept, by pair, the newest first; an item that this version does not know is passed over."""
    return {pair_id: [_look(each) for each in kept] for pair_id, kept in json.loads(text).items()}


def _look(kept: Mapping[str, Any]) -> Look:
    marks = {item: kept[item] for item in CheckItem if kept.get(item) in SCALE}
    return Look(date.fromisoformat(kept[ON]), marks)
