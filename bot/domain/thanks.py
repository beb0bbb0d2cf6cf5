"""Notes of thanks: how long they may be, and how often one may be sent. Pure rules, no clock."""

from datetime import datetime, timedelta

from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import PairState

TEXT_MAX_CHARS = 1000
FRESH = timedelta(days=30)
"""How long the word that a note is there is worth sending. The note itself stays."""
BETWEEN_TWO = timedelta(days=1)
"""Between two notes of one to the same other one, so that none is worth less for the next."""
AFTER_AN_END = timedelta(days=90)
"""The same once they are no pair any more: it must not become a way to go on writing to somebody."""


@record
class ThanksSheet:
    """One note as one of the two sees it."""

    thanks_id: str
    is_own: bool
    text: str
    sent_at: datetime


@record
class ThanksBoard:
    """One page of the notes of a pair that the viewer has, the newest first."""

    card: PairCard
    notes: tuple[ThanksSheet, ...]
    page: int
    pages: int


def may_send(card: PairCard, *, last_at: datetime | None, now: datetime) -> bool:
    """Return whether the viewer may send another note by now."""
    gap = AFTER_AN_END if card.state is PairState.ENDED else BETWEEN_TWO
    return last_at is None or now - last_at >= gap
