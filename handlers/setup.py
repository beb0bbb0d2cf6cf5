"""Slack entry points of the programme's settings: the form and its submission."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import setup as setup_service
from bot.views import carried
from bot.views import setup as setup_view
from bot.views.carried import Carried
from handlers.actors import user_of, workspace_of
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor setup` and the button reach `open_screen` by handlers/screens.py."""
    app.action(setup_view.COUNTRY)(ack=acknowledge, lazy=[opens(offer_parts, deps)])
    app.view(setup_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(refresh_home, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the form to somebody who may change the settings, and a sentence to anybody else."""
    setup = setup_service.current(deps, team_id=workspace_of(context), user_id=user_of(context))
    kept = carried.pack(Carried(revision=setup.mark, home=carried.home_before(body.get("view"))))
    show_modal(client, body, setup_view.form(deps.catalog, setup=setup, private_metadata=kept))


def offer_parts(client: WebClient, body: Mapping[str, Any], *, deps: Deps) -> None:
    """Ask of which part, once a country is chosen. What the form shows is its owner's own, so no right is needed."""
    view = body["view"]
    client.views_update(view_id=view["id"], hash=view.get("hash"), view=setup_view.with_parts(deps.catalog, view))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Prove the right, keep the settings, then say so: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        setup = setup_service.keep(
            deps,
            team_id=workspace_of(context),
            user_id=user_of(context),
            draft=setup_view.read_form(view),
            seen=carried.unpack(view).revision,
        )
        ack(response_action="update", view=setup_view.kept(deps.catalog, setup=setup))


def refresh_home(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw the Home anew from which the form was opened; a refused form is still open, and its Home stays."""
    if was_refused(context):
        return
    before = carried.unpack(view).home
    if before:
        show_home(client, context, before=before, deps=deps)
