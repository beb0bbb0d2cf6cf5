"""Slack entry points of action items: the board's buttons, the forms, the reminder's buttons."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import items as items_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import item_messages as message_view
from bot.views import items as items_view
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.forms import finish
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered, later_url
from storage.columns import stable_id
from storage.vocabulary import ItemState

STATES = {items_view.DONE: ItemState.DONE, items_view.DROP: ItemState.DROPPED}


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor items` and the button reach the board by handlers/screens.py."""
    app.action(items_view.ADD)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(re.compile(f"^{items_view.FAMILY}"))(ack=acknowledge, lazy=[opens(choose, deps)])
    app.view(items_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.view(items_view.SUBMIT_DATE)(ack=bind(submit_date, deps), lazy=[opens(show_new_date, deps)])


def open_new(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay an empty form on the board."""
    carried = carrying.unpack(body["view"])
    card = pairs_service.card(deps, actor=acting(context), pair_id=carried.pair_id)
    show_modal(client, body, items_view.form(deps.catalog, card=card, carried=carried))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Close the item at once, or ask for a new date: from the menu beside it, or from its reminder.

    A press on a reminder turns the message into one line, also when somebody has closed the item before.
    """
    verb, item_id = items_view.chosen(action)
    actor = acting(context)
    if verb in STATES:
        item = items_service.close(deps, actor=actor, item_id=item_id, state=STATES[verb])
    else:
        item = items_service.sheet(deps, actor=actor, item_id=item_id)
    if verb == items_view.MOVE and item.state is ItemState.OPEN:
        carried = _carried(body, context)
        carried = replace(carried, pair_id=item.card.pair_id, subject_id=item_id, revision=item.revision)
        show_modal(client, body, items_view.date_form(deps.catalog, item=item, carried=carried))
    elif body.get("view"):
        boards.redraw(client, body, context, deps=deps)
    else:
        settled = message_view.settled(deps.catalog, item=item)
        is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, settled))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a new item: commit before ack. One submission makes one item, however often Slack sends it."""
    with refusals_beside_fields(ack, view, deps=deps):
        card = items_service.add(
            deps,
            actor=acting(context),
            pair_id=carrying.unpack(view).pair_id,
            draft=items_view.read_form(deps.catalog, view),
            item_id=stable_id(view["id"], "item"),
            due_field=items_view.DUE,
        )
        finish(ack, view, items_view.saved(deps.catalog, card=card))


def submit_date(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep an item's new date: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        item = items_service.move(
            deps,
            actor=acting(context),
            item_id=carried.subject_id,
            due_on=items_view.read_date(deps.catalog, view),
            revision=carried.revision,
            due_field=items_view.DUE,
        )
        finish(ack, view, items_view.moved(deps.catalog, item=item))


def show_new_date(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw the board below anew, or turn the reminder from which the form was opened into one line."""
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    boards.refresh(client, view, context, deps=deps)
    item = items_service.sheet(deps, actor=acting(context), item_id=carried.subject_id)
    if carried.message_url and item.revision > carried.revision:
        settled = message_view.settled(deps.catalog, item=item)
        is_answered(client, carried.message_url, replace_original=True, **settled)


def _carried(body: Mapping[str, Any], context: BoltContext) -> Carried:
    if body.get("view"):
        return carrying.unpack(body["view"])
    return Carried(message_url=later_url(body))
