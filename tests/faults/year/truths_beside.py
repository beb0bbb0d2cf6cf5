"""When what a message says of reviews, notes, agreements and ends is true, told from what people remember."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.agreement_sheets import AgreementStep
from storage.touchpoints import Touchpoint
from storage.vocabulary import ReviewState, TouchpointKind
from tests.faults.year.parting import FAREWELL
from tests.faults.year.people import Fellow
from tests.faults.year.truths import Rule, is_of
from tests.faults.year.world import World

Kind = TouchpointKind

SHORTEST_QUIET = timedelta(days=59)
"""Two months of a pair that wishes to meet every month, in February."""
TELLING = frozenset({AgreementStep.COMPARING, AgreementStep.ASKED, AgreementStep.STANDING})


def _is_review(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    review = world.subjects[row.subject_id]
    return review.revision == row.revision and is_of(fellow, review.couple)


def _is_asked(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    review = world.subjects[row.subject_id]
    is_open = review.state == ReviewState.ASKED and fellow is review.couple.mentor
    return is_open and _is_review(world, fellow, row)


def _is_promised(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    review = world.subjects[row.subject_id]
    is_ahead = review.day is not None and review.day >= fellow.today(world.clock.at)
    is_open = review.state == ReviewState.ACCEPTED and fellow is review.couple.mentor
    return is_ahead and is_open and _is_review(world, fellow, row)


def _is_note(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    note = world.subjects[row.subject_id]
    is_partner = fellow in note.couple.two and fellow.member.user_id != note.author
    return is_partner and note.couple.over_at is None


def _is_out_of_touch(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    asking = world.out_of_touch.get(row.subject_id)
    return asking is not None and fellow is world.facilitator and not asking.is_gone


def _is_turn(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    agreement = world.subjects[row.subject_id]
    mine = agreement.steps.get(fellow.member.user_id)
    theirs = agreement.steps.get(agreement.couple.partner_of(fellow).member.user_id)
    is_first = mine == AgreementStep.WRITING and theirs == AgreementStep.WAITING
    return (mine in TELLING or is_first) and fellow in agreement.couple.two and agreement.couple.over_at is None


def _is_to_review(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    agreement, user_id = world.subjects[row.subject_id], fellow.member.user_id
    versions = [each for each in world.subjects.values() if each.couple is agreement.couple and user_id in each.steps]
    newest, stands = versions[-1], agreement.steps.get(user_id) == AgreementStep.STANDING
    is_untouched = newest is agreement or newest.steps[user_id] == AgreementStep.WRITING
    return stands and is_untouched and is_of(fellow, agreement.couple)


def _is_in_a_pair(world: World, fellow: Fellow, _row: Touchpoint) -> bool:
    return any(fellow in each.two and each.is_formed and each.over_at is None for each in world.couples.values())


def _is_quiet(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether a pair has met for long neither before nor ahead, and nobody asked about this quiet before."""
    couple, at = world.couples[row.subject_id], world.clock.at
    theirs = [each for each in world.meetings.values() if each.couple is couple and not each.is_cancelled]
    is_ahead = any(each.starts_at > at for each in theirs)
    met = [each.starts_at for each in theirs if each.starts_at <= at and not each.is_not_held]
    since = max(met, default=couple.formed_at or at)
    is_asked = couple.asked_about.get(fellow.member.user_id) == since
    rests = couple.rests_until is not None and fellow.today(at) < couple.rests_until
    is_parting = couple.ends_at is not None
    is_long = at.date() - since.date() >= SHORTEST_QUIET
    couple.asked_about[fellow.member.user_id] = since
    return is_long and is_of(fellow, couple) and not (is_ahead or is_asked or rests or is_parting)


def _is_resting(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    couple = world.couples[row.subject_id]
    until = couple.rests_until
    return until is not None and until.toordinal() == row.revision and is_of(fellow, couple)


def _is_farewell(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    farewell = world.subjects[row.subject_id]
    stands = farewell.state == FAREWELL and farewell.revision == row.revision
    if farewell.couple.over_at:
        farewell.couple.told_over.add(fellow.member.user_id)
    return stands and fellow in farewell.couple.two


def _is_over(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether a pair is over, and its reader has not read that already as they heard of it at all."""
    couple = world.couples[row.subject_id]
    return couple.over_at is not None and fellow in couple.two and fellow.member.user_id not in couple.told_over


def _is_outcome(world: World, fellow: Fellow, row: Touchpoint) -> bool:
    return world.couples[row.subject_id].over_at is not None and fellow is world.facilitator


def _is_asked_in_turn(_world: World, _fellow: Fellow, _row: Touchpoint) -> bool:
    """Return nothing against it: what a check-in asks, and whether it may, is read from the message by `care`."""
    return True


IS_TRUE: Mapping[TouchpointKind, Rule] = {
    Kind.REVIEW_ASKED: _is_asked,
    Kind.REVIEW_WAITS: _is_asked,
    Kind.REVIEW_CHANGED: _is_review,
    Kind.REVIEW_DUE: _is_promised,
    Kind.NOTE_LEFT: _is_note,
    Kind.OUT_OF_TOUCH: _is_out_of_touch,
    Kind.AGREEMENT_NEWS: _is_turn,
    Kind.AGREEMENT_REVIEW: _is_to_review,
    Kind.CHECK_OFFERED: _is_in_a_pair,
    Kind.LULL: _is_quiet,
    Kind.LULL_PAUSED: _is_resting,
    Kind.ENDING_TOLD: _is_farewell,
    Kind.ENDING_COME: _is_over,
    Kind.ENDING_OUTCOME: _is_outcome,
    Kind.CHECK_IN: _is_asked_in_turn,
}
