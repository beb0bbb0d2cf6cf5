"""Slack entry points of plans: one's own board, its forms, and what others let one read."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import plan_sharing
from bot.services import plans as plans_service
from bot.views import carried as carrying
from bot.views import plan_forms, plan_messages
from bot.views import plans as plans_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal, take_place
from handlers.responses import in_its_place, is_answered
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor plan` and the buttons reach the board by handlers/screens.py."""
    app.action(re.compile(f"^({'|'.join(FORMS)})$"))(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.action(plans_view.HOLDS)(ack=acknowledge, lazy=[opens(confirm, deps)])
    app.action(plans_view.READ)(ack=acknowledge, lazy=[opens(read_partners, deps)])
    app.action(plans_view.READ_OF)(ack=acknowledge, lazy=[opens(read_chosen, deps)])
    for callback_id, submit in SUBMITS.items():
        app.view(callback_id)(ack=bind(submit, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody's own plan."""
    take_place(client, body, _board(deps, acting(context)))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay a form on the board."""
    form = FORMS[action["action_id"]](deps, acting(context), carrying.unpack(body.get("view") or {}))
    show_modal(client, body, form)


def confirm(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep that a plan still holds, and show it where that was said: on the board, or in the place of the question."""
    plans_service.confirm(deps, actor=acting(context))
    if body.get("view"):
        client.views_update(view_id=body["view"]["id"], view=_board(deps, acting(context)))
    else:
        held = plan_messages.held(deps.catalog)
        is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, held))


def read_partners(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show what the other side of the pair lets one read, which the button names and which proves nothing."""
    _read(client, body, action.get("value") or "", acting(context), deps=deps)


def read_chosen(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the same of the one who was chosen among several."""
    _read(client, body, (action.get("selected_option") or {}).get("value") or "", acting(context), deps=deps)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a plan, then close its form: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        plans_service.keep(deps, actor=acting(context), draft=plan_forms.read_form(deps.catalog, view))
        ack()


def submit_time(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a year in parts, then close its form: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        plans_service.keep_time(
            deps,
            actor=acting(context),
            draft=plan_forms.read_time(deps.catalog, view),
            lived_field=plan_forms.FIRST_LIVED,
            described_field=plan_forms.FIRST_DESCRIBED,
        )
        ack()


def submit_share(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep who may read, then close the form: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        plan_sharing.choose(deps, actor=acting(context), readers=plan_forms.read_share(view))
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the board that lies below a form."""
    draw_below(client, view, context, lambda: _board(deps, acting(context)))


def _read(client: WebClient, body: Mapping[str, Any], pair_id: str, actor: Member, *, deps: Deps) -> None:
    papers = plans_service.partners(deps, actor=actor, pair_id=pair_id)
    show_modal(client, body, plans_view.partners(deps.catalog, papers=papers))


def _board(deps: Deps, actor: Member) -> Payload:
    return plans_view.board(deps.catalog, board=plans_service.board(deps, actor=actor), carried=Carried())


def _plan_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    board = plans_service.board(deps, actor=actor)
    return plan_forms.form(deps.catalog, plan=board.papers.plan, carried=carried)


def _time_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    years = plans_service.board(deps, actor=actor).papers.years
    return plan_forms.time_form(deps.catalog, said=years[0].said if years else None, carried=carried)


def _share_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    cards, chosen = plan_sharing.current(deps, actor=actor)
    return plan_forms.share_form(deps.catalog, cards=cards, chosen=chosen, carried=carried)


FORMS: Mapping[str, Callable[[Deps, Member, Carried], Payload]] = {
    plans_view.WRITE: _plan_form,
    plans_view.TIME: _time_form,
    plans_view.SHARE: _share_form,
}
SUBMITS: Mapping[str, Callable[..., None]] = {
    plan_forms.SUBMIT: submit_form,
    plan_forms.SUBMIT_TIME: submit_time,
    plan_forms.SUBMIT_SHARE: submit_share,
}
