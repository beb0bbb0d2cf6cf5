"""The one word about a day of somebody's own time line, two months before it comes. It does not say which day."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours
from bot.domain.milestones import reminder
from bot.domain.snoozes import Prompted
from bot.errors import UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned
from bot.services.preferences import hours_of
from bot.views import milestone_messages as view
from storage.members import Member
from storage.milestones import Milestone, milestone_by_id
from storage.touchpoints import plan
from storage.vocabulary import MilestoneState, TouchpointKind


def plan_reminder(session: Session, milestone: Milestone, owner: Member, *, now: datetime) -> None:
    """Plan to tell its owner of a day two months before it; nothing where it is nearer than that by now."""
    hours = hours_of(session, [owner])[owner.id]
    morning = reminder(milestone.falls_on, hours, today=local_day(now, hours.zone))
    if morning is None:
        return
    told = planned(
        kind=TouchpointKind.MILESTONE_AHEAD,
        member_id=owner.id,
        team_id=owner.team_id,
        subject_id=milestone.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=milestone.revision,
        local_on=morning.local_on,
    )
    plan(session, [told])


def write_ahead(deps: Deps, letter: Letter) -> Written:
    """Tell somebody that a day of their time line comes near.

    Raises:
        PointlessError: it was deleted, settled or moved.
    """
    with deps.db.read() as session:
        milestone = milestone_by_id(session, milestone_id=letter.subject_id)
    if milestone is None:
        raise PointlessError("gone")
    if milestone.state is not MilestoneState.AHEAD:
        raise PointlessError("settled")
    if milestone.revision != letter.revision:
        raise PointlessError("moved")
    waits = letter.waits(point=_day_itself(milestone, letter.hours))
    return view.ahead(deps.catalog, milestone_id=milestone.id, revision=milestone.revision, waits=waits)


def milestone_point(catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, hours: Hours) -> datetime:
    """Return from which instant on that word would be pointless.

    Raises:
        NotYoursError: the milestone is somebody else's, or there is none of that id any more.
        UserError: it is settled, or was moved.
    """
    milestone = access.own_milestone_of(session, actor, prompted.subject_id)
    if milestone.state is MilestoneState.AHEAD and milestone.revision == prompted.revision:
        return _day_itself(milestone, hours)
    raise UserError(catalog.preferences.settled_meanwhile)


def _day_itself(milestone: Milestone, hours: Hours) -> datetime:
    return at_local(milestone.falls_on, hours.opens, hours.zone)
