"""Slack entry points of goals: /goals, the board's buttons, the form."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.goals import GoalDraft
from bot.domain.pairs import PairCard
from bot.services import goal_history as history_service
from bot.services import goals as goals_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import goal_form as form_view
from bot.views import goal_history as history_view
from bot.views import goals as goals_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import finish
from handlers.modals import show_modal
from storage.columns import stable_id
from storage.members import Member
from storage.vocabulary import GoalState

STATES = {goals_view.DONE: GoalState.DONE, goals_view.DROP: GoalState.DROPPED, goals_view.REOPEN: GoalState.OPEN}


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/goals")(ack=acknowledge, lazy=[opens(open_screen, deps)])
    app.action(goals_view.ADD)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(goals_view.MENU)(ack=acknowledge, lazy=[opens(choose, deps)])
    app.action(re.compile(f"^{goals_view.SHOW}"))(ack=acknowledge, lazy=[opens(show_other, deps)])
    app.action(re.compile(f"^{history_view.TURN}"))(ack=acknowledge, lazy=[opens(turn_history, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the goals of the person's pair; of several pairs, ask which one."""
    boards.open_board(Screen.GOALS, client, body, context, deps=deps)


def show_other(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put the past goals in the place of the open ones, or the other way round."""
    screen = Screen(action["action_id"].removeprefix(goals_view.SHOW))
    carried = replace(carrying.unpack(body["view"]), board=screen, page=0)
    view = boards.BOARDS[screen].draw(deps, acting(context), carried)
    client.views_update(view_id=body["view"]["id"], view=view)


def open_new(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay an empty form on the board."""
    carried = carrying.unpack(body["view"])
    card = pairs_service.card(deps, actor=acting(context), pair_id=carried.pair_id)
    show_modal(client, body, form_view.form(deps.catalog, card=card, carried=carried))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what was chosen in the menu beside a goal: change its state at once, or lay a screen on the board."""
    verb, goal_id = goals_view.chosen(action)
    if verb in STATES:
        goals_service.put(deps, actor=acting(context), goal_id=goal_id, state=STATES[verb])
        boards.redraw(client, body, context, deps=deps)
        return
    carried = replace(carrying.unpack(body["view"]), subject_id=goal_id)
    shown = {goals_view.READ: _sheet, goals_view.EDIT: _form, goals_view.HISTORY: _history}[verb]
    show_modal(client, body, shown(deps, acting(context), carried))


def turn_history(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another page of a goal's history in the place of this one."""
    carried = carrying.unpack(body["view"])
    view = _history(deps, acting(context), carried, page=page_in(action.get("value")))
    client.views_update(view_id=body["view"]["id"], view=view)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what was entered: commit before ack. What somebody else saved meanwhile is shown, and nothing typed lost."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        draft = form_view.read_form(deps.catalog, view)
        try:
            card = _keep(deps, acting(context), carried, draft, view_id=view["id"])
        except goals_service.GoalChangedError as refusal:
            newer = refusal.newer
            again = replace(carried, revision=newer.now.revision)
            form = form_view.form(deps.catalog, card=newer.card, carried=again, goal=draft, newer=newer)
            ack(response_action="update", view=form)
            return
        finish(ack, view, form_view.saved(deps.catalog, card=card))


def _keep(deps: Deps, actor: Member, carried: Carried, draft: GoalDraft, *, view_id: str) -> PairCard:
    """Keep a new goal, or the change of one. One submission makes one goal, however often Slack sends it."""
    due = form_view.DUE
    if carried.subject_id:
        goal_id, revision = carried.subject_id, carried.revision
        return goals_service.change_goal(
            deps, actor=actor, goal_id=goal_id, draft=draft, revision=revision, due_field=due
        )
    goal_id = stable_id(view_id, "goal")
    return goals_service.set_goal(
        deps, actor=actor, pair_id=carried.pair_id, draft=draft, goal_id=goal_id, due_field=due
    )


def _sheet(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = goals_service.sheet(deps, actor=actor, goal_id=carried.subject_id)
    return goals_view.sheet(deps.catalog, sheet=sheet, carried=carried)


def _form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = goals_service.sheet(deps, actor=actor, goal_id=carried.subject_id)
    carried = replace(carried, revision=sheet.now.revision)
    return form_view.form(deps.catalog, card=sheet.card, carried=carried, goal=sheet.now.said)


def _history(deps: Deps, actor: Member, carried: Carried, *, page: int = 0) -> Payload:
    history = history_service.history(deps, actor=actor, goal_id=carried.subject_id, page=page)
    return history_view.history(deps.catalog, history=history, carried=carried)
