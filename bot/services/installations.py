"""Rapport in its workspaces: whose tokens it holds, and which workspace no longer wants it."""

from bot.deps import Deps
from storage import installations, pace
from storage.database import Database


def token_of(db: Database, *, team_id: str) -> str | None:
    """Return the bot's token of a workspace, None where Rapport is not installed.

    Takes the database alone: the way to Slack, which is one of the collaborators, is built with it.
    """
    with db.read() as session:
        return installations.token_of(session, team_id=team_id)


def keep_own(deps: Deps, *, team_id: str, bot_user_id: str) -> None:
    """Keep the settings' token as that of its workspace, and let messages go out there again if they were held."""
    token, now = deps.settings.slack_bot_token.get_secret_value(), deps.clock.now()
    with deps.db.begin() as session:
        installations.keep_installation(session, team_id=team_id, bot_token=token, bot_user_id=bot_user_id, at=now)
        pace.resume(session, team_id=team_id)


def hold(deps: Deps, *, team_id: str, reason: str) -> None:
    """Let nothing go out to a workspace that took the token back. What waits is kept until it expires.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        reason: Slack's word for it, such as `tokens_revoked`.
    """
    with deps.db.begin() as session:
        pace.pause(session, team_id=team_id, reason=reason)
