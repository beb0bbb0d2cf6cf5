"""When, how often and about what one person is written to. Pure rules."""

from bot.domain.caps import Caps
from bot.domain.hours import Hours
from storage.records import record
from storage.vocabulary import PromptKind


@record
class Habits:
    """What one person has chosen, or what holds for whoever has chosen nothing."""

    hours: Hours
    caps: Caps
    muted: frozenset[PromptKind] = frozenset()
    """What they want to be asked no more."""
