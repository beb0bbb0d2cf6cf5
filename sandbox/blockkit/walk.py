"""Walks over blocks and elements, nested ones too. They step over anything malformed."""

from collections.abc import Iterator

from sandbox.blockkit.blocks import IN_ACTIONS, IN_INPUT
from sandbox.blockkit.elements import CONTEXT_BUTTONS
from sandbox.blockkit.problems import Json, Spot

Object = dict[str, Json]

INTERACTIVE = frozenset({*IN_ACTIONS.shapes, *IN_INPUT.shapes, *CONTEXT_BUTTONS.shapes})
"""Types of the elements that carry an action_id."""


def each_block(blocks: Json, spot: Spot) -> Iterator[tuple[Object, Spot]]:
    """Yield every block with its place: first the block, then the blocks in it (container, carousel, plan)."""
    for block, here in _objects(blocks, spot):
        yield block, here
        for name in _inner_blocks(block):
            yield from each_block(block.get(name), here.at(name))


def _inner_blocks(block: Object) -> tuple[str, ...]:
    return {"container": ("child_blocks",), "carousel": ("elements",), "plan": ("tasks",)}.get(
        str(block.get("type")), ()
    )


def each_element(block: Object, spot: Spot) -> Iterator[tuple[Object, Spot]]:
    """Yield the interactive elements that stand directly in `block`, with their places."""
    singles = ((block.get(name), spot.at(name)) for name in ("accessory", "element"))
    lists = (pair for name in ("elements", "actions") for pair in _objects(block.get(name), spot.at(name)))
    for element, here in (*singles, *lists):
        if isinstance(element, dict) and str(element.get("type")) in INTERACTIVE:
            yield element, here


def _objects(items: Json, spot: Spot) -> Iterator[tuple[Object, Spot]]:
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield item, spot.at(index)
