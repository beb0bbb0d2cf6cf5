"""A private request as its own author sees it. Pure rules."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.relay.cases import Revealed, Said
from storage.relay.vocabulary import CaseState, Outcome, Rating, TagKind

MESSAGES_A_DAY = 6
"""Of one case; more would be a chat, and a chat has a rhythm that can be recognised."""
RECEIPT_TRIES = 5
"""In an hour, of one person, counted in memory."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASKED_AGAIN_WEEKS = 13
"""After how many weeks it is asked once more whether it was of help."""


@dataclass(frozen=True, slots=True)
class Hold:
    """What its author holds of a case: the secret of a slot, or of a receipt."""

    kind: TagKind
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A case in its author's list."""

    hold: Hold
    label: str
    state: CaseState
    is_unread: bool
    asks: bool
    """It is to be asked whether it was of help."""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its author reads it."""

    hold: Hold
    label: str
    state: CaseState
    said: tuple[Said, ...]
    revealed: Revealed | None
    outcome: Outcome | None
    is_ending: bool
    """Its author has withdrawn it; facilitators learn so with the next cards."""
    is_muted: bool
    is_conflicted: bool
    """Whoever works on it must not, by now: somebody else can be drawn."""
    reply_by: date | None
    options_by: date | None
    asks: bool


def asks_for_rating(
    *, state: CaseState, now: Rating | None, later: Rating | None, closed_week: int | None, week: int
) -> bool:
    """Return whether its author is asked if it was of help: when it is closed, and once more after three months."""
    if closed_week is None or state not in {CaseState.CLOSED, CaseState.SHELL}:
        return False
    is_later = week - closed_week >= ASKED_AGAIN_WEEKS
    return later is None if is_later else now is None and state is CaseState.CLOSED
