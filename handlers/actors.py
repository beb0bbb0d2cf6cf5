"""Who is acting: looked up in the database for every request, and nowhere else."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from bot.deps import Deps
from bot.errors import MembersOnlyError, NotYoursError, RapportError
from bot.services import members
from handlers.binding import bind
from storage.members import Member


class NobodyNamedError(RapportError):
    """A request names no workspace or no person, which none of those does that Rapport listens to."""


def register(app: App, deps: Deps) -> None:
    """Attach the middleware in front of every listener."""
    app.middleware(bind(resolve_actor, deps))


def resolve_actor(context: BoltContext, next_: Callable[[], Any], *, deps: Deps) -> None:
    """Put the acting `Member` into `context["member"]`, None for somebody whom the roster does not know.

    Only reads: a request must leave no trace of who made it.
    """
    context["member"] = None
    if context.team_id and context.user_id:
        context["member"] = members.known(deps, team_id=context.team_id, user_id=context.user_id)
    next_()


def acting(context: BoltContext) -> Member:
    """Return the member who acts.

    Raises:
        NotYoursError: the roster does not know them, so nothing here is theirs.
        MembersOnlyError: they are a guest by now, or have left.
    """
    member: Member | None = context["member"]
    if member is None:
        raise NotYoursError
    if not member.is_full_member:
        raise MembersOnlyError
    return member


def workspace_of(context: BoltContext) -> str:
    """Return the id of the workspace that a request comes from.

    Raises:
        NobodyNamedError: it names none.
    """
    if not context.team_id:
        raise NobodyNamedError
    return context.team_id


def user_of(context: BoltContext) -> str:
    """Return the user id of whoever acts, whether the roster knows them or not.

    Raises:
        NobodyNamedError: the request names nobody.
    """
    if not context.user_id:
        raise NobodyNamedError
    return context.user_id
