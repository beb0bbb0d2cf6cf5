"""Slack entry points of recaps: /recap and the button of the same name."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.views import unpaired
from handlers.binding import acknowledge, opens
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/recap")(ack=acknowledge, lazy=[opens(open_screen, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], *, deps: Deps) -> None:
    """Show somebody who is in no pair where recaps will stand: the trigger lives 3 s, so nothing slow comes before."""
    show_modal(client, body, unpaired.screen(deps.catalog, topic=deps.catalog.recaps))
