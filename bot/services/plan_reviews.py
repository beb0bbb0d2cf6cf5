"""Until when the yearly question about a plan is worth asking."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.hours import Hours
from bot.domain.plans import REVIEW_OPEN, review_morning
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError, UserError
from storage.members import Member
from storage.plans import Plan, plan_of


def last_moment(plan: Plan, hours: Hours) -> datetime:
    """Return from which instant on the question would be pointless to its owner, who works in `hours`."""
    return review_morning(plan.looked_at, hours).due_at + REVIEW_OPEN


def plan_point(catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, hours: Hours) -> datetime:
    """Return the same of a question that `actor` got.

    Raises:
        NotYoursError: it is about somebody else's plan.
        UserError: they have looked at their plan since.
    """
    plan = plan_of(session, member_id=actor.id)
    if plan is None or prompted.subject_id != actor.id:
        raise NotYoursError
    if plan.revision != prompted.revision:
        raise UserError(catalog.preferences.settled_meanwhile)
    return last_moment(plan, hours)
