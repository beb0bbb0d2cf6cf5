"""Slack entry points of somebody's own data: the screen, asking for it as files, having it erased."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import erasing, own_data_file
from bot.views import notices
from bot.views import own_data as own_data_view
from bot.views.carried import Carried, pack, unpack
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal, take_place


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor data` and the button come by handlers/screens.py."""
    app.action(own_data_view.SEND)(ack=acknowledge, lazy=[opens(send, deps)])
    app.action(own_data_view.ERASE)(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.view(own_data_view.SUBMIT)(bind(submit_form, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the two ways, to members alone."""
    acting(context)
    take_place(client, body, own_data_view.sheet(deps.catalog))


def send(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Have both files sent to whoever asks, and say where they come."""
    say = deps.catalog.own_data
    is_new = own_data_file.ask_for_files(deps, actor=acting(context), asked_by=str(body["view"]["id"]))
    sentence = say.sent if is_new else say.there
    show_modal(client, body, notices.notice(deps.catalog, title=say.sent_title, sentence=sentence))


def open_form(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Say what goes and what stays, before anything does."""
    carried = Carried(subject_id=acting(context).id)
    show_modal(client, body, own_data_view.form(deps.catalog, private_metadata=pack(carried)))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Erase, then say so: commit before ack. The same form again finds somebody who has begun anew: they stay."""
    say = deps.catalog.own_data
    with refusals_beside_fields(ack, view, deps=deps):
        own_data_view.read_form(deps.catalog, view)
        actor = acting(context)
        if unpack(view).subject_id == actor.id:
            erasing.erase(deps, member_id=actor.id)
        ack(response_action="update", view=notices.notice(deps.catalog, title=say.erased_title, sentence=say.erased))
