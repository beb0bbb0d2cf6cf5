"""Slack tells of the workspace: somebody leaves a channel, or Rapport is no longer wanted."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltContext

from bot.deps import Deps
from bot.services import installations
from handlers.actors import workspace_of
from handlers.binding import bind

log = structlog.get_logger(__name__)


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.event("member_left_channel")(bind(forget_channel, deps))
    app.event("tokens_revoked")(bind(hold_messages, deps))
    app.event("app_uninstalled")(bind(hold_messages, deps))


def forget_channel(event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask Slack anew who is in a channel: a facilitator who leaves it is none from this moment on."""
    deps.directory.forget(team_id=workspace_of(context), channel_id=str(event.get("channel", "")))


def hold_messages(event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Send nothing more to a workspace whose token was taken back, and leave a line for whoever runs Rapport.

    Tokens of single people are revoked too (docs.slack.dev/reference/events/tokens_revoked); Rapport has none of them.
    """
    cause = str(event.get("type", ""))
    if cause == "tokens_revoked" and not event.get("tokens", {}).get("bot"):
        return
    installations.hold(deps, team_id=workspace_of(context), reason=cause)
    log.warning("workspace_left", cause=cause)
