"""The offer to look at how one's mentoring goes: by the calendar alone, once in each half-year, without a reminder.

Whether somebody has ever answered plays no part: else a message that comes, or does not, would tell of it.
"""

from datetime import datetime

from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.mornings import next_morning
from bot.domain.selfchecks import FRESH, PAIR_FIRST, last_moment, offered_in
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError
from bot.services.letter import planned_of
from bot.services.preferences import hours_of
from storage.members import Member, members_by_id
from storage.selfchecks import ids_in_pairs_since
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind


def offer(deps: Deps, *, now: datetime) -> int:
    """Plan the offer for everybody whose day has come, each on their next working morning; return how many are new.

    One to a person, however many pairs they are in. A constant number of statements; nothing is written when nobody's
    day has come.
    """
    today = now.date()
    with deps.db.read() as session:
        everybody = ids_in_pairs_since(session, before=now - PAIR_FIRST)
    halves = {each: half for each in everybody if (half := offered_in(each, today=today)) is not None}
    if not halves:
        return 0
    with deps.db.begin() as session:
        members = list(members_by_id(session, member_ids=halves).values())
        hours = hours_of(session, members)
        return plan(session, [_offer(each, halves[each.id], hours[each.id], now=now) for each in members])


def check_point(*, actor: Member, prompted: Prompted) -> datetime:
    """Return until when the offer that `actor` has got can be put off.

    Raises:
        NotYoursError: it is somebody else's.
    """
    if prompted.subject_id != actor.id:
        raise NotYoursError
    return last_moment(actor.id, prompted.revision)


def _offer(member: Member, half: int, hours: Hours, *, now: datetime) -> PlannedTouchpoint:
    """Return one person's offer of a half-year: planned again, it is the same message."""
    morning = next_morning(hours, now=now, lives=FRESH)
    return planned_of(member, kind=TouchpointKind.CHECK_OFFERED, morning=morning, revision=half)
