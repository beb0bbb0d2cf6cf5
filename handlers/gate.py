"""Slack entry points of the conflict gate: what the two have said of it, and what waits for a facilitator."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import holds as holds_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import gate as gate_view
from bot.views import holds as holds_view
from bot.views.carried import Carried
from bot.views.pages import page_in
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.home import show_home
from handlers.modals import show_modal, take_place


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor matches` and the button reach `open_screen` by handlers/screens.py."""
    app.action(gate_view.READ)(ack=acknowledge, lazy=[opens(read, deps)])
    app.action(re.compile(f"^(?:{holds_view.CONSENT}|{holds_view.REFUSE})$"))(
        ack=acknowledge, lazy=[opens(settle, deps)]
    )
    app.action(re.compile(f"^{holds_view.TURN}:"))(ack=acknowledge, lazy=[opens(turn_page, deps)])
    app.action(holds_view.RULES)(ack=acknowledge, lazy=[opens(open_rules, deps)])
    app.view(holds_view.SUBMIT_RULES)(bind(submit_rules, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a facilitator what waits for them, and a sentence to anybody else."""
    desk = holds_service.desk(deps, actor=acting(context))
    carried = Carried(home=carrying.home_behind(body.get("view")))
    take_place(client, body, holds_view.desk(deps.catalog, desk=desk, carried=carried))


def turn_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show another page of what waits."""
    carried = replace(carrying.unpack(body["view"]), page=page_in(action.get("value")))
    desk = holds_service.desk(deps, actor=acting(context))
    take_place(client, body, holds_view.desk(deps.catalog, desk=desk, carried=carried))


def settle(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let a held pair begin or not, then draw what still waits, and the Home below it."""
    consents = action["action_id"] == holds_view.CONSENT
    actor = acting(context)
    holds_service.settle(deps, actor=actor, pair_id=str(action.get("value")), consents=consents)
    carried = carrying.unpack(body["view"])
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    desk = holds_service.desk(deps, actor=actor)
    take_place(client, body, holds_view.desk(deps.catalog, desk=desk, carried=carried))


def read(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show one of the two what stands between them, and what both have said of it."""
    pair_id = str(action.get("value"))
    card, flags, explanations = pairs_service.what_was_said(deps, actor=acting(context), pair_id=pair_id)
    show_modal(client, body, gate_view.said(deps.catalog, card=card, flags=flags, explanations=explanations))


def open_rules(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay the form of between whom no pair is made on the screen of what waits."""
    barred = holds_service.rules(deps, actor=acting(context))
    show_modal(client, body, holds_view.rules_form(deps.catalog, barred=barred))


def submit_rules(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep between whom no pair is made: the right is proven again, and commit comes before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        barred = holds_view.read_rules(view)
        holds_service.keep_rules(deps, actor=acting(context), kinds=barred)
        ack(response_action="update", view=holds_view.rules_kept(deps.catalog, barred=barred))
