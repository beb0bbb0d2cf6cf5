"""Slack tells of the workspace: somebody leaves a channel, or Rapport is no longer wanted."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltContext

from bot.deps import Deps
from handlers.actors import workspace_of
from handlers.binding import bind

log = structlog.get_logger(__name__)


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.event("member_left_channel")(bind(forget_channel, deps))
    app.event("tokens_revoked")(note_departure)
    app.event("app_uninstalled")(note_departure)


def forget_channel(event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask Slack anew who is in a channel: a facilitator who leaves it is none from this moment on."""
    deps.directory.forget(team_id=workspace_of(context), channel_id=str(event.get("channel", "")))


def note_departure(event: Mapping[str, Any]) -> None:
    """Leave a line for whoever runs Rapport: its token no longer opens this workspace. What is kept stays as it is."""
    log.warning("workspace_left", cause=str(event.get("type", "")))
