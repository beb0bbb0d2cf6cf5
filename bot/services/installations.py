"""Rapport in its workspaces: whose tokens it holds, and which workspace no longer wants it."""

from bot.deps import Deps
from storage import installations
from storage.database import Database


def token_of(db: Database, *, team_id: str) -> str | None:
    """Return the bot's token of a workspace, None where Rapport is not installed.

    Takes the database alone: the way to Slack, which is one of the collaborators, is built with it.
    """
    with db.read() as session:
        return installations.token_of(session, team_id=team_id)


def keep_own(deps: Deps, *, team_id: str, bot_user_id: str) -> None:
    """Keep the settings' token as that of its workspace."""
    token, now = deps.settings.slack_bot_token.get_secret_value(), deps.clock.now()
    with deps.db.begin() as session:
        installations.keep_installation(session, team_id=team_id, bot_token=token, bot_user_id=bot_user_id, at=now)
