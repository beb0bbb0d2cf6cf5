"""What a document says, before anything prints it: each passage with the style in which it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a passage looks."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    """A heading that stands close above its text."""
    TEXT = "text"
    NOTE = "note"
    """Small print."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading or a paragraph, as it is: nothing in it is markup."""

    style: Style
    text: str
