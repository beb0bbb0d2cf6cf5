"""When a message is judged, how often it is tried, and what is promised of it. Pure rules."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.touchpoints import TRAITS, Promise
from storage.vocabulary import TouchpointKind, TouchpointState

JUMP = timedelta(seconds=60)
"""How far a movable clock moves between two looks before the time between counts as skipped, not spent."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message whose turn it was."""

    state: TouchpointState
    outcome: str | None = None
    """A word for the record."""
    delay: timedelta = timedelta()
    """Of one that is ready again: how long it waits."""
    is_counted: bool = True
    """Whether the attempt counts."""


SENT = Verdict(TouchpointState.SENT)


def judged_at(due_at: datetime, *, walked_to: datetime, now: datetime) -> datetime:
    """Return the instant at which a due message is judged and written.

    That is now, unless a movable clock has jumped: then the time between is walked, and each message has its turn at
    its own due instant, in order.

    Args:
        due_at: when it was due, not after `now`.
        walked_to: up to which instant messages have had their turn.
        now: the present instant.
    """
    return max(due_at, walked_to) if has_jumped(walked_to=walked_to, now=now) else now


def has_jumped(*, walked_to: datetime, now: datetime) -> bool:
    """Return whether there is time to walk between `walked_to` and `now`."""
    return now - walked_to > JUMP


def after_refusal(code: str) -> Verdict:
    """Return what becomes of a message that Slack refuses for good, in Slack's word for it."""
    return Verdict(TouchpointState.FAILED, code)


def after_hold(delay: timedelta) -> Verdict:
    """Return what becomes of a message that Slack did not even look at: it waits, and the attempt does not count."""
    return Verdict(TouchpointState.READY, delay=delay, is_counted=False)


def after_trouble(code: str, *, attempts: int) -> Verdict:
    """Return what becomes of a message that certainly was not sent: again, with a growing delay, eight times in all.

    Args:
        code: the trouble, for the record.
        attempts: how often it has been tried, this time included.
    """
    if attempts >= MOST_ATTEMPTS:
        return Verdict(TouchpointState.FAILED, code)
    delay: timedelta = FIRST_DELAY * 2 ** (attempts - 1)
    return Verdict(TouchpointState.READY, delay=min(delay, LONGEST_DELAY))


def after_doubt(code: str, *, kind: TouchpointKind, attempts: int) -> Verdict:
    """Return what becomes of a message that may have arrived: what was promised of its kind decides."""
    if TRAITS[kind].promise is Promise.ONCE:
        return Verdict(TouchpointState.DOUBTFUL, code)
    return after_trouble(code, attempts=attempts)
