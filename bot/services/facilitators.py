"""Messages to whoever is a facilitator now."""

from bot.deps import Deps
from bot.domain.pairs import PROPOSAL_FRESH
from bot.errors import DeliveryError
from bot.services import access
from bot.services.letter import planned_for_each
from storage.members import members_of
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind


def tell_facilitators(deps: Deps, *, kind: TouchpointKind, team_id: str, subject_id: str) -> None:
    """Plan one message about a fact that is kept already for each facilitator, due at once. Never refuses.

    Who they are only Slack knows, so it is asked first, and the fact is not held up by that. Where Slack is silent
    nobody is written to: what waits stands in each facilitator's Home as well.
    """
    try:
        user_ids = access.facilitators(deps, team_id=team_id)
    except DeliveryError:
        return
    now = deps.clock.now()
    with deps.db.begin() as session:
        members = members_of(session, team_id=team_id, user_ids=user_ids)
        there = [member.id for _, member in sorted(members.items()) if member.is_full_member]
        messages = planned_for_each(
            there, kind=kind, team_id=team_id, subject_id=subject_id, due_at=now, lives=PROPOSAL_FRESH
        )
        plan(session, messages)
