"""What in somebody's words could give them away, and the plain form in which facilitators get those words.

How somebody types is a signature too, so quotes, dashes, spaces, invisible signs and the skin tones of emoji are made
alike for everybody (Narayanan et al. 2012 tell authors apart by less).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

LEAST_LETTERS = 2
"""A part of a name with fewer, such as an initial, would mark half of all words."""
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)

INVISIBLE = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]|:skin-tone-[1-6]:")
PLAIN_SIGNS = (
    (re.compile("[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u02bc]"), "'"),
    (re.compile("[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]"), '"'),
    (re.compile("[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"), "-"),
    (re.compile("\u2026"), "..."),
)
SPACES = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r" ?\n ?")
EMPTY_LINES = re.compile(r"\n{3,}")


class Giveaway(StrEnum):
    """Why a passage is marked."""

    NAME = "name"
    PARTNER = "partner"
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


def normalised(text: str) -> str:
    """Return words as facilitators get them: one kind of quotes, dashes and spaces, nothing invisible.

    Doing it twice changes nothing.
    """
    while (plain := _plainer(text)) != text:
        text = plain
    return text


def name_parts(*names: str) -> tuple[str, ...]:
    """Return the parts of people's names that would tell who they are."""
    parts = {part for name in names for part in re.findall(r"\w+", name) if len(part) >= LEAST_LETTERS}
    return tuple(sorted(parts))


def giveaways(words: str, *, names: Iterable[str], partners: Iterable[str] = ()) -> list[Passage]:
    """Return the passages of `words` that could tell who wrote them, in their order and none within another.

    Args:
        words: as `normalised` returns them.
        names: parts of the writer's own name.
        partners: parts of the names of those they are paired with.
    """
    found = [Passage(*match.span(), why) for why, pattern in PATTERNS.items() for match in pattern.finditer(words)]
    found += _named(words, names, Giveaway.NAME)
    found += _named(words, partners, Giveaway.PARTNER)
    return list(_apart(found))


def pieces(words: str, passages: Sequence[Passage]) -> list[tuple[str, bool]]:
    """Return `words` cut into (piece, is marked), none of them empty."""
    edges = [0, *(edge for passage in passages for edge in (passage.start, passage.end)), len(words)]
    cut = [(words[start:end], place % 2 == 1) for place, (start, end) in enumerate(pairwise(edges))]
    return [piece for piece in cut if piece[0]]


def _plainer(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    seen = "".join(sign for sign in INVISIBLE.sub("", lines) if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    plain = unicodedata.normalize("NFKC", seen)
    for signs, sign in PLAIN_SIGNS:
        plain = signs.sub(sign, plain)
    return EMPTY_LINES.sub("\n\n", BREAKS.sub("\n", SPACES.sub(" ", plain))).strip()


def _named(words: str, names: Iterable[str], why: Giveaway) -> Iterator[Passage]:
    wanted = sorted({_folded(normalised(name)) for name in names} - {""}, key=len, reverse=True)
    if wanted:
        any_of_them = "|".join(map(re.escape, wanted))
        found = re.finditer(rf"(?<!\w)(?:{any_of_them})(?!\w)", _folded(words))
        yield from (Passage(*match.span(), why) for match in found)


def _folded(text: str) -> str:
    """Return `text` without accents and capitals, each sign still in its place."""
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[0] for sign in text)


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
