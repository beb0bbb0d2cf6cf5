"""Slack entry points of pairs: the facilitators' form, and the answers of the two of whom each is asked alone."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.pairs import Answered
from bot.services import access, pairing, programme
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import gate as gate_view
from bot.views import pair_form as form_view
from bot.views import pair_messages as message_view
from bot.views.carried import Carried
from handlers import desk
from handlers.actors import acting, user_of, workspace_of
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered, later_url
from storage.columns import stable_id

HELD_UP = frozenset({Answered.HELD, Answered.ON_HOLD})
"""What is answered of a pair that a conflict of interests holds up, the first time and again."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor pair` and the button reach `open_screen` by handlers/screens.py."""
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(desk.refresh_below, deps)])
    app.action(re.compile(message_view.DECLARED))(ack=acknowledge, lazy=[opens(open_declaration, deps)])
    app.action(re.compile(message_view.ANSWERED))(ack=acknowledge, lazy=[opens(answer, deps)])
    app.view(gate_view.SUBMIT)(ack=bind(submit_declaration, deps), lazy=[opens(show_declared, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the form to a facilitator, and a sentence to anybody else."""
    access.prove_may_pair(deps, team_id=workspace_of(context), user_id=user_of(context))
    below = body.get("view")
    section = carrying.unpack(below).section if below else ""
    kept = carrying.pack(Carried(home=carrying.home_behind(below), section=section))
    floor = programme.current_floor(deps, team_id=workspace_of(context))
    show_modal(client, body, form_view.form(deps.catalog, private_metadata=kept, floor=floor))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Prove the right again, propose the pair, then say what happens next: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        done = pairing.propose(
            deps,
            team_id=workspace_of(context),
            user_id=user_of(context),
            draft=form_view.read_form(deps.catalog, view),
            pair_id=stable_id(str(view["id"]), "pair"),
            fields=form_view.FIELD_OF,
        )
        ack(response_action="update", view=form_view.proposed(deps.catalog, done=done))


def answer(
    client: WebClient,
    body: Mapping[str, Any],
    action: Mapping[str, Any],
    context: BoltContext,
    *,
    deps: Deps,
) -> None:
    """Take a yes or a no, and put what it has led to in the place of the question; what is confided, in a modal."""
    asked, word = message_view.pressed(action)
    is_yes = word == message_view.YES
    answered, card = pairs_service.answer(
        deps, actor=acting(context), pair_id=str(action.get("value")), is_yes=is_yes, asked=asked
    )
    if answered in HELD_UP:
        pairs_service.tell_who_weighs(deps, card=card)
    home = carrying.home_before(body.get("view"))
    message = message_view.answered_message(deps.catalog, answered=answered, card=card)
    url = str(body.get("response_url") or "")
    is_told = home is None and url and is_answered(client, url, replace_original=True, **in_its_place(body, message))
    if is_told and answered not in message_view.CONFIDED:
        return
    show_modal(client, body, message_view.answered_modal(deps.catalog, answered=answered, card=card))
    if home:
        show_home(client, context, before=home, deps=deps)


def open_declaration(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the form in which one says yes and declares something."""
    asked, _ = message_view.pressed(action)
    card, declared = pairs_service.to_declare(deps, actor=acting(context), pair_id=str(action.get("value")))
    carried = Carried(
        pair_id=card.pair_id,
        subject_id=asked,
        message_url=later_url(body),
        home=carrying.home_before(body.get("view")),
    )
    show_modal(client, body, gate_view.form(deps.catalog, card=card, declared=declared, carried=carried))


def submit_declaration(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what is declared together with the yes, then say what it has led to: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        declared = gate_view.read_form(deps.catalog, view)
        answered, card = pairs_service.answer(
            deps,
            actor=acting(context),
            pair_id=carried.pair_id,
            is_yes=True,
            asked=message_view.state_in(carried.subject_id),
            declared=declared,
        )
        ack(response_action="update", view=message_view.answered_modal(deps.catalog, answered=answered, card=card))


def show_declared(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Let whoever weighs it know; draw Home anew, or put what is true now in the place of the message it began with.

    The same answer once more changes nothing, and is answered with what is true.
    """
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    asked = message_view.state_in(carried.subject_id)
    answered, card = pairs_service.answer(
        deps, actor=acting(context), pair_id=carried.pair_id, is_yes=True, asked=asked
    )
    if answered in HELD_UP:
        pairs_service.tell_who_weighs(deps, card=card)
    if carried.home:
        show_home(client, context, before=carried.home, deps=deps)
    if carried.message_url:
        settled = message_view.answered_message(deps.catalog, answered=answered, card=card)
        is_answered(client, carried.message_url, replace_original=True, **settled)
