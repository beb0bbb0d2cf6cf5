"""Slack entry points of the library: its pages, and what facilitators do with its entries."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import access
from bot.services import library as library_service
from bot.views import carried as carrying
from bot.views import library as library_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal, take_place
from storage.columns import stable_id
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor library` and the buttons reach it by handlers/screens.py."""
    app.action(library_view.ADD)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(library_view.MENU)(ack=acknowledge, lazy=[opens(choose, deps)])
    app.action(library_view.SITE)(ack=acknowledge, lazy=[opens(show_site, deps)])
    app.action(re.compile(f"^{library_view.TURN}"))(ack=acknowledge, lazy=[opens(turn_page, deps)])
    app.view(library_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the library of one's own site."""
    page = library_service.page(deps, actor=acting(context))
    take_place(client, body, library_view.board(deps.catalog, page=page, carried=Carried(site=page.site or "")))


def open_new(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay an empty form on the library of a facilitator: nobody else writes what they could not send."""
    actor = acting(context)
    access.prove_may_edit_library(deps, team_id=actor.team_id, user_id=actor.user_id)
    show_modal(client, body, library_view.form(deps.catalog, carried=carrying.unpack(body["view"])))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what was chosen in the menu beside an entry: lay its form on the library, or take it out."""
    verb, resource_id = library_view.chosen(action)
    carried = carrying.unpack(body["view"])
    if verb == library_view.REMOVE:
        library_service.remove(deps, actor=acting(context), resource_id=resource_id)
        client.views_update(view_id=body["view"]["id"], view=_drawn(deps, acting(context), carried))
        return
    entry = library_service.entry(deps, actor=acting(context), resource_id=resource_id)
    form = library_view.form(deps.catalog, carried=replace(carried, subject_id=resource_id), entry=entry)
    show_modal(client, body, form)


def show_site(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show another site's entries in the place of these."""
    carried = replace(carrying.unpack(body["view"]), site=library_view.chosen_site(action), page=0)
    client.views_update(view_id=body["view"]["id"], view=_drawn(deps, acting(context), carried))


def turn_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show another page in the place of this one."""
    carried = replace(carrying.unpack(body["view"]), page=page_in(action.get("value")))
    client.views_update(view_id=body["view"]["id"], view=_drawn(deps, acting(context), carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep an entry, then close its form: commit before ack. One submission makes one, however often Slack sends it."""
    changed = carrying.unpack(view).subject_id
    with refusals_beside_fields(ack, view, deps=deps):
        actor, draft = acting(context), library_view.read_form(view)
        if changed:
            library_service.change(deps, actor=actor, resource_id=changed, draft=draft, fields=library_view.FIELDS)
        else:
            new = stable_id(view["id"], "resource")
            library_service.add(deps, actor=actor, resource_id=new, draft=draft, fields=library_view.FIELDS)
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the library that lies below a form."""
    draw_below(client, view, context, lambda: _drawn(deps, acting(context), carrying.unpack(view)))


def _drawn(deps: Deps, actor: Member, carried: Carried) -> Payload:
    page = library_service.page(deps, actor=actor, site=carried.site, number=carried.page)
    below = replace(carried, site=page.site or "", page=page.page, subject_id="")
    return library_view.board(deps.catalog, page=page, carried=below)
