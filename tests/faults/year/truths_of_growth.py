"""When what a message says of somebody's own way is true, told from what people remember."""

from collections.abc import Mapping

from storage.touchpoints import Touchpoint
from storage.vocabulary import CreditState, DoorState, MilestoneState, NamingState, TouchpointKind
from tests.faults.year.growing import TAKEN
from tests.faults.year.people import Fellow
from tests.faults.year.truths import Rule, is_of
from tests.faults.year.world import World

Kind = TouchpointKind


def _is_ahead(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    milestone = world.subjects.get(row.subject_id)
    if milestone is None or milestone.day is None:
        return False
    stands = milestone.state == MilestoneState.AHEAD and milestone.revision == row.revision
    is_ahead = milestone.day > fellow.today(world.clock.at)
    return stands and is_ahead and milestone.author == fellow.member.user_id


def _is_shared(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    couple = world.couples[row.subject_id]
    return couple.shares and fellow is couple.mentor and couple.over_at is None


def _is_suggested(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    need = world.subjects[row.subject_id]
    return need.state != TAKEN and fellow is need.couple.mentee and need.couple.over_at is None


def _is_thanked(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    note = world.subjects[row.subject_id]
    return fellow in note.couple.two and note.author != fellow.member.user_id


def _is_wished(_world: World, fellow: Fellow, _row: Touchpoint) -> bool:
    return fellow.wants_tips


def _is_named(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    asked = world.subjects[row.subject_id]
    is_open = asked.state == NamingState.ASKED and asked.revision == row.revision
    return is_open and fellow is asked.couple.mentee and not asked.couple.mentor.is_gone


def _is_stated(world: World, fellow: Fellow, _row: Touchpoint) -> bool:
    return any(each.has_statement and fellow is each.mentor for each in world.couples.values())


def _is_open(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    door = world.subjects[row.subject_id]
    return door.state == DoorState.OPEN and door.author != fellow.member.user_id and is_of(fellow, door.couple)


def _is_asked_to_speak(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    door = world.subjects[row.subject_id]
    is_ahead = door.day is None or door.day >= fellow.today(world.clock.at)
    return is_ahead and fellow is door.couple.mentor and _is_open(world, fellow, row)


def _is_answered(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    door = world.subjects[row.subject_id]
    return door.revision == row.revision and door.state != DoorState.OPEN and is_of(fellow, door.couple)


def _is_version(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether the newest version of a work waits for its reader, or is the one that both have signed."""
    work = world.subjects[row.subject_id]
    number, is_signed = divmod(row.revision, 2)
    waits = work.state == CreditState.OPEN and fellow.member.user_id not in work.signed
    stands = len(work.signed) > 1 if is_signed else waits
    return work.revision == number and stands and is_of(fellow, work.couple)


def _is_before_submission(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    work = world.subjects[row.subject_id]
    is_day = work.day is not None and work.day.toordinal() == row.revision and work.day >= fellow.today(world.clock.at)
    return is_day and work.state == CreditState.OPEN and is_of(fellow, work.couple)


def _is_register(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    return fellow in world.couples[row.subject_id].two


IS_TRUE: Mapping[TouchpointKind, Rule] = {
    Kind.MILESTONE_AHEAD: _is_ahead,
    Kind.NEED_SHARED: _is_shared,
    Kind.NEED_SUGGESTED: _is_suggested,
    Kind.THANKS_SENT: _is_thanked,
    Kind.MENTOR_TIP: _is_wished,
    Kind.DOOR_OPENED: _is_open,
    Kind.DOOR_WAITS: _is_asked_to_speak,
    Kind.DOOR_ANSWERED: _is_answered,
    Kind.CREDIT_NEWS: _is_version,
    Kind.CREDIT_DUE: _is_before_submission,
    Kind.CREDIT_FILE: _is_register,
    Kind.NAMING_ASKED: _is_named,
    Kind.STATEMENT_FILE: _is_stated,
}
