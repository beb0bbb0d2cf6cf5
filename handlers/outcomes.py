"""Slack entry points of what somebody says of a year: agreeing, the three questions, taking all of it back.

Everything takes the place of what stands there: nothing lies on it, so nothing is left open over what was deleted.
"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import outcomes as outcomes_service
from bot.views import carried as carrying
from bot.views import outcomes as outcomes_view
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import take_place


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor year` and the button reach `open_screen` by handlers/screens.py."""
    for action_id, turn in ((outcomes_view.AGREE, agree), (outcomes_view.ANSWER, open_form)):
        app.action(action_id)(ack=acknowledge, lazy=[opens(turn, deps)])
    app.action(outcomes_view.WITHDRAW)(ack=acknowledge, lazy=[opens(withdraw, deps)])
    app.view(outcomes_view.SUBMIT)(bind(submit_form, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what somebody has said so far, or what there is to agree to."""
    sheet = outcomes_service.sheet(deps, actor=acting(context))
    take_place(client, body, outcomes_view.board(deps.catalog, sheet=sheet))


def agree(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep that somebody agrees, and put the questions in the place of what they have agreed to."""
    sheet = outcomes_service.agree(deps, actor=acting(context))
    client.views_update(view_id=body["view"]["id"], view=outcomes_view.form(deps.catalog, sheet=sheet))


def open_form(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Put the questions in the place of what was said."""
    sheet = outcomes_service.sheet(deps, actor=acting(context))
    client.views_update(view_id=body["view"]["id"], view=outcomes_view.form(deps.catalog, sheet=sheet))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what was answered, then show what is kept: commit before ack."""
    code = carrying.unpack(view).subject_id
    with refusals_beside_fields(ack, view, deps=deps):
        line = outcomes_view.read_form(deps.catalog, view)
        sheet = outcomes_service.keep(deps, actor=acting(context), code=code, line=line)
        ack(response_action="update", view=outcomes_view.board(deps.catalog, sheet=sheet))


def withdraw(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Delete all of it, and say so."""
    outcomes_service.withdraw(deps, actor=acting(context))
    client.views_update(view_id=body["view"]["id"], view=outcomes_view.withdrawn(deps.catalog))
