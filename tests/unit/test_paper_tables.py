"""Tables on paper: names in any script stand in them as they are written."""

from importlib.resources import files
from typing import cast

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.views.fonts import USUAL
from bot.views.paper_tables import draw
from bot.views.passages import Table


def test_signs_of_a_table_are_shaped_whatever_stood_above_it() -> None:
    paper = FPDF()
    path = str(files("weblate_fonts")) + "/static/weblate_fonts/" + USUAL.format(kind="Regular")
    paper.add_font("usual", "", path)
    paper.set_text_shaping(False)
    paper.add_page()
    draw(paper, Table((("Maya", "3"),), (1, 1), numbers_from=1))
    shaping = paper.text_shaping
    cast("TTFFont", paper.fonts["usual"]).close()  # the library leaves its file open until a garbage collection
    assert shaping
