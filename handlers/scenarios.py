"""Slack entry points of scenarios: the list, one of them, the way that somebody picks."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import scenarios as scenarios_service
from bot.views import scenarios as scenarios_view
from handlers.actors import acting
from handlers.binding import acknowledge, opens
from handlers.modals import show_modal, take_place


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor scenarios` and the buttons reach the list by handlers/screens.py."""
    app.action(re.compile(f"^{scenarios_view.OPEN}"))(ack=acknowledge, lazy=[opens(open_one, deps)])
    app.action(re.compile(f"^{scenarios_view.PICK}"))(ack=acknowledge, lazy=[opens(pick, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the scenarios that are for whoever opens them."""
    shelf = scenarios_service.shelf(deps, actor=acting(context))
    take_place(client, body, scenarios_view.board(deps.catalog, shelf=shelf))


def open_one(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show one scenario: on what its button stands in, which stays below.

    Raises:
        NotYoursError: the button names no scenario, or one that is for others.
    """
    actor, scenario = acting(context), scenarios_view.chosen(action)
    if scenario is None:
        raise NotYoursError
    scenarios_service.prove_may_read(deps, actor=actor, scenario=scenario)
    show_modal(client, body, scenarios_view.sheet(deps.catalog, scenario=scenario))


def pick(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the note in the place of the scenario, and keep that it was read.

    Raises:
        NotYoursError: the button names no scenario, one that is for others, or no way.
    """
    picked = scenarios_view.picked(action)
    if picked is None:
        raise NotYoursError
    scenarios_service.note_read(deps, actor=acting(context), scenario=picked.scenario)
    client.views_update(view_id=body["view"]["id"], view=scenarios_view.noted(deps.catalog, picked=picked))
