"""Slack entry points of time lines: one's own, its form and menu, and what mentees let one read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import milestone_changes as changes
from bot.services import milestones as milestones_service
from bot.views import carried as carrying
from bot.views import milestone_form as form_view
from bot.views import milestones as milestones_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal, take_place
from storage.columns import stable_id
from storage.members import Member
from storage.vocabulary import MilestoneState


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor milestones` and the button come by handlers/screens.py."""
    app.action(milestones_view.ADD)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(milestones_view.MENU)(ack=acknowledge, lazy=[opens(choose, deps)])
    app.action(milestones_view.OF)(ack=acknowledge, lazy=[opens(open_of, deps)])
    app.action(milestones_view.OF_CHOSEN)(ack=acknowledge, lazy=[opens(open_of_chosen, deps)])
    app.action(re.compile(f"^{milestones_view.TURN}"))(ack=acknowledge, lazy=[opens(turn, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody's own time line."""
    take_place(client, body, _draw(deps, acting(context), Carried()))


def open_new(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay the form of a new day on the time line."""
    _open_form(client, body, acting(context), "", deps=deps)


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what was chosen beside a milestone and draw the time line anew; for a change lay its form on it.

    Raises:
        NotYoursError: the milestone is somebody else's, or nothing of ours was chosen.
    """
    actor, (verb, milestone_id) = acting(context), milestones_view.chosen(action)
    if verb == milestones_view.CHANGE:
        _open_form(client, body, actor, milestone_id, deps=deps)
        return
    _act_of(verb)(deps, actor=actor, milestone_id=milestone_id)
    _redraw(client, body, actor, carrying.unpack(body["view"]), deps=deps)


def open_of(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show what the mentee of a pair shares: from a button that names the pair, which proves nothing."""
    open_pair(client, body, context, pair_id=str(action.get("value")), deps=deps)


def open_of_chosen(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the same of whoever was chosen among several."""
    pair_id = str((action.get("selected_option") or {}).get("value"))
    open_pair(client, body, context, pair_id=pair_id, deps=deps)


def open_pair(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
    """Show the mentor of a pair what its mentee shares.

    Raises:
        NotYoursError: whoever acts is not the mentor of that pair.
    """
    show_modal(client, body, _draw(deps, acting(context), Carried(pair_id=pair_id)))


def turn(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another page in the place of this one."""
    carried = replace(carrying.unpack(body["view"]), page=page_in(action.get("value")))
    _redraw(client, body, acting(context), carried, deps=deps)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a day, new or changed: commit before ack. One submission is one day, however often Slack sends it."""
    milestone_id = carrying.unpack(view).subject_id
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        draft = form_view.read_form(deps.catalog, view)
        if milestone_id:
            changes.change(deps, actor=actor, draft=draft, milestone_id=milestone_id)
        else:
            changes.keep(deps, actor=actor, draft=draft, milestone_id=stable_id(view["id"], "milestone"))
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the time line that lies below a form."""
    carried = replace(carrying.unpack(view), subject_id="")
    draw_below(client, view, context, lambda: _draw(deps, acting(context), carried))


def _open_form(client: WebClient, body: Mapping[str, Any], actor: Member, milestone_id: str, *, deps: Deps) -> None:
    cards, sheet = milestones_service.form(deps, actor=actor, milestone_id=milestone_id)
    carried = replace(carrying.unpack(body["view"]), subject_id=milestone_id)
    show_modal(client, body, form_view.form(deps.catalog, cards=cards, sheet=sheet, carried=carried))


def _redraw(client: WebClient, body: Mapping[str, Any], actor: Member, carried: Carried, *, deps: Deps) -> None:
    client.views_update(view_id=body["view"]["id"], view=_draw(deps, actor, carried))


def _draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    if not carried.pair_id:
        line = milestones_service.own(deps, actor=actor, page=carried.page)
        return milestones_view.own(deps.catalog, line=line, carried=carried)
    line = milestones_service.of_mentee(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return milestones_view.of_mentee(deps.catalog, line=line, carried=carried)


def _act_of(name: str) -> Callable[..., None]:
    """Return what a choice does. Raises NotYoursError when nothing of ours was chosen."""
    acts: Mapping[str, Callable[..., None]] = {
        milestones_view.DONE: partial(changes.settle, state=MilestoneState.DONE),
        milestones_view.DROP: partial(changes.settle, state=MilestoneState.DROPPED),
        milestones_view.AGAIN: partial(changes.settle, state=MilestoneState.AHEAD),
        milestones_view.HIDE: changes.hide,
        milestones_view.DELETE: changes.delete,
    }
    if name not in acts:
        raise NotYoursError
    return acts[name]
