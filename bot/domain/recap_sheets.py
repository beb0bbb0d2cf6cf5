"""Recaps as one of the two finds them: the board, one meeting side by side, the form. Data, and what is newest."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.domain.recaps import RecapStep
from storage.records import record
from storage.vocabulary import AdviceState


@record
class RecapText:
    """The words of one side."""

    said: str
    decided: str | None
    strength: str | None
    change: str | None
    is_agreed: bool
    """Its author, having seen both, said that they mean the same."""


@record
class Wording:
    """One wording for what two recaps said differently."""

    settlement_id: str
    text: str
    is_mine: bool
    is_confirmed: bool


@record
class Suggestion:
    """A suggestion, and what the mentee made of it."""

    advice_id: str
    text: str
    state: AdviceState
    reason: str | None


@record
class Commitment:
    """An action item that came out of a meeting, as it is shown with it."""

    task: str
    is_mine: bool


@record
class RecapSheet:
    """One meeting and what the two took away from it, as one of them may see it now."""

    card: PairCard
    meeting: Appointment
    step: RecapStep
    is_writable: bool
    """The viewer can still send one."""
    is_theirs_sent: bool
    mine: RecapText | None
    theirs: RecapText | None
    """None until it is revealed to the viewer, whether or not it is there."""
    opens_at: datetime
    """From when one side's words are shown even while the other's are missing."""
    settled: Wording | None
    """The newest wording that both mean."""
    suggested: Wording | None
    """A newer one that waits for a yes."""
    wordings: int
    """How many there have been: the revision on which the next one is made."""
    items: tuple[Commitment, ...]
    items_count: int
    suggestions: tuple[Suggestion, ...]
    suggestions_count: int
    later_reason: str | None

    @property
    def is_comparable(self) -> bool:
        """Return whether both recaps are there and shown."""
        return self.mine is not None and self.theirs is not None


@record
class RecapLine:
    """One meeting in the list."""

    meeting: Appointment
    step: RecapStep
    is_writable: bool


@record
class RecapBoard:
    """The recaps of a pair as one of the two sees them."""

    card: PairCard
    waiting: Appointment | None
    """The newest meeting that waits for the viewer's recap."""
    lines: tuple[RecapLine, ...]
    """The meetings of this page."""
    open_suggestions: tuple[Suggestion, ...]
    open_count: int
    answered: tuple[Suggestion, ...]
    """The latest answers."""
    page: int
    pages: int


@record
class RecapForm:
    """What the form of a recap is made of."""

    card: PairCard
    meeting: Appointment
    topics: tuple[tuple[str, str], ...]
    """(question, topic id) of the open topics that the viewer may see."""
    is_next_asked: bool
    """A next date, or why later, is asked of whoever writes first, unless a meeting is planned."""
    next_at: datetime | None
    """When the meeting ahead begins, where there is one."""
    known: tuple[str, ...]
    """Action items and suggestions that stand with this meeting already."""


@record
class AdviceSheet:
    """One suggestion with its pair, to be answered by the mentee."""

    card: PairCard
    suggestion: Suggestion
    meeting_id: str | None


def newest_wordings(newest_first: Sequence[Wording]) -> tuple[Wording | None, Wording | None]:
    """Return (the newest wording that was confirmed, the newer one that waits for a yes), None where there is none."""
    settled = next((wording for wording in newest_first if wording.is_confirmed), None)
    newest = newest_first[0] if newest_first else None
    return settled, None if newest is settled else newest
