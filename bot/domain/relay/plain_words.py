"""The plain form in which facilitators get somebody's words.

How somebody types is a signature too, so quotes, dashes, spaces, invisible signs and the skin tones of emoji are made
alike for everybody (Narayanan et al. 2012 tell authors apart by less).
"""

import re
import unicodedata

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


def normalised(text: str) -> str:
    """Return words as facilitators get them: one kind of quotes, dashes and spaces, nothing invisible.

    Doing it twice changes nothing.
    """
    while (plain := _plainer(text)) != text:
        text = plain
    return text


def _plainer(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    seen = "".join(sign for sign in INVISIBLE.sub("", lines) if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    plain = unicodedata.normalize("NFKC", seen)
    for signs, sign in PLAIN_SIGNS:
        plain = signs.sub(sign, plain)
    return EMPTY_LINES.sub("\n\n", BREAKS.sub("\n", SPACES.sub(" ", plain))).strip()
