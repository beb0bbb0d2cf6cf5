"""Slack tells of people: somebody joins, somebody's name, zone or standing changes."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.deps import Deps
from bot.domain.slack_users import person_of
from bot.services import members
from handlers.actors import workspace_of
from handlers.binding import bind


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.event("team_join")(bind(keep_newcomer, deps))
    app.event("user_change")(bind(keep_person, deps))


def keep_newcomer(event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep somebody who has just joined, and welcome them. Slack sends the event again when the commit fails."""
    members.keep_people(deps, [person_of(event["user"], team_id=workspace_of(context))], have_joined=True)


def keep_person(event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what Slack says of one person now. Slack sends the event again when the commit fails."""
    members.keep_people(deps, [person_of(event["user"], team_id=workspace_of(context))])
