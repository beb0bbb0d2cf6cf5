"""Recaps: what is entered, who reads which words when, and where a meeting stands. Pure rules, no clock."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.items import ItemDraft
from bot.domain.meetings import MeetingDraft
from storage.records import record
from storage.vocabulary import MeetingState

SAID_MAX_CHARS = 3000
DECIDED_MAX_CHARS = 1500
FEEDBACK_MAX_CHARS = 500
LINE_MAX_CHARS = 300
"""An action item, a suggestion, a reason."""
WORDING_MAX_CHARS = 1000
"""Two recaps, two wordings and what came of a meeting must fit one view: 250 KB of JSON, 12 bytes for one emoji."""
SUGGESTIONS_MAX = 10
FORM_ITEMS = 3
SHEET_LINES = 5
"""Action items and suggestions shown with one meeting, of each; the rest is counted."""
BOARD_SUGGESTIONS = 5
BOARD_ANSWERS = 3
KNOWN_LINES = 6
"""Of what stands with a meeting already, shown in its form."""
TOPICS_OFFERED = 30
"""Boxes to tick in a form: three fields of ten."""
REVEALED_AFTER = timedelta(days=7)
"""How long after a meeting one side's words wait for the other's."""
WRITABLE_FOR = timedelta(days=60)
"""How long after a meeting its recap can be written."""
READY_FOR = timedelta(days=14)
"""How long the message that both recaps are there is worth sending."""


class RecapStep(StrEnum):
    """Where a meeting stands for the viewer. Each is the key of the line that says so: `step_…`."""

    WAITING = "waiting"
    """For the viewer's recap."""
    SENT = "sent"
    """The viewer's is there, the other's is not."""
    BOTH = "both"
    SKIPPED = "skipped"
    """By the viewer."""
    NOT_HELD_BY_ME = "not_held_by_me"
    NOT_HELD_BY_PARTNER = "not_held_by_partner"
    CLOSED = "closed"
    """Nobody can write about it any more."""


@record
class RecapDraft:
    """What somebody entered for a recap."""

    said: str
    decided: str | None = None
    strength: str | None = None
    change: str | None = None
    topic_ids: frozenset[str] = frozenset()
    """Topics that were discussed."""
    items: tuple[ItemDraft, ...] = ()
    suggestions: tuple[str, ...] = ()
    next_meeting: MeetingDraft | None = None
    later_reason: str | None = None
    """Why no next meeting is named."""


def is_revealed(*, is_mine_sent: bool, is_theirs_sent: bool, ends_at: datetime, now: datetime) -> bool:
    """Return whether the viewer may read the other side's recap at `now`.

    That is after both have sent theirs, or from seven days after the end of the meeting: whoever restates in their own
    words is not to be led by the other's (Straus et al. 2013, Tactics: reiterate and review).
    """
    return is_theirs_sent and (is_mine_sent or now >= ends_at + REVEALED_AFTER)


def is_writable(*, state: MeetingState, is_mine_sent: bool, ends_at: datetime, now: datetime) -> bool:
    """Return whether the viewer can send a recap at `now`: within sixty days after a meeting that was not called off.

    One that the other side says did not take place is no exception: writing a recap says that it did.
    """
    return state is not MeetingState.CANCELLED and not is_mine_sent and ends_at <= now < ends_at + WRITABLE_FOR


def step_of(
    *,
    state: MeetingState,
    is_told_by_me: bool,
    has_skipped: bool,
    is_mine_sent: bool,
    is_theirs_sent: bool,
    is_open: bool,
) -> RecapStep:
    """Return where a meeting stands for the viewer. `is_open` is what `is_writable` says."""
    steps = {
        RecapStep.BOTH: is_mine_sent and is_theirs_sent,
        RecapStep.SENT: is_mine_sent,
        RecapStep.NOT_HELD_BY_ME: state is MeetingState.NOT_HELD and is_told_by_me,
        RecapStep.NOT_HELD_BY_PARTNER: state is MeetingState.NOT_HELD,
        RecapStep.SKIPPED: has_skipped,
        RecapStep.WAITING: is_open,
    }
    return next((step for step, holds in steps.items() if holds), RecapStep.CLOSED)


def lines_of(text: str | None) -> tuple[str, ...]:
    """Return the lines of a text that hold something, trimmed: one suggestion each."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
