"""What in somebody's words could give them away."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.domain.relay.mentions import colleagues_named, parts_named

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


class Giveaway(StrEnum):
    """Why a passage is marked."""

    NAME = "name"
    PARTNER = "partner"
    COLLEAGUE = "colleague"
    ADDRESS = "address"
    HANDLE = "handle"
    DATE = "date"
    NUMBER = "number"


PATTERNS = {
    Giveaway.ADDRESS: re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|https?://\S+|www\.\S+", re.IGNORECASE),
    Giveaway.HANDLE: re.compile(r"<[@#!][^>]*>|(?<![\w@])[@#]\w[\w.-]*|\b[UWBCDG][A-Z0-9]{7,}\b"),
    Giveaway.DATE: re.compile(
        rf"\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}(?:[./-](?:\d{{2}}){{0,2}})?(?!\d)"
        rf"|\b{MONTH} \d{{1,4}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{MONTH}(?!\w)",
        re.IGNORECASE,
    ),
    Giveaway.NUMBER: re.compile(r"\d(?:[ .,/()-]{0,2}\d){3,}"),
}
"""Numbers count from four digits on: years, extensions, room, staff, grant and telephone numbers."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A marked part of a text: from `start` up to, and without, `end`."""

    start: int
    end: int
    why: Giveaway


def giveaways(
    words: str, *, names: Iterable[str], partners: Iterable[str] = (), colleagues: Iterable[str] = ()
) -> list[Passage]:
    """Return the passages of `words` that could tell who wrote them, in their order and none within another.

    Args:
        words: as `normalised` returns them.
        names: parts of the writer's own name.
        partners: parts of the names of those they are paired with.
        colleagues: names of everybody else they may have written of.
    """
    found = [Passage(*match.span(), why) for why, pattern in PATTERNS.items() for match in pattern.finditer(words)]
    named = {
        Giveaway.NAME: parts_named(words, names),
        Giveaway.PARTNER: parts_named(words, partners),
        Giveaway.COLLEAGUE: colleagues_named(words, colleagues),
    }
    found += [Passage(*span, why) for why, spans in named.items() for span in spans]
    return list(_apart(found))


def pieces(words: str, passages: Sequence[Passage]) -> list[tuple[str, bool]]:
    """Return `words` cut into (piece, is marked), none of them empty."""
    edges = [0, *(edge for passage in passages for edge in (passage.start, passage.end)), len(words)]
    cut = [(words[start:end], place % 2 == 1) for place, (start, end) in enumerate(pairwise(edges))]
    return [piece for piece in cut if piece[0]]


def _apart(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages that do not overlap: of several at one place the one that begins first, or else is longest."""
    end = 0
    for passage in sorted(passages, key=lambda each: (each.start, -each.end)):
        if passage.start >= end:
            yield passage
            end = passage.end
        elif passage.end > end:
            yield Passage(end, passage.end, passage.why)
            end = passage.end
