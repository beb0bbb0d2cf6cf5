"""The lesson about somebody who becomes a colleague of equal standing: offered once to whoever mentors them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.mornings import next_morning
from bot.domain.snoozes import Prompted
from bot.domain.tips import SNOOZABLE_FOR
from bot.services.letter import Letter, PointlessError, Written, planned_of
from bot.services.preferences import hours_of
from bot.views import tips as view
from storage.members import Member
from storage.pairs import active_pairs_with, live_pairs_among
from storage.profiles import Profile
from storage.scenarios import scenarios_read_by
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import PairState, Rank, Scenario, TouchpointKind

FRESH = timedelta(days=30)
ONCE = 1
"""The revision of every offer: to one mentor it is the same message, whoever rises and however often."""


def plan_lessons(session: Session, *, before: Mapping[str, Profile], after: Collection[Profile], now: datetime) -> None:
    """Plan the one offer to each who mentors somebody whose rank has risen above what was known before.

    Within the transaction that changes it: a constant number of statements, none where nobody has risen. The offer
    names nobody.
    """
    risen = {new.member_id for new in after if has_risen(before.get(new.member_id), new)}
    if not risen:
        return
    rows = live_pairs_among(session, member_ids=risen)
    active = [row for row in rows if row.pair.state is PairState.ACTIVE and row.mentee.id in risen]
    mentors = {row.mentor.id: row.mentor for row in active}
    hours = hours_of(session, list(mentors.values()))
    plan(session, [_offer(each, hours[each.id], now=now) for each in mentors.values()])


def has_risen(before: Profile | None, after: Profile) -> bool:
    """Return whether a rank that was known is a higher one now; what becomes known has not risen."""
    ranks = list(Rank)
    old, new = before.rank if before else None, after.rank
    return old is not None and new is not None and ranks.index(new) > ranks.index(old)


def write(deps: Deps, letter: Letter) -> Written:
    """Offer the lesson.

    Raises:
        PointlessError: they have read it already, or mentor nobody any more.
    """
    with deps.db.read() as session:
        if Scenario.TO_COLLEAGUE in scenarios_read_by(session, member_id=letter.member.id):
            raise PointlessError("read")
        pairs = active_pairs_with(session, member_ids=[letter.member.id])
    if all(pair.mentor_id != letter.member.id for pair in pairs):
        raise PointlessError("gone")
    waits = letter.waits(point=letter.at + SNOOZABLE_FOR)
    return view.lesson(deps.catalog, prompted=Prompted(letter.kind, letter.subject_id, letter.revision), waits=waits)


def _offer(mentor: Member, hours: Hours, *, now: datetime) -> PlannedTouchpoint:
    morning = next_morning(hours, now=now, lives=FRESH)
    return planned_of(mentor, kind=TouchpointKind.LESSON_OFFERED, morning=morning, revision=ONCE)
