"""Slack entry points of recaps: /recap, the board's buttons, the form, one meeting side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.recap_sheets import RecapSheet
from bot.services import recap_sending as sending
from bot.services import recaps as recaps_service
from bot.views import carried as carrying
from bot.views import recap_form as form_view
from bot.views import recap_messages as messages_view
from bot.views import recaps as recaps_view
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.modals import show_modal, take_place
from handlers.recap_boards import carried_by, draw, draw_sheet
from handlers.responses import in_its_place, is_answered, later_url

OPENERS = f"^{recaps_view.FAMILY}(write|open|all)$"
ONE_TAP = f"^{recaps_view.FAMILY}(not_held|skip)$"


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/recap")(ack=acknowledge, lazy=[opens(open_screen, deps)])
    app.action(re.compile(OPENERS))(ack=acknowledge, lazy=[opens(open_pressed, deps)])
    app.action(re.compile(ONE_TAP))(ack=acknowledge, lazy=[opens(tap, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(show_sent, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the recaps of the person's pair; of several pairs, ask which one."""
    boards.open_board(Screen.RECAP, client, body, context, deps=deps)


def open_pressed(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form on what is shown, or put a meeting, or the list of all, in its place."""
    actor, name = acting(context), action["action_id"]
    carried = carried_by(body, action)
    if name == recaps_view.ALL:
        carried = replace(carried, subject_id="", page=0)
        client.views_update(view_id=body["view"]["id"], view=draw(deps, actor, carried))
        return
    form = recaps_service.form(deps, actor=actor, meeting_id=action["value"]) if name == recaps_view.WRITE else None
    if form:
        carried = replace(carried, pair_id=form.card.pair_id, message_url=later_url(body))
        show_modal(client, body, form_view.form(deps.catalog, form=form, carried=carried))
    else:
        take_place(client, body, draw_sheet(deps, actor, carried))


def tap(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Note that the two did not meet, or that this one is skipped; then show it where the button stood."""
    say = deps.catalog.recaps
    actor, meeting_id = acting(context), action["value"]
    if action["action_id"] == recaps_view.NOT_HELD:
        sending.did_not_meet(deps, actor=actor, meeting_id=meeting_id)
        phrase = say.noted_not_held
    else:
        sending.skip(deps, actor=actor, meeting_id=meeting_id)
        phrase = say.noted_skipped
    if "view" in body:
        boards.redraw(client, body, context, deps=deps)
    else:
        sheet = recaps_service.sheet(deps, actor=actor, meeting_id=meeting_id)
        noted = messages_view.noted(phrase, card=sheet.card, meeting=sheet.meeting)
        is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, noted))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the recap, then show the meeting with it: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
        draft = form_view.read_form(deps.catalog, view, today=today)
        sending.send(deps, actor=actor, meeting_id=carried.subject_id, draft=draft, view_id=view["id"])
        ack(response_action="update", view=draw_sheet(deps, actor, replace(carried, message_url="")))


def show_sent(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw the board below anew; turn the message from which the form was opened into one line, once it is answered."""
    if was_refused(context):
        return
    say = deps.catalog.recaps
    carried = carrying.unpack(view)
    boards.refresh(client, view, context, deps=deps)
    if carried.message_url:
        sheet = recaps_service.sheet(deps, actor=acting(context), meeting_id=carried.subject_id)
        if sheet.mine:
            _settle_message(client, carried.message_url, say.noted_sent, sheet)


def _settle_message(client: WebClient, url: str, phrase: str, sheet: RecapSheet) -> None:
    """Take the buttons of a question away, so that they cannot be pressed again unseen."""
    noted = messages_view.noted(phrase, card=sheet.card, meeting=sheet.meeting)
    is_answered(client, url, replace_original=True, **noted)
