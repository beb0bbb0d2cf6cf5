"""Slack entry points of a mentee's map: the list, one need, its form, sharing, and the way to a co-mentor."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import need_sharing, need_suggestions
from bot.services import needs as needs_service
from bot.views import carried as carrying
from bot.views import need_form, need_sheet
from bot.views import needs as needs_view
from bot.views.blocks import Payload
from handlers import finding
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal, take_place
from storage.columns import stable_id
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor gap` and the buttons reach the list by handlers/screens.py."""
    app.action(re.compile(f"^{needs_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])
    app.view(need_form.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody their own list."""
    take_place(client, body, _board(deps, acting(context)))


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what a button of the list or of one need says. Its value proves nothing.

    Raises:
        NotYoursError: it names something that is not of the person who acts.
    """
    word = ":".join(str(action["action_id"]).split(":")[:2])
    PRESSES[word](client, body, acting(context), str(action.get("value") or ""), deps=deps)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a need, then close its form: commit before ack. One submission is one need, however often Slack sends it."""
    need_id = carrying.unpack(view).subject_id
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        draft = need_form.read_form(deps.catalog, view)
        if need_id:
            needs_service.change(deps, actor=actor, need_id=need_id, draft=draft)
        else:
            needs_service.add(deps, actor=actor, draft=draft, need_id=stable_id(str(view["id"]), "need"))
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew what lies below a form that has done its work: the need that it was about, or the list."""
    need_id, actor = carrying.unpack(view).subject_id, acting(context)
    draw_below(client, view, context, lambda: _sheet(deps, actor, need_id) if need_id else _board(deps, actor))


def _add(client: WebClient, body: Mapping[str, Any], actor: Member, _: str, *, deps: Deps) -> None:
    mentors = needs_service.board(deps, actor=actor).mentors
    show_modal(client, body, need_form.form(deps.catalog, said=None, need_id="", mentors=mentors))


def _change(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    card, mentors = needs_service.sheet(deps, actor=actor, need_id=need_id)
    show_modal(client, body, need_form.form(deps.catalog, said=card.said, need_id=need_id, mentors=mentors))


def _open(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    take_place(client, body, _sheet(deps, actor, need_id))


def _find(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    finding.look_for(client, body, actor, need_id=need_id, deps=deps)


def _remove(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    needs_service.remove(deps, actor=actor, need_id=need_id)
    take_place(client, body, _board(deps, actor))


def _share(client: WebClient, body: Mapping[str, Any], actor: Member, pair_id: str, *, deps: Deps) -> None:
    need_id = carrying.unpack(body.get("view") or {}).subject_id
    need_sharing.share(deps, actor=actor, need_id=need_id, pair_id=pair_id)
    take_place(client, body, _sheet(deps, actor, need_id))


def _hide(client: WebClient, body: Mapping[str, Any], actor: Member, pair_id: str, *, deps: Deps) -> None:
    need_id = carrying.unpack(body.get("view") or {}).subject_id
    need_sharing.unshare(deps, actor=actor, need_id=need_id, pair_id=pair_id)
    take_place(client, body, _sheet(deps, actor, need_id))


def _take_in(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    need_suggestions.take_in(deps, actor=actor, need_id=need_id)
    take_place(client, body, _board(deps, actor))


def _let_be(client: WebClient, body: Mapping[str, Any], actor: Member, need_id: str, *, deps: Deps) -> None:
    need_suggestions.let_be(deps, actor=actor, need_id=need_id)
    take_place(client, body, _board(deps, actor))


def _board(deps: Deps, actor: Member) -> Payload:
    return needs_view.board(deps.catalog, needs=needs_service.board(deps, actor=actor))


def _sheet(deps: Deps, actor: Member, need_id: str) -> Payload:
    card, mentors = needs_service.sheet(deps, actor=actor, need_id=need_id)
    return need_sheet.sheet(deps.catalog, card=card, mentors=mentors)


PRESSES: Mapping[str, Callable[..., None]] = {
    needs_view.ADD: _add,
    needs_view.OPEN: _open,
    needs_view.FIND: _find,
    needs_view.CHANGE: _change,
    needs_view.REMOVE: _remove,
    needs_view.SHARE: _share,
    needs_view.HIDE: _hide,
    needs_view.TAKE_IN: _take_in,
    needs_view.LET_BE: _let_be,
}
