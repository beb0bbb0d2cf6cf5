"""Slack entry points of what comes between two meetings: notes, and the question to the mentee."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import notes as notes_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import note_messages as message_view
from bot.views import notes as notes_view
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import finish
from handlers.meetings import below
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor notes` and the button reach the board by handlers/boards.py."""
    app.action(notes_view.WRITE)(ack=acknowledge, lazy=[opens(open_new, deps)])
    app.action(notes_view.CHANGE)(ack=acknowledge, lazy=[opens(open_again, deps)])
    app.action(message_view.NOTHING)(ack=acknowledge, lazy=[opens(press_nothing, deps)])
    app.view(notes_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])


def open_new(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show an empty note to the other one of the pair that the button names."""
    open_note(client, body, context, pair_id=str(action.get("value")), deps=deps)


def open_note(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
    """Show an empty note to the other one of a pair.

    Raises:
        NotYoursError: the pair is not of the person who acts.
    """
    card = pairs_service.card(deps, actor=acting(context), pair_id=pair_id)
    carried = replace(below(body), pair_id=pair_id, subject_id="")
    show_modal(client, body, notes_view.form(deps.catalog, card=card, carried=carried))


def open_again(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show a note to its author, to be put right."""
    note, card = notes_service.own(deps, actor=acting(context), note_id=str(action.get("value")))
    carried = replace(below(body), pair_id=card.pair_id, subject_id=note.note_id)
    show_modal(client, body, notes_view.form(deps.catalog, card=card, carried=carried, note=note))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Send a note or put one right: commit before ack. One submission is one note, however often Slack sends it."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        text = notes_view.read_form(deps.catalog, view)
        if carried.subject_id:
            card = notes_service.put_right(deps, actor=actor, note_id=carried.subject_id, text=text)
        else:
            note_id = stable_id(view["id"], "note")
            card = notes_service.leave(deps, actor=actor, pair_id=carried.pair_id, text=text, note_id=note_id)
        done = notes_view.done(deps.catalog, card=card, is_change=bool(carried.subject_id))
        finish(ack, view, done)


def press_nothing(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Turn the question into one line. Nothing is kept of the answer."""
    card = pairs_service.card(deps, actor=acting(context), pair_id=str(action.get("value")))
    line = message_view.nothing(deps.catalog, card=card)
    is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, line))
