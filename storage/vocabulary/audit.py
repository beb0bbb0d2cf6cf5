"""What is noted of the work on a programme."""

from enum import StrEnum


class AuditKind(StrEnum):
    """What facilitators, or those who run Rapport, have done. Nothing of private requests is ever among it."""

    CHANNEL_CHOSEN = "channel_chosen"
    """Who the facilitators are, by their channel."""
    SETTINGS_CHANGED = "settings_changed"
    RULES_KEPT = "rules_kept"
    """Between whom no pair is made."""
    ROSTER_BROUGHT_IN = "roster_brought_in"
    PAIR_PROPOSED = "pair_proposed"
    PAIR_SETTLED = "pair_settled"
    """A pair on hold was let begin or not: which of the two, and which pair, is not noted."""
    LIBRARY_CHANGED = "library_changed"
    REPORT_MADE = "report_made"
    REPORT_SENT = "report_sent"
    ERASED = "erased"
    """Somebody was erased at the machine; who is not noted, nor is it when people erase what is their own."""
    EXPORTED = "exported"
    """What is kept was taken out at the machine."""
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    RESEALED = "resealed"
    """Everything was sealed anew with another key."""
