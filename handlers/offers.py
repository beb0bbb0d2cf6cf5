"""Slack entry points of one's own profile as a mentor: the board, and its two forms."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import offers as offers_service
from bot.views import offer_forms as forms_view
from bot.views import offers as offers_view
from bot.views.blocks import Payload
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor profile` and the button reach the board by handlers/screens.py."""
    app.action(re.compile(f"^{offers_view.FAMILY}"))(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.view(forms_view.SUBMIT_OPEN)(ack=bind(submit_open, deps), lazy=[opens(refresh, deps)])
    app.view(forms_view.SUBMIT_PAIR)(ack=bind(submit_pair, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a member what they offer."""
    show_modal(client, body, _board(deps, acting(context)))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of one of the two parts on the board."""
    offer = offers_service.own(deps, actor=acting(context))
    if action["action_id"] == offers_view.EDIT_OPEN:
        form = forms_view.open_form(deps.catalog, part=offer.open_part)
    else:
        form = forms_view.pair_form(deps.catalog, part=offer.pair_part)
    show_modal(client, body, form)


def submit_open(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what every colleague may read: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        part = forms_view.read_open_form(deps.catalog, view)
        offers_service.keep_open_part(deps, actor=acting(context), part=part, fields=forms_view.FIELDS)
        ack()


def submit_pair(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what only one's mentees may read: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        part = forms_view.read_pair_form(deps.catalog, view)
        offers_service.keep_pair_part(deps, actor=acting(context), part=part)
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the board below a form that has done its work."""
    draw_below(client, view, context, lambda: _board(deps, acting(context)))


def _board(deps: Deps, actor: Member) -> Payload:
    return offers_view.board(deps.catalog, offer=offers_service.own(deps, actor=actor))
