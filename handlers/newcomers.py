"""Slack entry points of people who are new: the answer to the one offer of help."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import newcomers as newcomers_service
from bot.views import newcomers as newcomers_view
from handlers.actors import acting
from handlers.binding import acknowledge, opens
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered


def register(app: App, deps: Deps) -> None:
    """Attach this module's listener."""
    app.action(newcomers_view.ASK)(ack=acknowledge, lazy=[opens(ask, deps)])


def ask(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Let the facilitators hear of it, and put what happens next in the place of the offer, or in a modal."""
    newcomers_service.ask_for_help(deps, actor=acting(context))
    message = newcomers_view.asked(deps.catalog)
    url = str(body.get("response_url") or "")
    if not url or not is_answered(client, url, replace_original=True, **in_its_place(body, message)):
        show_modal(client, body, newcomers_view.asked_modal(deps.catalog))
