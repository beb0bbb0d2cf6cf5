"""Action items: who does what, by when; and when the owner is reminded. Pure rules."""

from dataclasses import dataclass
from datetime import date

from storage.vocabulary import Side


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What somebody entered for an action item."""

    owner: Side
    """Whose it is: either side can own one."""
    task: str
    due_on: date | None
