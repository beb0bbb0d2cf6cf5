"""What two people said to the same, beside each other: whose it is in small print, then the words as they are."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import AnyBlock


def voices(sides: Sequence[tuple[str, str | None]], *, empty: str) -> list[AnyBlock]:
    """Return (name, words) of each side as blocks; `empty` stands where somebody said nothing."""
    return [
        block
        for name, said in sides
        for block in (blocks.note(f"*{blocks.escape(name)}*"), blocks.words(said or empty))
    ]
