"""What a document says, before anything prints it: each passage with the style in which it stands."""

from enum import StrEnum

from storage.records import record


class Style(StrEnum):
    """How a passage looks."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    """A heading that stands close above its text."""
    TEXT = "text"
    NOTE = "note"
    """Small print."""


@record
class Passage:
    """A heading or a paragraph, as it is: nothing in it is markup."""

    style: Style
    text: str


@record
class Table:
    """Rows of cells, as they are: nothing in them is markup."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, as parts of a whole."""
    has_head: bool = False
    """The first row names the columns; without one the first column names the rows."""
    numbers_from: int | None = None
    """The first of the columns that hold numbers, which stand to the right."""

    @property
    def text(self) -> str:
        """Return everything that stands in it."""
        return " ".join(cell for row in self.rows for cell in row)


@record
class Figures:
    """Pictures side by side, as PNG, each with what it says."""

    pictures: tuple[tuple[bytes, str], ...]

    @property
    def text(self) -> str:
        """Return no words: theirs are drawn already."""
        return ""
