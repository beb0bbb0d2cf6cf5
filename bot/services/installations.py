"""Rapport in its workspaces: whose tokens it holds, and which workspace no longer wants it."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.own_data import GRACE
from storage import installations, pace
from storage.database import Database


def token_of(db: Database, *, team_id: str) -> str | None:
    """Return the bot's token of a workspace, None where Rapport is not installed.

    Takes the database alone: the way to Slack, which is one of the collaborators, is built with it.
    """
    with db.read() as session:
        return installations.token_of(session, team_id=team_id)


def keep_own(deps: Deps, *, team_id: str, bot_user_id: str) -> None:
    """Keep the settings' token as that of its workspace, and let everything go on there if it was at rest."""
    token, now = deps.settings.slack_bot_token.get_secret_value(), deps.clock.now()
    with deps.db.begin() as session:
        installations.keep_installation(session, team_id=team_id, bot_token=token, bot_user_id=bot_user_id, at=now)
        installations.take_up(session, team_id=team_id)
        pace.resume(session, team_id=team_id)


def hold(deps: Deps, *, team_id: str, reason: str) -> None:
    """Let a workspace rest that took the token back: nothing goes out to it and nothing is planned for it.

    What waits is kept until it expires, and everything else for thirty days; see `purging`.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        reason: Slack's word for it, such as `tokens_revoked`.
    """
    with deps.db.begin() as session:
        installations.lay_to_rest(session, team_id=team_id, at=deps.clock.now())
        pace.pause(session, team_id=team_id, reason=reason)


def take_up(deps: Deps, *, team_id: str) -> None:
    """Let everything go on in a workspace whose token works again."""
    with deps.db.begin() as session:
        installations.take_up(session, team_id=team_id)
        pace.resume(session, team_id=team_id)


def workspaces(deps: Deps) -> list[str]:
    """Return the workspaces in which Rapport is, those that no longer want it among them."""
    with deps.db.read() as session:
        return installations.installed_teams(session)


def at_rest(deps: Deps) -> dict[str, datetime]:
    """Return the workspaces that no longer want Rapport, each with the instant from which on nothing is kept of it."""
    with deps.db.read() as session:
        return {team_id: since + GRACE for team_id, since in installations.teams_at_rest(session).items()}
