"""Several messages of one person as one: a heading, then each as it would have stood alone, with lines between."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import cast

from bot.content.catalogue import Catalog
from bot.views.blocks import MESSAGE_MAX_BLOCKS, Payload, heading, line

BLOCK_ID_MAX_CHARS = 255
"""docs.slack.dev/reference/block-kit/blocks"""
PART = re.compile(r"digest/(\d+)/")


def is_digest(payload: Payload) -> bool:
    """Return whether a message, as Slack gives it back, is several in one."""
    return any(_part_of(block) is not None for block in payload.get("blocks") or [])


def fitting(parts: Sequence[Payload], *, most: int = MESSAGE_MAX_BLOCKS) -> int:
    """Return how many of these messages, from the first, fit into one of `most` blocks; at least one."""
    blocks = 1
    for count, part in enumerate(parts):
        blocks += len(_blocks(part)) + (count > 0)
        if blocks > most:
            return max(count, 1)
    return len(parts)


def digest(catalog: Catalog, parts: Sequence[Payload]) -> Payload:
    """Return the message that holds these. They must fit: at most 50 blocks (…/methods/chat.postMessage)."""
    say = catalog.digest
    blocks: list[Payload] = [cast("Payload", heading(say.heading).to_dict())]
    for number, part in enumerate(parts):
        if number:
            blocks.append(cast("Payload", line().to_dict()))
        blocks.extend(_numbered(_blocks(part), number))
    return {"text": say.text.format(texts="\n".join(str(part["text"]) for part in parts)), "blocks": blocks}


def with_part(shown: Payload, *, pressed: str, part: Payload) -> Payload | None:
    """Return a digest in which one part stands as `part` now; the others stay as they are.

    Args:
        shown: the digest, as Slack gives it back.
        pressed: the block_id of the block in it that somebody pressed.
        part: what takes the place of the part that holds this block.

    Returns:
        None where `shown` is no digest, the block is in none of its parts, or the whole would grow too long.
    """
    found = PART.match(pressed)
    if found is None:
        return None
    blocks: list[Payload] = []
    for number, group in groupby(shown.get("blocks") or [], key=_part_of):
        is_it = number == int(found[1])
        blocks.extend(_numbered(_blocks(part), number) if is_it and number is not None else group)
    return {"text": str(part["text"]), "blocks": blocks} if len(blocks) <= MESSAGE_MAX_BLOCKS else None


def _blocks(part: Payload) -> list[Payload]:
    """Return the blocks of a message; of one that has none, its text as a block."""
    plain = {"type": "section", "text": {"type": "mrkdwn", "text": str(part.get("text", ""))}}
    return list(part.get("blocks") or [plain])


def _numbered(blocks: Sequence[Payload], number: int) -> list[Payload]:
    """Return blocks whose ids say to which part they belong: ids must differ within one message."""
    return [
        {**block, "block_id": f"digest/{number}/{place}/{block.get('block_id', '')}"[:BLOCK_ID_MAX_CHARS]}
        for place, block in enumerate(blocks)
    ]


def _part_of(block: Payload) -> int | None:
    found = PART.match(str(block.get("block_id", "")))
    return int(found[1]) if found else None
