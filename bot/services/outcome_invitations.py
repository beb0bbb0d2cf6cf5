"""The one invitation of a year to say what became of it: to whoever had a mentor, and to mentors never.

It comes in autumn, not while a pair of theirs ends or has just ended, and not to whoever has answered.
"""

from datetime import datetime

from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.mornings import next_morning
from bot.domain.outcomes import CALM, FRESH, invited_for, last_moment, open_year
from bot.domain.snoozes import Prompted
from bot.domain.statements import Period
from bot.errors import NotYoursError
from bot.services.letter import Letter, PointlessError, Written, planned_of
from bot.services.preferences import hours_of
from bot.views import outcome_messages as view
from storage.courses import ids_that_part, mentees_within
from storage.members import Member
from storage.outcomes import has_answered, ids_that_answered
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind


def invite(deps: Deps, *, now: datetime) -> int:
    """Plan the invitation of everybody whose day has come, each on their next working morning; return how many are new.

    A constant number of statements; nothing is written when nobody's day has come.
    """
    today = now.date()
    period = open_year(today)
    if period is None:
        return 0
    with deps.db.read() as session:
        mentees = mentees_within(session, first=period.first, last=period.last)
        due = [each for each in mentees if invited_for(each.id, today=today)]
        if not due:
            return 0
        left_alone = ids_that_answered(session, period=period.code)
        left_alone |= ids_that_part(session, since=now - CALM, now=now)
    invited = [each for each in due if each.id not in left_alone]
    with deps.db.begin() as session:
        hours = hours_of(session, invited)
        return plan(session, [_invitation(each, period, hours[each.id], now=now) for each in invited])


def write(deps: Deps, letter: Letter) -> Written:
    """Invite somebody. Raises PointlessError when they have answered, or a pair of theirs ends or has just ended."""
    period = open_year(letter.at.date())
    if period is None or period.first.year != letter.revision:
        raise PointlessError("closed")
    with deps.db.read() as session:
        if has_answered(session, member_id=letter.member.id, period=period.code):
            raise PointlessError("answered")
        if letter.member.id in ids_that_part(session, since=letter.at - CALM, now=letter.at):
            raise PointlessError("parting")
    waits = letter.waits(point=last_moment(letter.revision))
    return view.invitation(
        deps.catalog, period=period, member_id=letter.member.id, revision=letter.revision, waits=waits
    )


def year_point(*, actor: Member, prompted: Prompted) -> datetime:
    """Return until when the invitation that `actor` has got can be put off.

    Raises:
        NotYoursError: it is somebody else's.
    """
    if prompted.subject_id != actor.id:
        raise NotYoursError
    return last_moment(prompted.revision)


def _invitation(member: Member, period: Period, hours: Hours, *, now: datetime) -> PlannedTouchpoint:
    """Return one person's invitation of a year: planned again, it is the same message."""
    morning = next_morning(hours, now=now, lives=FRESH)
    return planned_of(member, kind=TouchpointKind.YEAR_ASKED, morning=morning, revision=period.first.year)
