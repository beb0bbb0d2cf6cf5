"""Slack entry points of having no contact: the quiet button, and the form that says first what will happen."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import contact as contact_service
from bot.views import contact as contact_view
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The button stands on the board of notes and on the question between meetings."""
    app.action(contact_view.OUT_OF_TOUCH)(ack=acknowledge, lazy=[opens(open_contact, deps)])
    app.view(contact_view.SUBMIT)(bind(submit_contact, deps))


def open_contact(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Say who would be told that the other one is silent, and what would not happen."""
    pair_id = str(action.get("value"))
    helper, card = contact_service.helper_for(deps, actor=acting(context), pair_id=pair_id)
    show_modal(client, body, contact_view.form(deps.catalog, card=card, helper=helper))


def submit_contact(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Tell that facilitator: commit before ack."""
    pair_id, user_id = contact_view.named(view)
    with refusals_beside_fields(ack, view, deps=deps):
        helper, is_new = contact_service.tell(deps, actor=acting(context), pair_id=pair_id, user_id=user_id)
        ack(response_action="update", view=contact_view.done(deps.catalog, helper=helper, is_new=is_new))
