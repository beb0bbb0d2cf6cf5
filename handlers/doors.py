"""Slack entry points of doors: one is begun, and lets itself be answered with one tap, on the board or a message."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.doors import DoorSheet
from bot.errors import NotYoursError
from bot.services import door_acts
from bot.services import doors as doors_service
from bot.views import carried as carrying
from bot.views import door_forms as forms_view
from bot.views import door_letters as letters_view
from bot.views import door_messages as message_view
from bot.views import doors as doors_view
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.forms import finish
from handlers.meetings import below
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered, later_url
from storage.columns import stable_id
from storage.vocabulary import DoorKind, DoorState


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor doors` and the button reach the board by handlers/boards.py."""
    app.action(re.compile(f"^{doors_view.NEW}"))(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(re.compile(f"^{doors_view.ACT}"))(ack=acknowledge, lazy=[opens(choose, deps)])
    app.view(re.compile(f"^{forms_view.SUBMIT}"))(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.view(letters_view.SUBMIT_NAME)(ack=bind(submit_name, deps), lazy=[opens(show_named, deps)])


def open_new(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form of what the button names.

    Raises:
        NotYoursError: it names nothing, or the pair is not of the person who acts.
    """
    kind = doors_view.kind_of(action)
    if kind is None:
        raise NotYoursError
    open_form(kind, client, body, context, pair_id=str(action.get("value")), deps=deps)


def open_form(
    kind: DoorKind, client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps
) -> None:
    """Show the form of a new door of one kind, from a board or a message.

    Raises:
        NotYoursError: the pair is not of the person who acts, or it is not for their side to begin.
    """
    card = doors_service.beginning(deps, actor=acting(context), pair_id=pair_id, kind=kind)
    carried = replace(below(body), pair_id=pair_id, subject_id="")
    show_modal(client, body, forms_view.form(deps.catalog, card=card, kind=kind, carried=carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Begin a door: commit before ack. One submission begins one, however often Slack sends it."""
    kind = forms_view.kind_of(view)
    with refusals_beside_fields(ack, view, deps=deps):
        if kind is None:
            raise NotYoursError
        door = door_acts.begin(
            deps,
            actor=acting(context),
            pair_id=carrying.unpack(view).pair_id,
            draft=forms_view.read_form(deps.catalog, view, kind),
            door_id=stable_id(view["id"], "door"),
            day_field=forms_view.DAY,
        )
        finish(ack, view, forms_view.begun(deps.catalog, card=door.card, kind=kind))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let a door stand as was pressed, on a board or on a message; who is better placed is asked in a form.

    Raises:
        NotYoursError: the press is none of ours, or the door is of another pair.
    """
    state, door_id, actor = doors_view.state_of(action), str(action.get("value")), acting(context)
    if state is None:
        raise NotYoursError
    if state is not DoorState.SOMEBODY:
        door = door_acts.let_stand(deps, actor=actor, door_id=door_id, state=state)
    else:
        door = doors_service.sheet(deps, actor=actor, door_id=door_id)
        if state in door.acts:
            carried = replace(_carried(body), pair_id=door.card.pair_id, subject_id=door_id)
            show_modal(client, body, letters_view.name_form(deps.catalog, door=door, carried=carried))
            return
    if body.get("view"):
        boards.redraw(client, body, context, deps=deps)
    else:
        _say(client, context.response_url or "", door, body=body, deps=deps)


def submit_name(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Answer with the name of somebody who is better placed: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        name = letters_view.read_name(deps.catalog, view)
        door_id = carrying.unpack(view).subject_id
        door_acts.name_somebody(deps, actor=acting(context), door_id=door_id, name=name)
        ack()


def show_named(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw the board below anew, or turn the message from which the form was opened into one line."""
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    boards.refresh(client, view, context, deps=deps)
    if carried.message_url:
        door = doors_service.sheet(deps, actor=acting(context), door_id=carried.subject_id)
        _say(client, carried.message_url, door, body={}, deps=deps)


def _carried(body: Mapping[str, Any]) -> Carried:
    return carrying.unpack(body["view"]) if body.get("view") else Carried(message_url=later_url(body))


def _say(client: WebClient, url: str, door: DoorSheet, *, body: Mapping[str, Any], deps: Deps) -> None:
    settled = message_view.settled(deps.catalog, door=door)
    is_answered(client, url, replace_original=True, **in_its_place(body, settled))
