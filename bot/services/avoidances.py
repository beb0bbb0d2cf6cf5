"""Whom somebody would rather not be paired with, as they themselves see and change it."""

from collections.abc import Sequence

from bot.deps import Deps
from bot.domain.finding import MOST_AVOIDED
from bot.errors import FieldError
from storage.avoidances import avoided_by, keep_avoided
from storage.members import Member, members_by_id, members_of


def named(deps: Deps, *, actor: Member) -> list[str]:
    """Return the user ids of those whom `actor` would rather not be paired with, in no order that means anything.

    Somebody of whom nothing is kept any more is left out: Slack opens no form that names an id it does not know.
    """
    with deps.db.read() as session:
        avoided = avoided_by(session, member_ids=[actor.id]).get(actor.id, frozenset())
        members = members_by_id(session, member_ids=avoided)
    return sorted(member.user_id for member in members.values() if not member.erased_at)


def keep(deps: Deps, *, actor: Member, user_ids: Sequence[str], field: str) -> None:
    """Keep the list of `actor`. Nobody is told, and a pair that has begun is left as it is.

    Raises:
        FieldError: there are too many, or somebody is no colleague of this workspace, or `actor`; beside `field`.
    """
    say = deps.catalog.finding
    if len(user_ids) > MOST_AVOIDED:
        raise FieldError(field, say.apart_too_many.format(most=MOST_AVOIDED))
    with deps.db.begin() as session:
        members = members_of(session, team_id=actor.team_id, user_ids=user_ids)
        if len(members) < len(user_ids) or actor.user_id in members or any(each.is_bot for each in members.values()):
            raise FieldError(field, say.apart_nobody)
        avoided = {member.id for member in members.values()}
        keep_avoided(session, member_id=actor.id, team_id=actor.team_id, avoided=avoided)
