"""Slack entry points of what people say of themselves: the form and its submission."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import about as about_service
from bot.views import about as about_view
from handlers.actors import acting
from handlers.binding import bind, refusals_beside_fields
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor me` and the button reach `open_screen` by handlers/screens.py."""
    app.view(about_view.SUBMIT)(bind(submit_form, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a member what is known of them."""
    filled = about_service.current(deps, actor=acting(context))
    show_modal(client, body, about_view.form(deps.catalog, filled=filled))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what somebody says of themselves, then say so: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        about = about_view.read_form(view)
        opened = about_view.read_opened(view)
        about_service.keep(deps, actor=acting(context), about=about, opened=opened, fields=about_view.FIELDS)
        ack(response_action="update", view=about_view.kept(deps.catalog))
