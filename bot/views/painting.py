"""Pictures as PNG: drawn by a process of its own, which reads them on its input and writes them on its output.

Run by `bot.runtime.painter`, never imported by the bot: the library that draws takes 60 MB and a second to come.
"""

import base64
import sys
from io import BytesIO

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.domain.pictures import Bar, Panel, Picture, from_text
from bot.views.typesetting import DOTS_PER_INCH, Case, Type

WIDTH, MARGIN = 1080, 54
"""In pixels: three of them are one of a phone's, which shows a picture as wide as its screen."""
TITLE, LEAD = Type(54, is_bold=True), Type(36, "#555555")
HEADING, LABEL, NUMBER = Type(42, is_bold=True), Type(36), Type(36, is_bold=True)
UNSHOWN, FOOT = Type(34, "#666666"), Type(30, "#555555")
LEADING = 1.28
LABELS, NUMBERS = 430, 150
"""What the names of bars and their numbers may take of the width."""
BAR, GAP, ABOVE_PANEL = 38, 16, 34
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
"""Told apart by the colour-blind too (Okabe and Ito, Color Universal Design, 2008); each bar has its name beside it."""
HIDDEN, HIDDEN_WIDTH = "#9a9a9a", 96


class _Sheet:
    """What is drawn, from top to bottom: it is kept until it is known how high the picture becomes."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._artists: list[Artist] = []
        self._y = float(MARGIN)

    def write(self, words: str, style: Type) -> None:
        """Set words over the whole width, and go on below them."""
        self._y += self._set(words, style, x=MARGIN, width=WIDTH - 2 * MARGIN)

    def skip(self, pixels: float) -> None:
        """Leave room."""
        self._y += pixels

    def bar(self, bar: Bar, *, most: int, colour: str) -> None:
        """Draw a bar with its name before it and its number behind it; of what is not shown a hatched stub."""
        room, x = WIDTH - 2 * MARGIN - LABELS - NUMBERS, float(MARGIN + LABELS)
        height = max(BAR, self._set(bar.label, LABEL, x=MARGIN, width=LABELS - GAP))
        y, width = self._y + 5, HIDDEN_WIDTH if bar.value is None else room * bar.value / max(most, 1)
        drawn = Rectangle((x, y), width, BAR, facecolor=colour)
        if bar.value is None:
            drawn = Rectangle((x, y), width, BAR, facecolor="white", edgecolor=HIDDEN, hatch="///", linewidth=1.5)
        self._artists.append(drawn)
        self._set(bar.told, UNSHOWN if bar.value is None else NUMBER, x=x + width + GAP, width=WIDTH)
        self._y += height + GAP

    def png(self) -> bytes:
        """Return the picture."""
        height = self._y + MARGIN
        size = (WIDTH / DOTS_PER_INCH, height / DOTS_PER_INCH)
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.axis("off")
        for artist in self._artists:
            axes.add_artist(artist)
        written = BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(written, format="png", dpi=DOTS_PER_INCH)
        return written.getvalue()

    def _set(self, words: str, style: Type, *, x: float, width: float) -> float:
        """Set words from where the sheet stands; return how high they are."""
        lines, properties = self._case.lines(words, style, width=width), self._case.properties(style)
        step = style.size * LEADING
        for number, line in enumerate(lines):
            y = self._y + number * step + style.size
            self._artists.append(
                Text(x, y, line, fontproperties=properties, color=style.ink, va="baseline", parse_math=False)
            )
        return len(lines) * step


def painted(picture: Picture) -> bytes:
    """Return a picture as PNG."""
    sheet = _Sheet(Case(picture.words))
    sheet.write(picture.title, TITLE)
    sheet.write(picture.lead, LEAD)
    most = max((bar.value or 0 for panel in picture.panels for bar in panel.bars), default=0)
    for panel in picture.panels:
        sheet.skip(ABOVE_PANEL)
        sheet.write(panel.title, HEADING)
        if panel.note:
            sheet.write(panel.note, FOOT)
        sheet.skip(GAP / 2)
        _draw(sheet, panel, most=most if picture.is_compared else _most(panel), is_compared=picture.is_compared)
    sheet.skip(ABOVE_PANEL)
    sheet.write(picture.foot, FOOT)
    return sheet.png()


def _draw(sheet: _Sheet, panel: Panel, *, most: int, is_compared: bool) -> None:
    for number, bar in enumerate(panel.bars):
        sheet.bar(bar, most=most, colour=COLOURS[number % len(COLOURS) if is_compared else 0])


def _most(panel: Panel) -> int:
    return max((bar.value or 0 for bar in panel.bars), default=0)


def main() -> None:
    """Read pictures as text, one a line; write each as PNG, one a line as well, in letters."""
    for line in sys.stdin:
        sys.stdout.write(base64.b64encode(painted(from_text(line))).decode() + "\n")


if __name__ == "__main__":
    main()
