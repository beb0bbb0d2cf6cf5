"""Slack entry points of requests: asking for a first conversation, answering, taking it back, calling for help."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import request_replies as replies_service
from bot.services import requests as requests_service
from bot.views import carried as carrying
from bot.views import request_forms as forms_view
from bot.views import request_sheet as sheet_view
from bot.views import requests as requests_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.home import show_home
from handlers.modals import show_modal, take_place
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor requests` and the button reach `open_screen` by handlers/screens.py."""
    app.action(requests_view.ASK)(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.action(requests_view.OPEN)(ack=acknowledge, lazy=[opens(open_request, deps)])
    app.action(requests_view.WITHDRAW)(ack=acknowledge, lazy=[opens(withdraw, deps)])
    app.action(requests_view.HELP)(ack=acknowledge, lazy=[opens(call_for_help, deps)])
    app.action(requests_view.LIST)(ack=acknowledge, lazy=[opens(open_screen, deps)])
    app.action(re.compile(f"^{requests_view.TURN}"))(ack=acknowledge, lazy=[opens(turn_page, deps)])
    app.view(forms_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.view(forms_view.SUBMIT_REPLY)(ack=bind(submit_reply, deps), lazy=[opens(boards.refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody whom they have asked, and who has asked them."""
    _show_board(client, body, context, page=0, deps=deps)


def turn_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another page of the list in its place."""
    _show_board(client, body, context, page=page_in(action.get("value")), deps=deps)


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form in which one asks the mentor whom the button names, for the need it names; it proves nothing."""
    actor = acting(context)
    mentor_id, need_id = requests_view.asked_in(str(action.get("value")))
    ask = requests_service.to_ask(deps, actor=actor, mentor_id=mentor_id, need_id=need_id)
    carried = Carried(subject_id=mentor_id, need_id=need_id, home=_home(body))
    show_modal(client, body, forms_view.form(deps.catalog, ask=ask, mentee=actor.name, carried=carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask, then say what happens next: commit before ack. One submission asks once, however often Slack sends it."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        mentor = requests_service.ask(
            deps,
            actor=acting(context),
            mentor_id=carried.subject_id,
            need_id=carried.need_id,
            draft=forms_view.read_form(deps.catalog, view),
            request_id=stable_id(str(view["id"]), "request"),
        )
        ack(response_action="update", view=forms_view.asked(deps.catalog, mentor=mentor.name))


def open_request(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show one request: to its mentor with the form of an answer, while there is none."""
    card = requests_service.card(deps, actor=acting(context), request_id=str(action.get("value")))
    carried = Carried(subject_id=card.request_id, home=_home(body))
    show = forms_view.reply_form if card.is_to_answer else sheet_view.sheet
    take_place(client, body, show(deps.catalog, card=card, carried=carried))


def submit_reply(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Take the mentor's answer, then say what it has led to: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        card = replies_service.reply(
            deps,
            actor=acting(context),
            request_id=carrying.unpack(view).subject_id,
            draft=forms_view.read_reply(deps.catalog, view),
            fields=forms_view.FIELD_OF,
        )
        ack(response_action="update", view=forms_view.replied(deps.catalog, card=card))


def withdraw(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Take a request back, and say what is true now."""
    card = requests_service.withdraw(deps, actor=acting(context), request_id=str(action.get("value")))
    _finish(client, body, context, sheet_view.withdrawn(deps.catalog, card=card), deps=deps)


def call_for_help(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let the facilitators know, and say so."""
    card = requests_service.call_for_help(deps, actor=acting(context), request_id=str(action.get("value")))
    _finish(client, body, context, sheet_view.helped(deps.catalog, card=card), deps=deps)


def _show_board(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, page: int, deps: Deps) -> None:
    board = requests_service.board(deps, actor=acting(context), page=page)
    take_place(client, body, requests_view.board(deps.catalog, board=board, carried=Carried(home=_home(body))))


def _finish(client: WebClient, body: Mapping[str, Any], context: BoltContext, done: Payload, *, deps: Deps) -> None:
    """Show what a press has led to in the place of the screen it was pressed on, and draw the Home below it anew."""
    take_place(client, body, done)
    home = _home(body)
    if home:
        show_home(client, context, before=home, deps=deps)


def _home(body: Mapping[str, Any]) -> carrying.HomeBefore | None:
    """Return the Home on which something was pressed, or which lies below the modal on which it was."""
    view = body.get("view") or {}
    return carrying.home_before(view) or carrying.unpack(view).home
