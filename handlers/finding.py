"""Slack entry points of looking for a mentor: the form, who was found, one of them; and whom one would rather not."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.finding import Wish
from bot.services import avoidances as avoidances_service
from bot.services import finding as finding_service
from bot.services import needs as needs_service
from bot.views import apart as apart_view
from bot.views import carried as carrying
from bot.views import finding as finding_view
from bot.views import found as found_view
from bot.views.blocks import Payload
from bot.views.pages import page_in
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal, take_place
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor find` and the button reach the form by handlers/screens.py."""
    app.view(finding_view.SUBMIT)(bind(submit_form, deps))
    app.action(re.compile(f"^{finding_view.CARD}"))(ack=acknowledge, lazy=[opens(show_card, deps)])
    app.action(re.compile(f"^{found_view.TURN}"))(ack=acknowledge, lazy=[opens(turn_page, deps)])
    app.action(found_view.CHANGE)(ack=acknowledge, lazy=[opens(change_wish, deps)])
    app.action(finding_view.APART)(ack=acknowledge, lazy=[opens(open_apart, deps)])
    app.view(apart_view.SUBMIT)(bind(submit_apart, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask what somebody looks for in a mentor."""
    filled = finding_service.form(deps, actor=acting(context), wish=Wish())
    show_modal(client, body, finding_view.form(deps.catalog, filled=filled))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show in the place of the form who fits. Nothing is kept of what somebody looks for."""
    with refusals_beside_fields(ack, view, deps=deps):
        need_id = _need(deps, acting(context), view)
        found = _results(deps, acting(context), finding_view.read_form(view), page=0, need_id=need_id)
        ack(response_action="update", view=found)


def turn_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another page of those who were found in the place of this one."""
    actor = acting(context)
    need_id = _need(deps, actor, body["view"])
    view = _results(deps, actor, _wish(body), page=page_in(action.get("value")), need_id=need_id)
    client.views_update(view_id=body["view"]["id"], view=view)


def change_wish(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Put the form in the place of those who were found, filled in with what was looked for."""
    actor = acting(context)
    need_id = _need(deps, actor, body["view"])
    filled = finding_service.form(deps, actor=actor, wish=_wish(body))
    form = finding_view.form(deps.catalog, filled=filled, need_id=need_id)
    client.views_update(view_id=body["view"]["id"], view=form)


def show_card(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay one mentor on the list.

    Raises:
        NotYoursError: the button names nobody whom the person who acts may look at.
    """
    need_id = _need(deps, acting(context), body.get("view") or {})
    card = finding_service.card(deps, actor=acting(context), mentor_id=str(action.get("value")))
    show_modal(client, body, found_view.card(deps.catalog, card=card, need_id=need_id))


def open_apart(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody whom they would rather not be paired with: their own list, and nobody else's."""
    user_ids = avoidances_service.named(deps, actor=acting(context))
    show_modal(client, body, apart_view.form(deps.catalog, user_ids=user_ids))


def submit_apart(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the list: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        user_ids = apart_view.read_form(view)
        avoidances_service.keep(deps, actor=acting(context), user_ids=user_ids, field=apart_view.PEOPLE)
        ack(response_action="update", view=apart_view.kept(deps.catalog))


def look_for(client: WebClient, body: Mapping[str, Any], actor: Member, *, need_id: str, deps: Deps) -> None:
    """Put those who fit a need in the place of the screen on which it stands.

    Raises:
        NotYoursError: the need is not that of `actor`.
    """
    wish = Wish(topic=needs_service.about(deps, actor=actor, need_id=need_id))
    take_place(client, body, _results(deps, actor, wish, page=0, need_id=need_id))


def _results(deps: Deps, actor: Member, wish: Wish, *, page: int, need_id: str) -> Payload:
    found = finding_service.search(deps, actor=actor, wish=wish, page=page)
    return found_view.results(deps.catalog, found=found, wish=wish, need_id=need_id)


def _need(deps: Deps, actor: Member, view: Mapping[str, Any]) -> str:
    """Return the need of `actor`'s for which somebody is looked for on a screen; empty for none in particular.

    Raises:
        NotYoursError: it is not theirs.
    """
    need_id = carrying.unpack(view).need_id
    if need_id:
        needs_service.about(deps, actor=actor, need_id=need_id)
    return need_id


def _wish(body: Mapping[str, Any]) -> Wish:
    return finding_view.unpack_wish(carrying.unpack(body["view"]).wish)
