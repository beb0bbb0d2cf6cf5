"""Words in pictures: the fonts they need, how wide they are, and where their lines break. Only for who paints."""

from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

from bot.views.fonts import FURTHER, USUAL, font_file, further_kinds, legible
from storage.records import record

DOTS_PER_INCH = 72
"""So that a point is a pixel."""


@record
class Type:
    """How words are set."""

    size: int
    """In pixels."""
    ink: str = "#1e1e1e"
    is_bold: bool = False


class Case:
    """The fonts that some words need, in the order in which a sign is looked for in them."""

    def __init__(self, words: str) -> None:
        """Take the fonts out, further ones only for signs that the usual one has not."""
        known = self._added(USUAL.format(kind="Regular"))
        self._added(USUAL.format(kind="Bold"))
        for kind in further_kinds(words, known=known):
            known |= self._added(FURTHER.format(kind=kind))
        self._known = known
        draws: Any = RendererAgg  # the library says nothing of its types
        self._renderer = draws(1, 1, DOTS_PER_INCH)

    def properties(self, style: Type) -> FontProperties:
        """Return what the library calls a font."""
        return FontProperties(family=self._families, size=style.size, weight="bold" if style.is_bold else "normal")

    def lines(self, words: str, style: Type, *, width: float) -> list[str]:
        """Return words as lines of at most so many pixels; what does not fit in one by itself is broken anywhere."""
        lines, properties = [""], self.properties(style)
        for word in legible(" ".join(words.split()), self._known).split(" "):
            for piece in self._pieces(word, properties, width):
                longer = f"{lines[-1]} {piece}".strip()
                if self._width(longer, properties) <= width:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        return lines

    def _pieces(self, word: str, properties: FontProperties, width: float) -> list[str]:
        """Return a word as it is, or in pieces of which each fits in a line."""
        pieces = [""]
        for sign in word:
            if pieces[-1] and self._width(pieces[-1] + sign, properties) > width:
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _width(self, words: str, properties: FontProperties) -> float:
        return float(self._renderer.get_text_width_height_descent(words, properties, ismath=False)[0])

    _families: tuple[str, ...] = ()

    def _added(self, path: str) -> set[int]:
        """Give the library a font and return the code points that it has."""
        file = str(font_file(path))
        fontManager.addfont(file)
        font = FT2Font(file)
        self._families = tuple(dict.fromkeys((*self._families, font.family_name)))
        return set(font.get_charmap())
