"""The fonts in which documents and pictures are set, and which of them somebody's words need."""

import unicodedata
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

USUAL = "source-sans/ttf/SourceSans3-{kind}.ttf"
FURTHER = "kurinto/ttf/KurintoSans{kind}-Rg.ttf"
KINDS = {"CJK": "SC", "HANGUL": "KR"}
"""Which further font has the signs whose Unicode names begin like this; the plain one has nearly all other scripts."""
INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
"""Kinds of signs that are left out where no font has them (unicode.org/reports/tr44, general category)."""


def font_file(path: str) -> Path:
    """Return where a font lies."""
    return Path(str(files("weblate_fonts"))) / "static" / "weblate_fonts" / path


def further_kinds(text: str, *, known: Collection[int]) -> list[str]:
    """Return the kinds of further fonts that `text` needs beside a font that has the code points `known`."""
    missing = {sign for sign in text if sign.isprintable() and ord(sign) not in known}
    return sorted({KINDS.get(unicodedata.name(sign, "").split(" ")[0], "") for sign in missing})


def legible(text: str, known: Collection[int]) -> str:
    """Return `text` with every sign that no font has named in brackets: a smile reads `[grinning face]`."""
    return "".join(sign if sign == "\n" or ord(sign) in known else _named(sign) for sign in text)


def _named(sign: str) -> str:
    if unicodedata.category(sign) in INVISIBLE:
        return " " if sign == "\t" else ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
