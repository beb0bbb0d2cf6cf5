"""What happens to a message between its time and its end: looked at again, written, claimed, settled.

Each function opens at most one transaction, and none of them calls Slack: what they return is sent by the clockwork.
"""

from collections.abc import Collection
from datetime import datetime

from bot.deps import Deps
from bot.domain.delivery import Verdict
from bot.domain.touchpoints import SENT_ONCE
from bot.services.letter import Letter, PointlessError, Written
from bot.services.post import WRITERS
from storage import touchpoints
from storage.conversations import keep_direct_channel
from storage.touchpoints import DueRow
from storage.vocabulary import TouchpointState

EXPIRED = "expired"
LEFT = "left"
NO_WRITER = "no_writer"


def recover(deps: Deps, *, team_id: str) -> tuple[int, int]:
    """Settle what a crash left half sent; return how many may have arrived and how many go out again.

    Only for a start: whatever is being sent at that moment is taken for a crash's.
    """
    with deps.db.begin() as session:
        return touchpoints.recover(session, team_id=team_id, once=SENT_ONCE, now=deps.clock.now())


def next_due(deps: Deps, *, team_id: str, now: datetime, passing_over: Collection[str] = ()) -> DueRow | None:
    """Return the message that has been due longest, None when none is; `passing_over` are members to leave out."""
    with deps.db.read() as session:
        return touchpoints.next_due(session, team_id=team_id, now=now, passing_over=passing_over)


def write(deps: Deps, due: DueRow, *, at: datetime) -> Written | Verdict:
    """Return what to send, or why nothing is: the second look, with what is true now, as of the instant `at`."""
    touchpoint, member = due.touchpoint, due.member
    if not member.is_full_member:
        return Verdict(TouchpointState.SKIPPED, LEFT)
    if at > touchpoint.expires_at:
        return Verdict(TouchpointState.SKIPPED, EXPIRED)
    writer = WRITERS.get(touchpoint.kind)
    if writer is None:
        return Verdict(TouchpointState.FAILED, NO_WRITER)
    letter = Letter(touchpoint.kind, touchpoint.team_id, member, touchpoint.subject_id, touchpoint.revision, at)
    try:
        return writer(deps, letter)
    except PointlessError as pointless:
        return Verdict(TouchpointState.SKIPPED, str(pointless))


def claim(deps: Deps, due: DueRow) -> bool:
    """Note, before Slack is called, that this message is being sent; return False when somebody was faster."""
    with deps.db.begin() as session:
        return touchpoints.claim(session, touchpoint_id=due.touchpoint.id)


def settle(deps: Deps, due: DueRow, verdict: Verdict, *, at: datetime) -> None:
    """Note what became of a message that was judged at the instant `at`."""
    touchpoint_id, attempts = due.touchpoint.id, due.touchpoint.attempts + verdict.is_counted
    with deps.db.begin() as session:
        if verdict.state is TouchpointState.READY:
            touchpoints.postpone(session, touchpoint_id=touchpoint_id, until=at + verdict.delay, attempts=attempts)
            return
        touchpoints.settle(session, touchpoint_id=touchpoint_id, state=verdict.state, at=at, outcome=verdict.outcome)


def remember_channel(deps: Deps, due: DueRow, *, channel_id: str) -> None:
    """Keep where messages to this member stand, as Slack said after the first one."""
    touchpoint = due.touchpoint
    with deps.db.begin() as session:
        keep_direct_channel(session, team_id=touchpoint.team_id, member_id=touchpoint.member_id, channel_id=channel_id)


def counts(deps: Deps, *, team_id: str) -> dict[TouchpointState, int]:
    """Return how many messages stand where; a state without any is absent."""
    with deps.db.read() as session:
        return touchpoints.count_by_state(session, team_id=team_id)
