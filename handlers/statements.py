"""Slack entry points of mentor statements: the screen, asking mentees, their answer, the document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import namings as namings_service
from bot.services import statement_file
from bot.services import statements as statements_service
from bot.views import carried as carrying
from bot.views import namings as namings_view
from bot.views import notices
from bot.views import statements as statements_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal, take_place
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor statement` and the button come by handlers/screens.py."""
    app.action(statements_view.PERIOD)(ack=acknowledge, lazy=[opens(choose_period, deps)])
    app.action(statements_view.ASK)(ack=acknowledge, lazy=[opens(open_ask, deps)])
    app.action(statements_view.MAKE)(ack=acknowledge, lazy=[opens(make, deps)])
    app.view(statements_view.SUBMIT)(bind(submit_ask, deps))
    app.action(namings_view.LOOK)(ack=acknowledge, lazy=[opens(open_naming, deps)])
    for action_id in (namings_view.YES, namings_view.COUNT):
        app.action(action_id)(ack=acknowledge, lazy=[opens(answer, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what somebody's statement of this year would say."""
    take_place(client, body, _draw(deps, acting(context), Carried()))


def choose_period(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another year in the place of this one.

    Raises:
        NotYoursError: there is no such year.
    """
    code = str((action.get("selected_option") or {}).get("value"))
    carried = replace(carrying.unpack(body["view"]), subject_id=code)
    client.views_update(view_id=body["view"]["id"], view=_draw(deps, acting(context), carried))


def open_ask(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay the form on the screen in which a mentor chooses whom to ask."""
    carried = carrying.unpack(body["view"])
    drawn = statements_service.statement(deps, actor=acting(context), code=carried.subject_id)
    show_modal(client, body, statements_view.ask_form(deps.catalog, drawn=drawn, carried=carried))


def submit_ask(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask those who were chosen, then say so: commit before ack."""
    say = deps.catalog.statements
    code = carrying.unpack(view).subject_id
    with refusals_beside_fields(ack, view, deps=deps):
        count = namings_service.ask(deps, actor=acting(context), code=code, mentee_ids=statements_view.read_ask(view))
        sentence = say.asked_some.format(count=count) if count else say.asked_nobody
        ack(response_action="update", view=notices.notice(deps.catalog, title=say.asked_title, sentence=sentence))


def make(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Have the document sent to the mentor, and say where it comes."""
    say = deps.catalog.statements
    code = carrying.unpack(body["view"]).subject_id
    actor, view_id = acting(context), str(body["view"]["id"])
    is_new = statement_file.ask_for_document(deps, actor=actor, code=code, view_id=view_id)
    sentence = say.file_sent if is_new else say.file_there
    show_modal(client, body, notices.notice(deps.catalog, title=say.file_title, sentence=sentence))


def open_naming(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show a mentee what a statement would say of them; the button names the question and proves nothing."""
    sheet = namings_service.sheet(deps, actor=acting(context), naming_id=str(action.get("value")))
    show_modal(client, body, namings_view.sheet(deps.catalog, sheet=sheet))


def answer(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Keep a mentee's answer and show it."""
    naming_id, revision = namings_view.chosen(action)
    is_yes = action["action_id"] == namings_view.YES
    sheet = namings_service.answer(deps, actor=acting(context), naming_id=naming_id, revision=revision, is_yes=is_yes)
    client.views_update(view_id=body["view"]["id"], view=namings_view.sheet(deps.catalog, sheet=sheet))


def _draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    drawn = statements_service.statement(deps, actor=actor, code=carried.subject_id)
    asked_of_me = namings_service.sheets(deps, actor=actor)
    carried = replace(carried, subject_id=drawn.period.code)
    return statements_view.sheet(deps.catalog, drawn=drawn, asked_of_me=asked_of_me, carried=carried)
