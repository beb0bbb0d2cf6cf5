"""Slack entry points of the facilitators' desk: its parts, turning their pages, and the next step from each line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import audit as audit_service
from bot.services import confidences, programme
from bot.services import desk as desk_service
from bot.views import audit as audit_view
from bot.views import carried as carrying
from bot.views import desk as desk_view
from bot.views import desk_people as people_view
from bot.views import pair_form
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from bot.views.screens import Screen
from handlers.actors import acting
from handlers.binding import acknowledge, opens, was_refused
from handlers.home import show_home
from handlers.modals import show_modal, take_place
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listener. `/mentor desk` and the buttons reach `open_screen` by handlers/screens.py."""
    app.action(re.compile(f"^{desk_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a facilitator the desk, and a sentence to anybody else."""
    carried = Carried(home=carrying.home_behind(body.get("view")), section=Screen.DESK)
    take_place(client, body, _drawn(deps, acting(context), carried))


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what was pressed: begin a pair with somebody, put a note aside, or show a part of the desk.

    Each proves anew that whoever presses is a facilitator, whatever screen they still have open.
    """
    actor, view = acting(context), body["view"]
    name, _, number = str(action["action_id"]).removeprefix(desk_view.FAMILY).partition(":")
    carried = replace(carrying.unpack(view), section=name, page=page_in(action.get("value")) if number else 0)
    if f"{desk_view.FAMILY}{name}" == people_view.BRING:
        _begin_pair(client, body, str(action.get("value")), actor, deps=deps)
        return
    if f"{desk_view.FAMILY}{name}" == people_view.DONE:
        confidences.put_aside(deps, actor=actor, note_id=str(action.get("value")))
        carried = replace(carried, section=_section(desk_view.NOTES))
    client.views_update(view_id=view["id"], view=_drawn(deps, actor, carried))


def refresh_below(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew, once the form of a pair has done its work, the Home and the part of the desk below it."""
    carried, below = carrying.unpack(view), view.get("previous_view_id")
    if was_refused(context):
        return
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    if below and carried.section:
        client.views_update(view_id=below, view=_drawn(deps, acting(context), carried))


def _begin_pair(client: WebClient, body: Mapping[str, Any], user_id: str, actor: Member, *, deps: Deps) -> None:
    """Lay the form of a pair on the desk, with whoever has no mentor filled in."""
    mentee = desk_service.to_pair(deps, actor=actor, user_id=user_id)
    kept = carrying.pack(replace(carrying.unpack(body["view"]), section=_section(desk_view.ALONE)))
    floor = programme.current_floor(deps, team_id=actor.team_id)
    show_modal(client, body, pair_form.form(deps.catalog, private_metadata=kept, floor=floor, mentee=mentee))


def _drawn(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the part of the desk that is meant; one that there is not is who has no mentor."""
    parts: Mapping[str, Callable[[Deps, Member, Carried], Payload]] = {
        Screen.DESK: _overview,
        _section(desk_view.NOTES): _notes,
        _section(desk_view.DEEDS): _deeds,
    }
    return parts.get(carried.section, _alone)(deps, actor, carried)


def _overview(deps: Deps, actor: Member, carried: Carried) -> Payload:
    desk = desk_service.overview(deps, actor=actor)
    return desk_view.screen(deps.catalog, desk=desk, carried=carried)


def _alone(deps: Deps, actor: Member, carried: Carried) -> Payload:
    page = desk_service.alone(deps, actor=actor, number=carried.page)
    return people_view.alone(deps.catalog, page=page, carried=carried)


def _notes(deps: Deps, actor: Member, carried: Carried) -> Payload:
    return people_view.notes(deps.catalog, notes=confidences.notes(deps, actor=actor), carried=carried)


def _deeds(deps: Deps, actor: Member, carried: Carried) -> Payload:
    page = audit_service.page(deps, actor=actor, number=carried.page)
    return audit_view.screen(deps.catalog, page=page, carried=carried)


def _section(action_id: str) -> str:
    return action_id.removeprefix(desk_view.FAMILY)
