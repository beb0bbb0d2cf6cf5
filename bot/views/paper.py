"""Sheets of paper: a PDF that shows every script its fonts know, and says by name what they do not.

Imported only when a document is made: its library costs a start half a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from bot.views import paper_figures, paper_tables
from bot.views.fonts import FURTHER, USUAL, font_file, further_kinds, legible
from bot.views.passages import Figures, Passage, Style, Table
from storage.records import record

MARGIN_MM = 22
FOOTER_MM = 16
"""From the lower edge of a sheet."""
MM_A_POINT = 25.4 / 72
LINE = 1.35
"""Of the size of the letters, from one line to the next."""
LINES_TOGETHER = 4
"""A heading of two lines and two lines below it stand on one sheet."""
LATIN, MARKS = range(0x250), range(0x2010, 0x2028)
"""Signs that stand as they are, one beside the other: shaping changes nothing on them that is read, and takes four
times as long."""
INK, PALE = (30, 30, 30), (110, 110, 110)


@record
class Look:
    """How passages of one style are set."""

    size_pt: int
    is_bold: bool = False
    is_pale: bool = False
    before_mm: float = 0.0
    after_mm: float = 0.0


LOOKS: Mapping[Style, Look] = {
    Style.TITLE: Look(20, is_bold=True, after_mm=1.5),
    Style.HEADING: Look(13, is_bold=True, before_mm=4, after_mm=1.5),
    Style.SUBHEADING: Look(11, is_bold=True),
    Style.TEXT: Look(11, after_mm=2.5),
    Style.NOTE: Look(9, is_pale=True),
}


def printed(passages: Sequence[Passage | Table | Figures], *, title: str, footer: str, made_at: datetime) -> bytes:
    """Return a PDF of these passages, on as many sheets of A4 as it takes.

    Args:
        passages: what it says, from top to bottom.
        title: its name, for whoever opens it.
        footer: below each sheet, with the slots `{page}` and `{pages}`.
        made_at: when it is made.
    """
    paper = _Paper(format="A4")
    paper.words_below = footer
    known = _add_fonts(paper, "".join(passage.text for passage in passages))
    paper.set_title(title)
    paper.set_creation_date(made_at)
    paper.set_margins(MARGIN_MM, MARGIN_MM)
    paper.set_auto_page_break(auto=True, margin=MARGIN_MM)
    paper.add_page()
    for passage in passages:
        if isinstance(passage, Table):
            rows = tuple(tuple(legible(cell, known) for cell in row) for row in passage.rows)
            paper_tables.draw(paper, replace(passage, rows=rows))
        elif isinstance(passage, Figures):
            paper_figures.draw(paper, passage)
        else:
            _write(paper, legible(passage.text, known), LOOKS[passage.style])
    written = BytesIO()
    paper.output(written)
    return written.getvalue()


def is_shaped(text: str) -> bool:
    """Return whether some sign in a text depends on those beside it, as in Arabic or Hindi, or may."""
    return any(ord(sign) not in LATIN and ord(sign) not in MARKS for sign in text)


class _Paper(FPDF):
    """A document whose sheets are numbered."""

    words_below: str = ""

    def footer(self) -> None:
        """Number a sheet; the library calls this, also amid a table, whose signs go on being shaped as they were."""
        shaping = self.text_shaping
        self.set_y(-FOOTER_MM)
        _write(self, self.words_below.format(page=self.page_no(), pages="{nb}"), LOOKS[Style.NOTE])
        self.text_shaping = shaping


def _write(paper: FPDF, text: str, look: Look) -> None:
    height = look.size_pt * MM_A_POINT * LINE
    if look.is_bold and paper.will_page_break(LINES_TOGETHER * height):
        paper.add_page()
    paper.ln(look.before_mm)
    paper.set_font("usual", "B" if look.is_bold else "", look.size_pt)
    paper.set_text_shaping(is_shaped(text))
    paper.set_text_color(*(PALE if look.is_pale else INK))
    paper.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(look.after_mm)


def _add_fonts(paper: FPDF, text: str) -> frozenset[int]:
    """Give a document the fonts that `text` needs; return every sign that it can show then."""
    paper.add_font("usual", "B", font_file(USUAL.format(kind="Bold")))
    known = _added(paper, "usual", USUAL.format(kind="Regular"))
    kinds = further_kinds(text, known=known)
    names = {f"further{kind}".lower(): FURTHER.format(kind=kind) for kind in kinds}
    known = known.union(*(_added(paper, name, path) for name, path in names.items()))
    paper.set_fallback_fonts(list(names), exact_match=False)
    return known


def _added(paper: FPDF, name: str, path: str) -> frozenset[int]:
    """Add a font and return the code points of all signs that it has."""
    paper.add_font(name, "", font_file(path))
    font = paper.fonts[name]
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
