"""Sheets of paper: a PDF that shows every script its fonts know, and says by name what they do not.

Imported only when a document is made: the library costs a start half a second.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

USUAL = "source-sans/ttf/SourceSans3-{style}.ttf", ("Regular", "Bold")
FURTHER = "kurinto/ttf/KurintoSans{kind}-Rg.ttf"
KINDS = {"CJK": "SC", "HANGUL": "KR"}
"""Which further font has the signs whose Unicode names begin like this; the plain one has nearly all other scripts."""
INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
"""Kinds of signs that are left out where no font has them (unicode.org/reports/tr44, general category)."""
MARGIN_MM = 22
TITLE_PT, HEADING_PT, TEXT_PT, SMALL_PT = 20, 13, 11, 9
INK, PALE = (30, 30, 30), (110, 110, 110)
LINE = 1.35
"""Of the size of the letters, from one line to the next."""
LINES_TOGETHER = 4
"""A heading of two lines and two lines below it."""
MM_A_POINT = 25.4 / 72


class Paper(FPDF):
    """One document, written from top to bottom on as many sheets of A4 as it takes."""

    def __init__(self, *, title: str, footer: str, texts: Iterable[str], made_at: datetime) -> None:
        """Begin a document.

        Args:
            title: its name, for whoever opens it.
            footer: below each sheet, with the slots `{page}` and `{pages}`.
            texts: all that will be written, so that only the fonts it needs are loaded.
            made_at: when it is made.
        """
        super().__init__(format="A4")
        self._footer = footer
        self._known = _add_fonts(self, "".join(texts))
        self.set_title(title)
        self.set_creation_date(made_at)
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)
        self.set_text_shaping(True)
        self.add_page()

    def footer(self) -> None:
        """Number each sheet; the library calls this."""
        self.set_y(-MARGIN_MM + 6)
        self._write(self._footer.format(page=self.page_no(), pages="{nb}"), SMALL_PT, ink=PALE)

    def heading(self, text: str, *, size_pt: int = HEADING_PT) -> None:
        """Write a heading, which never ends a sheet."""
        self._keep_together(size_pt)
        self._write(text, size_pt, is_bold=True)
        self.ln(1.5)

    def subheading(self, text: str) -> None:
        """Write a heading that stands close above its text."""
        self._keep_together(TEXT_PT)
        self._write(text, TEXT_PT, is_bold=True)

    def paragraph(self, text: str) -> None:
        """Write a text as it is."""
        self._write(text, TEXT_PT)
        self.ln(2.5)

    def note(self, text: str) -> None:
        """Write a line of small print."""
        self._write(text, SMALL_PT, ink=PALE)

    def gap(self) -> None:
        """Leave some room."""
        self.ln(4)

    def done(self) -> bytes:
        """Return the file."""
        written = BytesIO()
        self.output(written)
        return written.getvalue()

    def _keep_together(self, size_pt: int) -> None:
        """Go on to the next sheet where no two lines would follow on this one."""
        if self.will_page_break(LINES_TOGETHER * size_pt * MM_A_POINT * LINE):
            self.add_page()

    def _write(self, text: str, size_pt: int, *, is_bold: bool = False, ink: tuple[int, int, int] = INK) -> None:
        self.set_font("usual", "B" if is_bold else "", size_pt)
        self.set_text_color(*ink)
        height = size_pt * MM_A_POINT * LINE
        self.multi_cell(0, height, legible(text, self._known), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def legible(text: str, known: frozenset[int]) -> str:
    """Return `text` with every sign that no font has named in brackets: a smile reads `[grinning face]`."""
    return "".join(sign if sign == "\n" or ord(sign) in known else _named(sign) for sign in text)


def _named(sign: str) -> str:
    if unicodedata.category(sign) in INVISIBLE:
        return " " if sign == "\t" else ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def _add_fonts(paper: FPDF, text: str) -> frozenset[int]:
    """Give a document the fonts that `text` needs; return every sign that it can show then."""
    pattern, (regular, bold) = USUAL
    paper.add_font("usual", "B", _file(pattern.format(style=bold)))
    known = _added(paper, "usual", pattern.format(style=regular))
    missing = {sign for sign in text if sign.isprintable() and ord(sign) not in known}
    kinds = sorted({KINDS.get(unicodedata.name(sign, "").split(" ")[0], "") for sign in missing})
    names = {f"further{kind}".lower(): FURTHER.format(kind=kind) for kind in kinds}
    known = known.union(*(_added(paper, name, path) for name, path in names.items()))
    paper.set_fallback_fonts(list(names), exact_match=False)
    return known


def _file(path: str) -> Path:
    """Return where a font lies."""
    return Path(str(files("weblate_fonts"))) / "static" / "weblate_fonts" / path


def _added(paper: FPDF, name: str, path: str) -> frozenset[int]:
    """Add a font and return the code points of all signs that it has."""
    paper.add_font(name, "", _file(path))
    font = paper.fonts[name]
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
