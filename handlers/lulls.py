"""Slack entry points of a long quiet: the pause. The other three answers are doors to what there is already."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import lulls as lulls_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import lulls as lulls_view
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(lulls_view.PAUSE)(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.view(lulls_view.SUBMIT)(bind(submit_form, deps))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form of a pause of the pair that the button names."""
    card = pairs_service.card(deps, actor=acting(context), pair_id=str(action.get("value")))
    show_modal(client, body, lulls_view.form(deps.catalog, card=card))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the pause and say until when: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        rest = lulls_view.read_form(deps.catalog, view)
        pair_id = carrying.unpack(view).pair_id
        card, until = lulls_service.pause(deps, actor=acting(context), pair_id=pair_id, rest=rest)
        ack(response_action="update", view=lulls_view.kept(deps.catalog, card=card, until=until))
