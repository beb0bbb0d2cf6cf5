"""Where a text names somebody: whole words, with or without capitals and accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.domain.relay.ordinary_words import ORDINARY
from bot.domain.relay.plain_words import normalised

LEAST_LETTERS = 2
"""A part of a name with fewer, such as an initial, would mark half of all words."""
LEAST_FAMILY_LETTERS = 4
"""A colleague's family name with fewer counts with the whole name alone."""
ASIDE = re.compile(r"[(\[/|]")
"""What opens a remark in a name, such as (she/her)."""
BEFORE_A_SENTENCE = ".!?:\n"

Span = tuple[int, int]
"""From where up to, and without, where."""


def name_parts(*names: str) -> tuple[str, ...]:
    """Return the parts of people's names that would tell who they are."""
    parts = {part for name in names for part in re.findall(r"\w+", name) if len(part) >= LEAST_LETTERS}
    return tuple(sorted(parts))


def parts_named(words: str, parts: Iterable[str]) -> Iterator[Span]:
    """Yield where one of these parts of names stands in `words`."""
    wanted = sorted({_folded(normalised(part)) for part in parts} - {""}, key=len, reverse=True)
    if wanted:
        yield from _whole(_folded(words), "|".join(map(re.escape, wanted)))


def colleagues_named(words: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where one of many people stands in `words`, by their whole name or their family name.

    Of a name made of ordinary words, such as Young, only what is written as a name counts.
    """
    text = _folded(words)
    for way in {way for name in names for way in _ways_to_name(name) if way in text}:
        yield from (span for span in _whole(text, re.escape(way)) if _is_name(words, *span))


def _ways_to_name(name: str) -> set[str]:
    """Return how others write of a person: first and family name, and the family name when it is long enough.

    `Lindqvist, Maya` counts as `Maya Lindqvist`; titles and initials, which end in a full stop, as nothing.
    """
    plain = _folded(name if name.isascii() else normalised(name))
    family_first, _, rest = ASIDE.split(plain, maxsplit=1)[0].partition(",")
    before, after = ([each for each in part.split() if not each.endswith(".")] for part in (family_first, rest))
    whole = [*after, *before] if len(before) == 1 else before
    ways = {" ".join(whole)} if len(whole) > 1 else set()
    return ways | {each for each in before[-1:] if len(each) >= LEAST_FAMILY_LETTERS}


def _is_name(words: str, start: int, end: int) -> bool:
    """Return whether what stands there is a name, and not ordinary words that are somebody's name as well."""
    found = words[start:end].split()
    if not all(_folded(each) in ORDINARY for each in found):
        return True
    before = words[:start].rstrip(" ")
    begins_sentence = not before or before[-1] in BEFORE_A_SENTENCE
    return all(each[0].isupper() for each in found) and (len(found) > 1 or not begins_sentence)


def _whole(text: str, pattern: str) -> Iterator[Span]:
    yield from (match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text))


def _folded(text: str) -> str:
    """Return `text` without accents and capitals, each sign still in its place."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[0] for sign in text)
