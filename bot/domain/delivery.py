"""When a message is judged, how often it is tried, and what is promised of it. Pure rules."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.caps import is_month_full, next_allowed
from bot.domain.habits import Habits
from bot.domain.hours import is_open, is_paused, next_opening
from bot.domain.touchpoints import CAPPED, TRAITS, UNSOLICITED, Nature, Promise
from storage.records import record
from storage.vocabulary import TouchpointKind, TouchpointState

JUMP = timedelta(seconds=60)
"""How far a movable clock moves between two looks before the time between counts as skipped, not spent."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=10)
LONGEST_BLOCK_SECONDS = 300.0
PERSON_GAP = timedelta(seconds=1.05)
"""Slack takes one message a second for each conversation (docs.slack.dev/apis/web-api/rate-limits); a little more."""


@record
class Verdict:
    """What becomes of a message whose turn it was."""

    state: TouchpointState
    outcome: str | None = None
    """A word for the record."""
    delay: timedelta = timedelta()
    """Of one that is ready again: how long it waits."""
    is_counted: bool = True
    """Whether the attempt counts."""


class Road(StrEnum):
    """What can lie between us and a workspace, whatever the message."""

    BUSY = "busy"
    """Slack said when to come again."""
    CLOSED = "closed"
    """Slack cannot be reached, or has trouble of its own."""
    REFUSED = "refused"
    """Slack takes nothing from this token."""


@record
class Obstacle:
    """What holds up a whole workspace."""

    road: Road
    reason: str
    """Slack's word, or the type of the network failure."""
    seconds: float = 0.0
    """Of a busy road: when it is free again."""


def has_jumped(*, walked_to: datetime, now: datetime) -> bool:
    """Return whether there is time to walk between `walked_to` and `now`: a movable clock has jumped."""
    return now - walked_to > JUMP


def when_welcome(
    kind: TouchpointKind,
    *,
    at: datetime,
    expires_at: datetime,
    habits: Habits,
    member_id: str,
    sent: Collection[tuple[TouchpointKind, datetime]],
    is_wished: bool = False,
) -> Verdict | None:
    """Return why a message is not sent at the instant `at`, None when it is.

    Args:
        kind: what it is.
        at: the instant, aware.
        expires_at: after which it is pointless.
        habits: what its person wants.
        member_id: that person: chooses their moment of the morning.
        sent: what reached them within the last 31 days, with its instant.
        is_wished: they put it off to this time themselves, so no cap holds it back.
    """
    trait = TRAITS[kind]
    if trait.prompt is not None and trait.prompt in habits.muted:
        return Verdict(TouchpointState.SKIPPED, "muted", is_counted=False)
    if trait.nature is Nature.ANSWER:
        return None
    is_full = kind in UNSOLICITED and is_month_full(habits.caps, sent_at=_instants(sent, UNSOLICITED), at=at)
    if is_full and not is_wished:
        return Verdict(TouchpointState.SKIPPED, "monthly_cap", is_counted=False)
    opening, word = _first_welcome(
        at, habits=habits, member_id=member_id, sent=sent, is_capped=kind in CAPPED and not is_wished
    )
    if trait.nature is Nature.NEWS and (opening is None or opening > expires_at):
        opening = next_opening(replace(habits.hours, paused_until=None), at, spread_key=member_id)
    if opening == at:
        return None
    if opening is not None and opening <= expires_at:
        return after_hold(opening - at)
    return None if trait.nature is Nature.NEWS else Verdict(TouchpointState.SKIPPED, word, is_counted=False)


def after_refusal(code: str) -> Verdict:
    """Return what becomes of a message that Slack refuses for good, in Slack's word for it."""
    return Verdict(TouchpointState.FAILED, code)


def after_hold(delay: timedelta = timedelta()) -> Verdict:
    """Return what becomes of a message that was not sent through no fault of its own: the attempt does not count."""
    return Verdict(TouchpointState.READY, delay=delay, is_counted=False)


def after_trouble(code: str, *, attempts: int) -> Verdict:
    """Return what becomes of a message that may be tried again: with a growing delay, eight times in all.

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


def block_seconds(troubles: int, *, share: float) -> float:
    """Return how long a closed road is left alone: up to 5 s, doubled with each trouble in a row, at most 5 minutes.

    Args:
        troubles: how many there have been in a row, this one included.
        share: from 0 to 1, drawn anew each time, so that workspaces and processes do not come back all at once.
    """
    return share * float(min(FIRST_DELAY.total_seconds() * 2 ** min(troubles - 1, 10), LONGEST_BLOCK_SECONDS))


def _first_welcome(
    at: datetime,
    *,
    habits: Habits,
    member_id: str,
    sent: Collection[tuple[TouchpointKind, datetime]],
    is_capped: bool,
) -> tuple[datetime | None, str]:
    """Return when a message may come, `at` itself or later, None for never; and what it waits for."""
    hours, caps = habits.hours, habits.caps
    if not is_open(hours, at):
        word = "paused" if is_paused(hours, at) else "hours"
        return next_opening(hours, at, spread_key=member_id), word
    if not is_capped:
        return at, ""
    allowed = next_allowed(caps, sent_at=_instants(sent, CAPPED), at=at, zone=hours.zone)
    return (next_opening(hours, allowed, spread_key=member_id) if allowed else None), "cap"


def _instants(sent: Collection[tuple[TouchpointKind, datetime]], kinds: Collection[TouchpointKind]) -> list[datetime]:
    return [instant for kind, instant in sent if kind in kinds]
