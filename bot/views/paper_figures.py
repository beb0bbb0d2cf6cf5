"""Pictures on sheets of paper, side by side. Imported only when a document is made."""

import struct
from io import BytesIO

from fpdf import FPDF

from bot.views.passages import Figures

BETWEEN_MM = 8
AFTER_MM = 6
MOST_MM = 95
"""One picture alone is no wider: it is drawn for a phone, in large letters."""


def draw(paper: FPDF, figures: Figures) -> None:
    """Draw pictures beside each other, their upper edges in line; on a new sheet where they do not fit on this one."""
    count = len(figures.pictures)
    width = min(MOST_MM, (paper.epw - BETWEEN_MM * (count - 1)) / max(count, 1))
    heights = [width * _height_over_width(content) for content, _ in figures.pictures]
    if paper.will_page_break(max(heights, default=0)):
        paper.add_page()
    top, left = paper.get_y(), paper.l_margin
    for number, (content, alt_text) in enumerate(figures.pictures):
        x = left + number * (width + BETWEEN_MM)
        paper.image(BytesIO(content), x=x, y=top, w=width, alt_text=alt_text)
    paper.set_xy(left, top + max(heights, default=0) + AFTER_MM)


def _height_over_width(content: bytes) -> float:
    """Return what a PNG says of itself (www.w3.org/TR/png, section 11.2.1)."""
    width, height = struct.unpack(">II", content[16:24])
    return float(height / width)
