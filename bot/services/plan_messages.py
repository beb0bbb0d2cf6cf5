"""Writers of the messages about plans. They hold no word of any plan: messages can be exported."""

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written
from bot.services.plan_reviews import last_moment
from bot.views import plan_messages as view
from storage.plans import plan_of


def write_review(deps: Deps, letter: Letter) -> Written:
    """Ask somebody whether their plan still holds. Raises PointlessError when they have looked since, or kept none."""
    with deps.db.read() as session:
        plan = plan_of(session, member_id=letter.member.id)
    if plan is None:
        raise PointlessError("gone")
    if plan.revision != letter.revision:
        raise PointlessError("looked")
    return view.review(
        deps.catalog,
        member_id=plan.member_id,
        revision=plan.revision,
        waits=letter.waits(point=last_moment(plan, letter.hours)),
    )


def write_shared(deps: Deps, letter: Letter) -> Written:
    """Tell one side that they may read what the other has written. Raises PointlessError when it was taken back."""
    with deps.db.read() as session:
        try:
            card, _ = access.papers_shared_with(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
    return view.shared(deps.catalog, card=card)
