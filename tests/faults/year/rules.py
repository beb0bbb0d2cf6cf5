"""What must hold of every message, told from what the people of this year remember, not from what is stored."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from storage.touchpoints import Touchpoint
from storage.vocabulary import ItemState, Lane, PromptKind, TouchpointKind
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, World

Kind = TouchpointKind
Rule = Callable[[World, Fellow, Touchpoint], bool]

A_DAY, SPREAD = timedelta(days=1), timedelta(minutes=20)
"""Over how long a morning's messages may spread."""
ANSWERS = frozenset({Kind.MEETING_FILE})
PROMPTS: Mapping[TouchpointKind, PromptKind] = {
    Kind.AGENDA_PROMPT: PromptKind.AGENDA,
    Kind.AGENDA_LAST_CALL: PromptKind.AGENDA,
    Kind.AGENDA_DIGEST: PromptKind.DIGEST,
    Kind.RECAP_PROMPT: PromptKind.RECAP,
    Kind.RECAP_NUDGE: PromptKind.RECAP,
    Kind.ITEM_DUE: PromptKind.ITEM,
    Kind.AGREEMENT_SHORT: PromptKind.AGREEMENT,
    Kind.BETWEEN_MEETINGS: PromptKind.BETWEEN,
}
"""What nobody caused: capped, and its person's to switch off. Everything else is news, or an answer."""

UNSOLICITED = frozenset({Kind.ITEM_DUE, Kind.BETWEEN_MEETINGS})
"""What nobody expects on that day."""
SOON = timedelta(days=10)
"""So near before a meeting nobody is asked what there is to tell before it."""


def flaws(world: World, fellow: Fellow, row: Touchpoint) -> list[str]:
    """Return what is wrong with sending this row now."""
    at = world.clock.at
    found = {
        "to somebody who has left": fellow.is_gone,
        "switched off": PROMPTS.get(row.kind) in fellow.choices.muted,
        "too late": at > row.expires_at,
        "too early": row.local_on is not None and fellow.today(at) < row.local_on,
        "outside hours": not fellow.is_at_work(at) and not is_by_rule(fellow, row, at),
        "pointless": not IS_TRUE[row.kind](world, fellow, row),
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


def _is_couples(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    couple = world.couples.get(row.subject_id)
    return couple is not None and (fellow in couple.two or fellow is world.facilitator)


def _is_proposed(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    return _is_couples(world, fellow, row) and not world.couples[row.subject_id].is_formed


def _is_confirmed(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    return _is_couples(world, fellow, row) and world.couples[row.subject_id].is_formed


def _has_partner_left(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    couple = world.couples[row.subject_id]
    return fellow in couple.two and couple.partner_of(fellow).is_gone


def _is_to_come(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    stands = not meeting.is_cancelled and meeting.revision == row.revision and meeting.starts_at > world.clock.at
    return stands and _is_of(fellow, meeting.couple)


def _is_prompt_to_come(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    sides = {Kind.AGENDA_DIGEST: "mentor"}
    couple = world.meetings[row.subject_id].couple
    return _is_to_come(world, fellow, row) and getattr(couple, sides.get(row.kind, "mentee")) is fellow


def _is_called_off(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    return meeting.is_cancelled and fellow in meeting.couple.two


def _is_recap_open(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    stands = not (meeting.is_cancelled or meeting.is_not_held) and meeting.revision == row.revision
    is_over = meeting.ends_at <= world.clock.at
    return stands and is_over and fellow.member.user_id not in meeting.settled and _is_of(fellow, meeting.couple)


def _is_between(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting, at = world.meetings[row.subject_id], world.clock.at
    stands = not (meeting.is_cancelled or meeting.is_not_held) and meeting.revision == row.revision
    others = [each for each in world.meetings.values() if each.couple is meeting.couple and not each.is_cancelled]
    has_met_again = any(meeting.starts_at < each.starts_at <= at and not each.is_not_held for each in others)
    meets_soon = any(at < each.starts_at < at + SOON for each in others)
    is_mentee = fellow is meeting.couple.mentee and meeting.couple.is_alive
    return stands and is_mentee and meeting.ends_at <= at and not (has_met_again or meets_soon)


def _are_both_written(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    return len(meeting.wrote) > 1 and fellow in meeting.couple.two


def _is_second(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether a meeting was the second of its pair: in this year nobody ever agrees on anything."""
    meeting = world.meetings[row.subject_id]
    theirs = [each for each in world.meetings.values() if each.couple is meeting.couple]
    held = [each for each in theirs if not (each.is_cancelled or each.is_not_held)]
    is_second = meeting in held and sum(each.starts_at < meeting.starts_at for each in held) == 1
    stands = is_second and meeting.revision == row.revision and meeting.ends_at <= world.clock.at
    return stands and _is_of(fellow, meeting.couple)


def _is_item_open(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    item = world.items[row.subject_id]
    stands = item.state is ItemState.OPEN and item.revision == row.revision and item.owner is fellow
    return stands and item.due_on >= fellow.today(world.clock.at)


def _is_of(fellow: Fellow, couple: Couple) -> bool:
    """Return whether somebody is in a pair whose other half is still there."""
    return fellow in couple.two and couple.is_alive


IS_TRUE: Mapping[TouchpointKind, Rule] = {
    Kind.PAIR_PROPOSED: _is_proposed,
    Kind.PAIR_CONFIRMED: _is_confirmed,
    Kind.PAIR_NOT_FORMED: _is_proposed,
    Kind.PAIR_OUTCOME: _is_couples,
    Kind.PARTNER_LEFT: _has_partner_left,
    Kind.MEETING_PLANNED: _is_to_come,
    Kind.MEETING_MOVED: _is_to_come,
    Kind.MEETING_CANCELLED: _is_called_off,
    Kind.MEETING_FILE: _is_to_come,
    Kind.AGENDA_PROMPT: _is_prompt_to_come,
    Kind.AGENDA_LAST_CALL: _is_prompt_to_come,
    Kind.AGENDA_DIGEST: _is_prompt_to_come,
    Kind.RECAP_PROMPT: _is_recap_open,
    Kind.RECAP_NUDGE: _is_recap_open,
    Kind.RECAP_READY: _are_both_written,
    Kind.ITEM_DUE: _is_item_open,
    Kind.AGREEMENT_SHORT: _is_second,
    Kind.BETWEEN_MEETINGS: _is_between,
}
