"""Slack entry points of the end of a pair: the note, taking it back, the hand-over, the door to past pairs."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import endings as endings_service
from bot.services import handovers as handovers_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import ending_form as form_view
from bot.views import endings as endings_view
from bot.views import handovers as handovers_view
from bot.views import pairs as pairs_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal, take_place
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor close` and `/mentor past` come by handlers/screens.py."""
    app.action(endings_view.TAKE_BACK)(ack=acknowledge, lazy=[opens(undo, deps)])
    app.action(endings_view.SEND_NOW)(ack=acknowledge, lazy=[opens(send_now, deps)])
    app.action(re.compile(f"^{endings_view.FAMILY}"))(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_note, deps), lazy=[opens(show_kept, deps)])
    app.view(handovers_view.SUBMIT)(ack=bind(submit_lines, deps), lazy=[opens(boards.refresh, deps)])
    app.view(handovers_view.SUBMIT_REFLECTION)(ack=bind(submit_reflection, deps), lazy=[opens(boards.refresh, deps)])


def open_past(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the pair that has ended; of several, ask which one."""
    actor = acting(context)
    cards = pairs_service.past_cards(deps, actor=actor)
    carried = Carried(board=Screen.CLOSE, home=carrying.home_before(body.get("view")))
    if not cards:
        view = endings_view.no_past_pairs(deps.catalog)
    elif len(cards) == 1:
        view = boards.BOARDS[Screen.CLOSE].draw(deps, actor, replace(carried, pair_id=cards[0].pair_id))
    else:
        view = pairs_view.chooser(deps.catalog, cards=cards, screen=Screen.CLOSE, carried=carried)
    take_place(client, body, view)


def submit_note(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the note, then show how things stand: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        sheet = endings_service.write(
            deps,
            actor=acting(context),
            pair_id=carried.pair_id,
            draft=form_view.read_form(view),
            view_id=str(view["id"]),
            fields=form_view.FIELDS,
        )
        ack(response_action="update", view=endings_view.sheet(deps.catalog, sheet=sheet, carried=carried))


def show_kept(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the Home from which the note was written, which says when it goes out, and what lies on it."""
    carried = carrying.unpack(view)
    if was_refused(context) or carried.home is None:
        return
    carried = _with_home_now(client, carried, context, deps=deps)
    shown = boards.BOARDS[Screen.CLOSE].draw(deps, acting(context), carried)
    client.views_update(view_id=view["id"], view=shown)


def undo(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Take the note back and say that it is gone."""
    card = endings_service.undo(deps, actor=acting(context), ending_id=str(action.get("value")))
    _with_home_now(client, carrying.unpack(body["view"]), context, deps=deps)
    client.views_update(view_id=body["view"]["id"], view=endings_view.taken_back(deps.catalog, card=card))


def send_now(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let the note go out at once and show how things stand."""
    sheet = endings_service.send_now(deps, actor=acting(context), ending_id=str(action.get("value")))
    carried = _with_home_now(client, carrying.unpack(body["view"]), context, deps=deps)
    view = endings_view.sheet(deps.catalog, sheet=sheet, carried=carried)
    client.views_update(view_id=body["view"]["id"], view=view)


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of the hand-over, or of what one keeps for oneself, on how things stand."""
    carried = replace(carrying.unpack(body["view"]), pair_id=str(action.get("value")))
    show = {endings_view.HAND_OVER: _lines_form, endings_view.REFLECT: _reflection_form}[action["action_id"]]
    show_modal(client, body, show(deps, acting(context), carried))


def submit_lines(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the hand-over: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        lines = handovers_view.read_form(deps.catalog, view, revision=carried.revision)
        handovers_service.keep_lines(deps, actor=acting(context), pair_id=carried.pair_id, lines=lines)
        ack()


def submit_reflection(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep, or delete, what one keeps for oneself: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        text = handovers_view.read_reflection(deps.catalog, view)
        handovers_service.keep_reflection(deps, actor=acting(context), pair_id=carried.pair_id, text=text)
        ack()


def _lines_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    card, lines = handovers_service.lines_of(deps, actor=actor, pair_id=carried.pair_id)
    carried = replace(carried, revision=lines.revision)
    return handovers_view.form(deps.catalog, card=card, lines=lines, carried=carried)


def _reflection_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    words = handovers_service.reflection(deps, actor=actor, pair_id=carried.pair_id)
    return handovers_view.reflection_form(deps.catalog, words=words, carried=carried)


def _with_home_now(client: WebClient, carried: Carried, context: BoltContext, *, deps: Deps) -> Carried:
    """Draw the Home below anew, where there is one, and return what the modal on it carries from now on."""
    if carried.home is None:
        return carried
    return replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
