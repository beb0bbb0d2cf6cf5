"""Slack entry points of notes of thanks: the form, from wherever its button stands, and deleting one's own copy."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import thanks as thanks_service
from bot.views import carried as carrying
from bot.views import thanks as thanks_view
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import finish
from handlers.meetings import below
from handlers.modals import show_modal
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor thank` and the buttons reach the board by handlers/boards.py."""
    app.action(thanks_view.WRITE)(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.action(thanks_view.PUT_AWAY)(ack=acknowledge, lazy=[opens(put_away, deps)])
    app.view(thanks_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show an empty note to the other one of the pair that the button names, which proves nothing."""
    pair_id = str(action.get("value"))
    card = thanks_service.card(deps, actor=acting(context), pair_id=pair_id)
    carried = replace(below(body), pair_id=pair_id, subject_id="")
    show_modal(client, body, thanks_view.form(deps.catalog, card=card, carried=carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Send a note: commit before ack. One submission is one note, however often Slack sends it."""
    with refusals_beside_fields(ack, view, deps=deps):
        card = thanks_service.send(
            deps,
            actor=acting(context),
            pair_id=carrying.unpack(view).pair_id,
            text=thanks_view.read_form(deps.catalog, view),
            thanks_id=stable_id(view["id"], "thanks"),
        )
        finish(ack, view, thanks_view.sent(deps.catalog, card=card))


def put_away(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Delete one's own copy of a note, and draw the board anew."""
    thanks_service.put_away(deps, actor=acting(context), thanks_id=str(action.get("value")))
    boards.redraw(client, body, context, deps=deps)
