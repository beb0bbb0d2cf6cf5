"""Slack entry points of the private door: /broker and the button on everybody's Home.

Takes no member and writes no line to the log. What is typed after /broker is never read.
"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.relay import door
from bot.views.relay import door as view
from handlers.actors import workspace_of
from handlers.binding import acknowledge, opens
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/broker")(ack=acknowledge, lazy=[opens(open_screen, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what is promised, and where to turn today: the same to everybody who asks."""
    contacts = door.outside_contacts(deps, team_id=workspace_of(context))
    show_modal(client, body, view.promise(deps.catalog, contacts=contacts))
