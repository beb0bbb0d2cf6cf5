"""Rules over all blocks of a view or message together: unique ids, one focus, sums."""

from collections.abc import Iterator

from sandbox.blockkit.problems import Json, Problem, Spot
from sandbox.blockkit.walk import each_block, each_element

MARKDOWN_CHARACTERS = 12_000
"""All markdown blocks of one message together (docs.slack.dev/reference/block-kit/blocks/markdown-block)."""


def unique_ids(blocks: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse a block_id used twice in the view or message, and an action_id used twice in its block."""
    taken: set[str] = set()
    for block, here in each_block(blocks, spot):
        yield from _taken_once("block_id", block, here, taken)
        in_block: set[str] = set()
        for element, place in each_element(block, here):
            yield from _taken_once("action_id", element, place, in_block)


def _taken_once(name: str, value: dict[str, Json], spot: Spot, taken: set[str]) -> Iterator[Problem]:
    one = value.get(name)
    if not isinstance(one, str):
        return
    if one in taken:
        yield spot.at(name).problem(f"`{name}` {one} already exists")
    taken.add(one)


def one_focus(blocks: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse a second element with focus_on_load."""
    focused = [
        place.at("focus_on_load")
        for block, here in each_block(blocks, spot)
        for element, place in each_element(block, here)
        if element.get("focus_on_load") is True
    ]
    for place in focused[1:]:
        yield place.problem("only one element may have focus_on_load")


def markdown_sum(blocks: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse markdown blocks that are each short enough but together too long."""
    texts = [str(block.get("text", "")) for block, _ in each_block(blocks, spot) if block.get("type") == "markdown"]
    if len(texts) > 1 and sum(map(len, texts)) > MARKDOWN_CHARACTERS:
        yield spot.problem(f"markdown blocks together must be less than {MARKDOWN_CHARACTERS + 1} characters")


def one_table(blocks: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse a second table (Slack answers `only_one_table_allowed`)."""
    tables = [here for block, here in each_block(blocks, spot) if block.get("type") == "table"]
    for here in tables[1:]:
        yield here.problem("only one table is allowed")


def inputs_in(blocks: Json, spot: Spot) -> bool:
    """Tell whether an input block is among `blocks`."""
    return any(block.get("type") == "input" for block, _ in each_block(blocks, spot))
