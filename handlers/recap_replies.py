"""Slack entry points of what follows two recaps: one wording, next time, further results, answers to suggestions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.services import recap_results as results
from bot.services import recap_talks as talks
from bot.services import recaps as recaps_service
from bot.views import carried as carrying
from bot.views import recap_replies as replies_view
from bot.views import recaps as recaps_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal
from handlers.recap_boards import carried_by, draw_sheet
from storage.columns import stable_id
from storage.members import Member

Keep = Callable[[Deps, Member, Carried, Mapping[str, Any]], None]
"""Reads a form and keeps what it says."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners: one for what acts at once, one for what opens a form, one for each form."""
    at_once = f"^{recaps_view.FAMILY}(agree|confirm)$"
    form = f"^{recaps_view.FAMILY}(settle|next_time|item|suggest|answer|answer_here)$"
    app.action(re.compile(at_once))(ack=acknowledge, lazy=[opens(say_yes, deps)])
    app.action(re.compile(form))(ack=acknowledge, lazy=[opens(open_form, deps)])
    on_sheet = "|".join(sorted(set(KEEPERS) - {replies_view.SUBMIT_ANSWER}))
    app.view(re.compile(f"^({on_sheet})$"))(ack=bind(submit_form, deps), lazy=[opens(refresh_sheet, deps)])
    app.view(replies_view.SUBMIT_ANSWER)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])


def say_yes(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Note that both mean the same, or that the other's wording will do; then draw the meeting anew."""
    actor, meeting_id = acting(context), action["value"]
    if action["action_id"] == recaps_view.AGREE:
        talks.agree(deps, actor=actor, meeting_id=meeting_id)
    else:
        meeting_id = talks.confirm(deps, actor=actor, settlement_id=meeting_id)
    carried = replace(carried_by(body, action), subject_id=meeting_id)
    client.views_update(view_id=body["view"]["id"], view=draw_sheet(deps, actor, carried))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay a small form on the meeting or on the board."""
    shown = FORMS[action["action_id"]]
    show_modal(client, body, shown(deps, acting(context), carried_by(body, action)))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what was entered: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        KEEPERS[view["callback_id"]](deps, acting(context), carrying.unpack(view), view)
        ack()


def refresh_sheet(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the meeting below a form that has done its work, and the Home below that."""
    if was_refused(context):
        return
    actor, carried = acting(context), carrying.unpack(view)
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    if view["callback_id"] == replies_view.SUBMIT_ANSWER_HERE:
        advice = results.advice_sheet(deps, actor=actor, advice_id=carried.subject_id)
        carried = replace(carried, subject_id=advice.meeting_id or "")
    if view.get("previous_view_id"):
        client.views_update(view_id=view["previous_view_id"], view=draw_sheet(deps, actor, carried))


def _wording_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = recaps_service.sheet(deps, actor=actor, meeting_id=carried.subject_id)
    carried = replace(carried, revision=sheet.wordings)
    return replies_view.wording_form(deps.catalog, sheet=sheet, carried=carried)


def _next_time_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = recaps_service.sheet(deps, actor=actor, meeting_id=carried.subject_id)
    return replies_view.next_time_form(deps.catalog, sheet=sheet, carried=carried)


def _item_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    card = results.pair_for(deps, actor=actor, meeting_id=carried.subject_id)
    return replies_view.item_form(deps.catalog, card=card, carried=carried)


def _suggestions_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    card = results.pair_for(deps, actor=actor, meeting_id=carried.subject_id)
    return replies_view.suggestions_form(deps.catalog, card=card, carried=carried)


def _answer_form(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = results.advice_sheet(deps, actor=actor, advice_id=carried.subject_id)
    return replies_view.answer_form(deps.catalog, sheet=sheet, carried=carried, is_on_sheet=False)


def _answer_form_here(deps: Deps, actor: Member, carried: Carried) -> Payload:
    sheet = results.advice_sheet(deps, actor=actor, advice_id=carried.subject_id)
    return replies_view.answer_form(deps.catalog, sheet=sheet, carried=carried, is_on_sheet=True)


def _keep_wording(deps: Deps, actor: Member, carried: Carried, view: Mapping[str, Any]) -> None:
    talks.settle(
        deps,
        actor=actor,
        meeting_id=carried.subject_id,
        wording=replies_view.read_wording(deps.catalog, view),
        revision=carried.revision,
        settlement_id=stable_id(view["id"], "wording"),
        field=replies_view.WORDING,
    )


def _keep_next_time(deps: Deps, actor: Member, carried: Carried, view: Mapping[str, Any]) -> None:
    question, area = replies_view.read_next_time(deps.catalog, view)
    talks.talk_next_time(
        deps,
        actor=actor,
        meeting_id=carried.subject_id,
        question=question,
        area=area,
        topic_id=stable_id(view["id"], "topic"),
    )


def _keep_item(deps: Deps, actor: Member, carried: Carried, view: Mapping[str, Any]) -> None:
    today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
    draft = replies_view.read_only_item(deps.catalog, view, today=today)
    results.add_item(deps, actor=actor, meeting_id=carried.subject_id, draft=draft, key=view["id"])


def _keep_suggestions(deps: Deps, actor: Member, carried: Carried, view: Mapping[str, Any]) -> None:
    texts = replies_view.read_more_suggestions(deps.catalog, view)
    results.add_suggestions(deps, actor=actor, meeting_id=carried.subject_id, texts=texts, key=view["id"])


def _keep_answer(deps: Deps, actor: Member, carried: Carried, view: Mapping[str, Any]) -> None:
    state, reason = replies_view.read_answer(deps.catalog, view)
    results.answer(deps, actor=actor, advice_id=carried.subject_id, state=state, reason=reason)


FORMS: Mapping[str, Callable[[Deps, Member, Carried], Payload]] = {
    recaps_view.SETTLE: _wording_form,
    recaps_view.NEXT_TIME: _next_time_form,
    recaps_view.ITEM: _item_form,
    recaps_view.SUGGEST: _suggestions_form,
    recaps_view.ANSWER: _answer_form,
    recaps_view.ANSWER_HERE: _answer_form_here,
}
KEEPERS: Mapping[str, Keep] = {
    replies_view.SUBMIT_WORDING: _keep_wording,
    replies_view.SUBMIT_NEXT_TIME: _keep_next_time,
    replies_view.SUBMIT_ITEM: _keep_item,
    replies_view.SUBMIT_SUGGESTIONS: _keep_suggestions,
    replies_view.SUBMIT_ANSWER: _keep_answer,
    replies_view.SUBMIT_ANSWER_HERE: _keep_answer,
}
