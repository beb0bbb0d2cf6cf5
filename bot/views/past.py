"""Boards of a pair that has come to its close: everything stays to be read, and nothing can be pressed that changes it.

What is left out here is refused all the same by whoever would do it: a view proves nothing.
"""

from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.views import agreements, blocks, credits, doors, goal_history, goals, pairs, recaps
from bot.views.blocks import Payload
from storage.vocabulary import PairState

READING = (
    pairs.TURN,
    goals.SHOW,
    goal_history.TURN,
    recaps.OPEN,
    recaps.ALL,
    agreements.READ,
    agreements.BACK,
    agreements.DOCUMENT,
    credits.READ,
    credits.BACK,
    credits.DOCUMENT,
    doors.LETTER,
)
"""What the actions begin with that lead to something to read."""
READING_VERBS = {goals.READ, goals.HISTORY}
"""Of a menu's choices, `<verb> <id>`."""


def at_rest(catalog: Catalog, view: Payload, *, card: PairCard) -> Payload:
    """Return a board as it is shown once its pair has come to its close; until then as it is."""
    if card.state is not PairState.ENDED:
        return view
    kept = [left for block in view["blocks"] if (left := _left_of(block))]
    return {**view, "blocks": [blocks.note(catalog.endings.read_only).to_dict(), *kept]}


def _left_of(block: Payload) -> Payload | None:
    """Return what is left of a block for a reader, None for one that only asks for something."""
    if block["type"] == "input":
        return None
    if block["type"] == "actions":
        elements = [left for each in block["elements"] if (left := _left_of_element(each))]
        return {**block, "elements": elements} if elements else None
    if "accessory" not in block:
        return block
    left = _left_of_element(block["accessory"])
    plain = {name: value for name, value in block.items() if name != "accessory"}
    return {**plain, "accessory": left} if left else plain


def _left_of_element(element: dict[str, Any]) -> Payload | None:
    if element["type"] == "overflow":
        options = [each for each in element["options"] if str(each["value"]).partition(" ")[0] in READING_VERBS]
        return {**element, "options": options} if options else None
    return element if str(element.get("action_id")).startswith(READING) else None
