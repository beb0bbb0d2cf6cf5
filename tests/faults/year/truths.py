"""When what a message says of pairs, meetings, recaps and promises is true, told from what people remember."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from storage.touchpoints import Touchpoint
from storage.vocabulary import ItemState, TouchpointKind
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Meeting, World

Kind = TouchpointKind
Rule = Callable[[World, Fellow, Touchpoint], bool]

SOON = timedelta(days=10)
"""So near before a meeting nobody is asked what there is to tell before it."""


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
    return stands and is_of(fellow, meeting.couple) and takes_place(meeting)


def _is_prompt_to_come(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    sides = {Kind.AGENDA_DIGEST: "mentor"}
    couple = world.meetings[row.subject_id].couple
    return _is_to_come(world, fellow, row) and getattr(couple, sides.get(row.kind, "mentee")) is fellow


def _is_called_off(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    return meeting.is_cancelled and fellow in meeting.couple.two and meeting.couple.over_at is None


def _is_recap_open(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    stands = not (meeting.is_cancelled or meeting.is_not_held) and meeting.revision == row.revision
    is_over = meeting.ends_at <= world.clock.at
    return stands and is_over and fellow.member.user_id not in meeting.settled and is_of(fellow, meeting.couple)


def _is_between(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting, at = world.meetings[row.subject_id], world.clock.at
    stands = not (meeting.is_cancelled or meeting.is_not_held) and meeting.revision == row.revision
    others = [each for each in world.meetings.values() if each.couple is meeting.couple and not each.is_cancelled]
    has_met_again = any(meeting.starts_at < each.starts_at <= at and not each.is_not_held for each in others)
    meets_soon = any(at < each.starts_at < at + SOON for each in others)
    is_mentee = fellow is meeting.couple.mentee and meeting.couple.is_alive
    wrote_at = meeting.couple.wrote_at.get(fellow.member.user_id)
    has_written = wrote_at is not None and wrote_at > meeting.ends_at
    return stands and is_mentee and meeting.ends_at <= at and not (has_met_again or meets_soon or has_written)


def _are_both_written(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    meeting = world.meetings[row.subject_id]
    return len(meeting.wrote) > 1 and fellow in meeting.couple.two and meeting.couple.over_at is None


def _is_second(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether a meeting was the second of its pair, and nothing is agreed."""
    meeting = world.meetings[row.subject_id]
    theirs = [each for each in world.meetings.values() if each.couple is meeting.couple]
    held = [each for each in theirs if not (each.is_cancelled or each.is_not_held)]
    is_second = meeting in held and sum(each.starts_at < meeting.starts_at for each in held) == 1
    stands = is_second and meeting.revision == row.revision and meeting.ends_at <= world.clock.at
    return stands and is_of(fellow, meeting.couple) and not meeting.couple.has_agreed


def _is_item_open(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    item = world.items[row.subject_id]
    is_theirs = item.owner is fellow and item.couple.over_at is None
    stands = item.state is ItemState.OPEN and item.revision == row.revision and is_theirs
    return stands and item.due_on >= fellow.today(world.clock.at)


def is_of(fellow: Fellow, couple: Couple) -> bool:
    """Return whether somebody is in a pair that goes on, and whose other half is still there."""
    return fellow in couple.two and couple.is_alive


def takes_place(meeting: Meeting) -> bool:
    """Return whether a meeting comes before the end of its pair, where both know of one."""
    return meeting.couple.ends_at is None or meeting.starts_at < meeting.couple.ends_at


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
