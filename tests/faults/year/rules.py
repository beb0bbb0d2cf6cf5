"""What must hold of every message, told from what the people of this year remember, not from what is stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from storage.touchpoints import Touchpoint
from storage.vocabulary import Lane, PromptKind, TouchpointKind
from tests.faults.year import truths, truths_beside, truths_of_growth
from tests.faults.year.people import Fellow
from tests.faults.year.world import World

Kind = TouchpointKind
A_DAY, SPREAD = timedelta(days=1), timedelta(minutes=20)
"""Over how long a morning's messages may spread."""
ANSWERS = frozenset({Kind.MEETING_FILE, Kind.STATEMENT_FILE, Kind.CREDIT_FILE, Kind.DATA_FILE})
PROMPTS: Mapping[TouchpointKind, PromptKind] = {
    Kind.AGENDA_PROMPT: PromptKind.AGENDA,
    Kind.AGENDA_LAST_CALL: PromptKind.AGENDA,
    Kind.AGENDA_DIGEST: PromptKind.DIGEST,
    Kind.RECAP_PROMPT: PromptKind.RECAP,
    Kind.RECAP_NUDGE: PromptKind.RECAP,
    Kind.ITEM_DUE: PromptKind.ITEM,
    Kind.AGREEMENT_SHORT: PromptKind.AGREEMENT,
    Kind.BETWEEN_MEETINGS: PromptKind.BETWEEN,
    Kind.AGREEMENT_REVIEW: PromptKind.AGREEMENT,
    Kind.CHECK_OFFERED: PromptKind.CHECK,
    Kind.LULL: PromptKind.LULL,
    Kind.REVIEW_WAITS: PromptKind.ITEM,
    Kind.REVIEW_DUE: PromptKind.ITEM,
    Kind.CHECK_IN: PromptKind.CHECK_IN,
    Kind.MILESTONE_AHEAD: PromptKind.MILESTONE,
    Kind.MENTOR_TIP: PromptKind.TIP,
    Kind.DOOR_WAITS: PromptKind.DOOR,
    Kind.CREDIT_DUE: PromptKind.CREDIT,
}
"""What nobody caused: capped, and its person's to switch off. Everything else is news, or an answer."""

EXPECTED = frozenset(
    {Kind.AGENDA_PROMPT, Kind.AGENDA_LAST_CALL, Kind.AGENDA_DIGEST, Kind.RECAP_PROMPT, Kind.RECAP_NUDGE}
)
"""A meeting causes these, on a day on which they are to be expected; so it does an offer that comes with them."""
UNSOLICITED = frozenset(PROMPTS) - EXPECTED - {Kind.AGREEMENT_SHORT}
"""What nobody expects on that day."""


def flaws(world: World, fellow: Fellow, row: Touchpoint) -> list[str]:
    """Return what is wrong with sending this row now."""
    at = world.clock.at
    found = {
        "to somebody who has left": fellow.is_gone,
        "switched off": PROMPTS.get(row.kind) in fellow.choices.muted,
        "too late": at > row.expires_at,
        "too early": row.local_on is not None and fellow.today(at) < row.local_on,
        "outside hours": not fellow.is_at_work(at) and not is_by_rule(fellow, row, at),
        "pointless": not IS_TRUE.get(row.kind, _has_no_rule)(world, fellow, row),
    }
    return [word for word, holds in found.items() if holds]


def is_by_rule(fellow: Fellow, row: Touchpoint, at: datetime) -> bool:
    """Return whether a row may come outside hours: an answer, or news that would be pointless at the next opening."""
    if row.kind in PROMPTS:
        return False
    opening = fellow.next_opening(at)
    return row.kind in ANSWERS or opening is None or row.expires_at < opening + SPREAD


def is_held_too_long(fellow: Fellow, told_at: datetime, at: datetime) -> bool:
    """Return whether news could have come at an opening before; a day is granted to whoever has changed their hours."""
    is_changed = fellow.changed_at is not None and fellow.changed_at > told_at
    since = fellow.changed_at if is_changed and fellow.changed_at else told_at
    opening = since if fellow.is_at_work(since) else fellow.next_opening(since)
    return opening is not None and at > opening + (A_DAY if is_changed else SPREAD)


def is_counted(rows: Sequence[Touchpoint]) -> bool:
    """Return whether a message counts towards the caps of an hour and a day: one in it was asked for by nobody."""
    return any(row.kind in PROMPTS and row.lane == Lane.SCHEDULE for row in rows)


def is_unsolicited(rows: Sequence[Touchpoint]) -> bool:
    """Return whether it counts towards the month's."""
    return any(row.kind in UNSOLICITED and row.lane == Lane.SCHEDULE for row in rows)


def _has_no_rule(_world: World, _fellow: Fellow, _row: Touchpoint) -> bool:
    """Return that a message is not true: of a kind without a rule nobody can tell."""
    return False


IS_TRUE = {**truths.IS_TRUE, **truths_beside.IS_TRUE, **truths_of_growth.IS_TRUE}
