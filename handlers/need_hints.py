"""Slack entry points of a mentor's side: reading what a mentee shares, suggesting something, naming somebody."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import need_sharing, need_suggestions
from bot.views import answers, need_hint_form
from bot.views import carried as carrying
from bot.views import need_hints as view_of
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal, take_place
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(re.compile(f"^({view_of.READ}|{view_of.READ_OF})$"))(ack=acknowledge, lazy=[opens(read, deps)])
    app.action(view_of.SUGGEST)(ack=acknowledge, lazy=[opens(open_pressed, deps)])
    app.action(re.compile(f"^{view_of.NAME}"))(ack=acknowledge, lazy=[opens(open_naming, deps)])
    app.view(need_hint_form.SUBMIT)(bind(submit_form, deps))


def read(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show what the mentee of the pair shares that was pressed or chosen, which proves nothing.

    Raises:
        NotYoursError: whoever acts is not its mentor.
    """
    pair_id = str((action.get("selected_option") or action).get("value"))
    shared = need_sharing.read(deps, actor=acting(context), pair_id=pair_id)
    take_place(client, body, view_of.page(deps.catalog, shared=shared))


def open_pressed(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form of a suggestion to the mentee of the pair that the button names."""
    open_form(client, body, context, pair_id=str(action.get("value")), deps=deps)


def open_form(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
    """Show the form of a suggestion to the mentee of a pair.

    Raises:
        NotYoursError: whoever acts is not its mentor.
    """
    card = need_sharing.readable(deps, actor=acting(context), pair_id=pair_id)
    show_modal(client, body, need_hint_form.form(deps.catalog, card=card))


def open_naming(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form in which a mentor names somebody for a need that is shared with them.

    Raises:
        NotYoursError: it is not shared with whoever acts.
    """
    pair_id, need_id = carrying.unpack(body.get("view") or {}).pair_id, str(action.get("value"))
    card = need_sharing.readable(deps, actor=acting(context), pair_id=pair_id, need_id=need_id)
    show_modal(client, body, need_hint_form.form(deps.catalog, card=card, need_id=need_id))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a suggestion, then say what becomes of it: commit before ack. However often it is sent it is one."""
    carried, person = carrying.unpack(view), need_hint_form.PERSON
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        if carried.need_id:
            card = need_suggestions.name_somebody(
                deps,
                actor=actor,
                pair_id=carried.pair_id,
                need_id=carried.need_id,
                user_id=answers.user(view, person),
                field=person,
            )
        else:
            card = need_suggestions.suggest(
                deps,
                actor=actor,
                pair_id=carried.pair_id,
                draft=need_hint_form.read_form(deps.catalog, view),
                need_id=stable_id(str(view["id"]), "hint"),
                field=person,
            )
        ack(response_action="update", view=need_hint_form.done(deps.catalog, card=card))
