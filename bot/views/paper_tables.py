"""Tables on sheets of paper. Imported only when a document is made."""

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout
from fpdf.fonts import FontFace

from bot.views.passages import Table

SIZE_PT, HEAD_PT = 10, 8
LINE_MM = 5.6
LEGIBLE_INK, PALE = (30, 30, 30), (110, 110, 110)
AFTER_MM = 3
PADDING_MM = (0.8, 1.5, 0.8, 0)


def draw(paper: FPDF, table: Table) -> None:
    """Draw a table over the whole width of a sheet; where it goes on, its head is repeated."""
    paper.set_text_shaping(True)
    paper.set_font("usual", "", SIZE_PT)
    paper.set_text_color(*LEGIBLE_INK)
    paper.set_draw_color(200, 200, 200)
    first = len(table.widths) if table.numbers_from is None else table.numbers_from
    sides = tuple(Align.L if number < first else Align.R for number in range(len(table.widths)))
    with paper.table(
        width=round(paper.epw, 2),
        col_widths=table.widths,
        text_align=sides,
        line_height=LINE_MM,
        padding=PADDING_MM,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        first_row_as_headings=table.has_head,
        headings_style=FontFace(emphasis="BOLD", color=PALE, size_pt=HEAD_PT),
    ) as drawn:
        for cells in table.rows:
            row = drawn.row()
            for cell in cells:
                row.cell(cell)
    paper.ln(AFTER_MM)
