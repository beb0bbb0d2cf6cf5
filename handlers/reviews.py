"""Slack entry points of reviews: the board's buttons, the forms, the answers on a message."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.reviews import ReviewAct, ReviewSheet
from bot.errors import NotYoursError
from bot.services import review_acts, review_load
from bot.services import reviews as reviews_service
from bot.views import carried as carrying
from bot.views import review_forms as forms_view
from bot.views import review_messages as message_view
from bot.views import reviews as reviews_view
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered, later_url
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor review` and the button reach the board by handlers/boards.py."""
    app.action(reviews_view.ASK)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(reviews_view.TERMS)(ack=acknowledge, lazy=[opens(open_terms, deps)])
    app.action(re.compile(f"^{reviews_view.FAMILY}"))(ack=acknowledge, lazy=[opens(choose, deps)])
    app.view(forms_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.view(forms_view.SUBMIT_DAY)(ack=bind(submit_day, deps), lazy=[opens(show_new_day, deps)])
    app.view(forms_view.SUBMIT_TERMS)(ack=bind(submit_terms, deps), lazy=[opens(boards.refresh, deps)])


def open_new(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of a new request on the board."""
    carried = replace(carrying.unpack(body["view"]), pair_id=action["value"])
    card, room = reviews_service.form(deps, actor=acting(context), pair_id=carried.pair_id)
    show_modal(client, body, forms_view.form(deps.catalog, card=card, room=room, carried=carried))


def open_terms(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Lay a mentor's own terms on the board."""
    terms = review_load.own_terms(deps, actor=acting(context))
    carried = carrying.unpack(body["view"])
    show_modal(client, body, forms_view.terms_form(deps.catalog, terms=terms, carried=carried))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do with a request what was pressed, on a board or on a message; for another day ask which.

    Raises:
        NotYoursError: the press is none of ours, or the request is of another pair.
    """
    chosen = reviews_view.chosen(action)
    if chosen is None:
        raise NotYoursError
    act, review_id, day = chosen
    actor = acting(context)
    review, room = reviews_service.sheet(deps, actor=actor, review_id=review_id)
    if act is ReviewAct.OFFER and day is None and act in review.acts:
        carried = replace(_carried(body), pair_id=review.card.pair_id, subject_id=review_id)
        show_modal(client, body, forms_view.day_form(deps.catalog, review=review, room=room, carried=carried))
        return
    if day:
        review = review_acts.offer_day(deps, actor=actor, review_id=review_id, day=day, field=forms_view.DAY)
    else:
        review = review_acts.act(deps, actor=actor, review_id=review_id, act=act)
    _show(client, body, context, review, is_pause=act is ReviewAct.PAUSE, deps=deps)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask for a review: commit before ack. One submission asks once, however often Slack sends it."""
    with refusals_beside_fields(ack, view, deps=deps):
        review = review_acts.ask(
            deps,
            actor=acting(context),
            pair_id=carrying.unpack(view).pair_id,
            draft=forms_view.read_form(deps.catalog, view),
            review_id=stable_id(view["id"], "review"),
            fields=forms_view.FIELDS,
        )
        ack(response_action="update", view=forms_view.asked(deps.catalog, review=review))


def submit_day(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Offer another day: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        review_acts.offer_day(
            deps,
            actor=acting(context),
            review_id=carrying.unpack(view).subject_id,
            day=forms_view.read_day(deps.catalog, view),
            field=forms_view.DAY,
        )
        ack()


def show_new_day(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw the board below anew, or turn the message from which the form was opened into one line."""
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    boards.refresh(client, view, context, deps=deps)
    if carried.message_url:
        review, _ = reviews_service.sheet(deps, actor=acting(context), review_id=carried.subject_id)
        settled = message_view.settled(deps.catalog, review=review)
        is_answered(client, carried.message_url, replace_original=True, **settled)


def submit_terms(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep how much a mentor reviews: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        review_load.keep_own_terms(
            deps,
            actor=acting(context),
            terms=forms_view.read_terms(view),
            week_field=forms_view.A_WEEK,
            pause_field=forms_view.PAUSE,
        )
        ack()


def _carried(body: Mapping[str, Any]) -> Carried:
    return carrying.unpack(body["view"]) if body.get("view") else Carried(message_url=later_url(body))


def _show(
    client: WebClient,
    body: Mapping[str, Any],
    context: BoltContext,
    review: ReviewSheet,
    *,
    is_pause: bool,
    deps: Deps,
) -> None:
    """Show how a request stands now: on its board, or in the place of the message."""
    if body.get("view"):
        boards.redraw(client, body, context, deps=deps)
    else:
        until = review_load.own_terms(deps, actor=acting(context)).paused_until if is_pause else None
        settled = message_view.settled(deps.catalog, review=review, paused_until=until)
        is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, settled))
