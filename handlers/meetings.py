"""Slack entry points of meetings: the buttons to plan, move and cancel one, and their forms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import calendar_file, programme
from bot.services import meeting_forms as forms
from bot.services import meetings as meetings_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import meetings as meetings_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal
from storage.members import Member

Opener = Callable[[Deps, Member, Carried, str], Payload]
"""Takes what the screen below carries and the value of the button, which proves nothing; returns what to show."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(re.compile(f"^{meetings_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])
    for callback_id, submit in SUBMITS.items():
        app.view(callback_id)(ack=bind(submit, deps), lazy=[opens(boards.refresh, deps)])


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show what was pressed: on the board, on Home, or in answer to a message."""
    show = OPENERS[action["action_id"]]
    show_modal(client, body, show(deps, acting(context), below(body), action.get("value") or ""))


def open_plan(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
    """Show the form of the next meeting of a pair, for an answer that leads there.

    Raises:
        NotYoursError: the pair is not of the person who acts.
    """
    show_modal(client, body, _plan(deps, acting(context), below(body), pair_id))


def open_cadence(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
    """Show the form of how often a pair meets, for an answer that leads there.

    Raises:
        NotYoursError: the pair is not of the person who acts.
    """
    show_modal(client, body, _cadence(deps, acting(context), below(body), pair_id))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Plan or move the meeting, then show it with the ways into one's calendar: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        draft = meetings_view.read_draft(view, catalog=deps.catalog)
        if carried.subject_id:
            meeting, card = meetings_service.move(
                deps, actor=actor, meeting_id=carried.subject_id, revision=carried.revision, draft=draft
            )
        else:
            meeting, card = meetings_service.plan(
                deps, actor=actor, pair_id=carried.pair_id, draft=draft, view_id=view["id"]
            )
        ack(response_action="update", view=meetings_view.kept(deps.catalog, card=card, meeting=meeting))


def submit_cancel(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Call the meeting off."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        card = meetings_service.cancel(
            deps, actor=acting(context), meeting_id=carried.subject_id, revision=carried.revision
        )
        ack(response_action="update", view=meetings_view.cancelled(deps.catalog, card=card))


def submit_cadence(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep how often the two want to meet; the board below shows it."""
    pair_id = carrying.unpack(view).pair_id
    with refusals_beside_fields(ack, view, deps=deps):
        cadence = meetings_view.read_cadence(view)
        meetings_service.keep_cadence(deps, actor=acting(context), pair_id=pair_id, cadence=cadence)
        ack()


def below(body: Mapping[str, Any]) -> Carried:
    """Return what the screen carries on which something was pressed: a board, Home, or a message, which has nothing."""
    view = body.get("view") or {}
    home = carrying.home_before(view)
    return Carried(home=home) if home else carrying.unpack(view)


def _plan(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    filled = forms.new_meeting(deps, actor=actor, pair_id=pair_id)
    return meetings_view.form(deps.catalog, filled=filled, carried=replace(carried, pair_id=pair_id))


def _move(deps: Deps, actor: Member, carried: Carried, meeting_id: str) -> Payload:
    filled = forms.meeting_as_it_is(deps, actor=actor, meeting_id=meeting_id)
    kept = replace(carried, pair_id=filled.card.pair_id, subject_id=meeting_id, revision=filled.revision)
    return meetings_view.form(deps.catalog, filled=filled, carried=kept)


def _cancel(deps: Deps, actor: Member, carried: Carried, meeting_id: str) -> Payload:
    meeting, card = forms.meeting_ahead(deps, actor=actor, meeting_id=meeting_id)
    kept = replace(carried, pair_id=card.pair_id, subject_id=meeting_id, revision=meeting.revision)
    return meetings_view.cancel_form(deps.catalog, card=card, meeting=meeting, carried=kept)


def _file(deps: Deps, actor: Member, _carried: Carried, meeting_id: str) -> Payload:
    is_new = calendar_file.ask_for_file(deps, actor=actor, meeting_id=meeting_id)
    return meetings_view.file_asked(deps.catalog, is_new=is_new)


def _cadence(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    card = pairs_service.card(deps, actor=actor, pair_id=pair_id)
    floor = programme.current_floor(deps, team_id=actor.team_id)
    return meetings_view.cadence_form(deps.catalog, card=card, floor=floor, carried=replace(carried, pair_id=pair_id))


OPENERS: Mapping[str, Opener] = {
    meetings_view.PLAN: _plan,
    meetings_view.MOVE: _move,
    meetings_view.CANCEL: _cancel,
    meetings_view.FILE: _file,
    meetings_view.CADENCE: _cadence,
}
SUBMITS: Mapping[str, Callable[..., None]] = {
    meetings_view.SUBMIT: submit_form,
    meetings_view.SUBMIT_CANCEL: submit_cancel,
    meetings_view.SUBMIT_CADENCE: submit_cadence,
}
