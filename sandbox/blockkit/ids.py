"""The ids that Slack makes up for blocks and elements that bring none."""

import hashlib
import itertools
import json
import string
from typing import Any

from sandbox.blockkit.problems import Json, Spot
from sandbox.blockkit.walk import each_block, each_element

ALPHABET = string.ascii_letters + string.digits
LENGTH = 5
ROOT = Spot("", "message")


def with_ids(blocks: list[Any]) -> list[Any]:
    """Return a deep copy in which every block has a block_id and every interactive element an action_id.

    Ids that are there stay. New ones are five letters and digits and clash with no other id in the list. They follow
    from what they stand for, so that a page drawn anew as it was keeps them: a press that is on its way then still
    finds its button, as in Slack.
    """
    copy = [_copy(block) for block in blocks]
    holders = [*_holders(copy)]
    taken = {str(thing[name]) for thing, name in holders if name in thing}
    for thing, name in holders:
        if name not in thing:
            thing[name] = _new_id(thing, taken)
    return copy


def _copy(value: Json) -> Json:
    """Return a deep copy in which a block that stands in the list twice becomes two blocks (deepcopy keeps it one)."""
    if isinstance(value, dict):
        return {name: _copy(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value


def _holders(blocks: list[Any]) -> list[tuple[dict[str, Any], str]]:
    found = []
    for block, here in each_block(blocks, ROOT):
        found.append((block, "block_id"))
        found += [(element, "action_id") for element, _ in each_element(block, here)]
    return found


def _new_id(thing: dict[str, Any], taken: set[str]) -> str:
    content = json.dumps(thing, sort_keys=True)
    made = next(one for number in itertools.count() if (one := _id_of(f"{number} {content}")) not in taken)
    taken.add(made)
    return made


def _id_of(text: str) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))
