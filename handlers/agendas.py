"""Slack entry points of agendas: /agenda, the board's buttons, the forms of topics and of one's own note."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import agendas as agendas_service
from bot.services import topic_changes
from bot.views import agenda_buttons as buttons
from bot.views import agenda_messages
from bot.views import agendas as agendas_view
from bot.views import carried as carrying
from bot.views import stressors as stressors_view
from bot.views import topics as topics_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import finish
from handlers.meetings import Opener, below
from handlers.modals import show_modal
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/agenda")(ack=acknowledge, lazy=[opens(open_screen, deps)])
    app.action(re.compile(f"^{buttons.TOPIC}"))(ack=acknowledge, lazy=[opens(choose, deps)])
    app.action(re.compile(f"^{buttons.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])
    for callback_id, submit in SUBMITS.items():
        app.view(callback_id)(ack=bind(submit, deps), lazy=[opens(boards.refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the agenda of the person's pair; of several pairs, ask which one."""
    boards.open_board(Screen.AGENDA, client, body, context, deps=deps)


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show what was pressed: on the board, or in answer to a message."""
    show = OPENERS[action["action_id"]]
    show_modal(client, body, show(deps, acting(context), below(body), action.get("value") or ""))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay on the board what was chosen in the menu beside one's own topic: its form, or the question whether to go."""
    verb, _, topic_id = action["selected_option"]["value"].partition(":")
    filled = topic_changes.filled_form(deps, actor=acting(context), topic_id=topic_id)
    carried = replace(
        carrying.unpack(body["view"]), pair_id=filled.card.pair_id, subject_id=topic_id, revision=filled.revision
    )
    if verb == agendas_view.DROP:
        view = topics_view.drop_form(deps.catalog, filled=filled, carried=carried)
    else:
        view = topics_view.form(deps.catalog, filled=filled, carried=carried)
    show_modal(client, body, view)


def submit_topic(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Put a topic on the agenda, or keep the change of one: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        draft = topics_view.read_form(view, catalog=deps.catalog)
        if carried.subject_id:
            card = topic_changes.change(
                deps, actor=actor, topic_id=carried.subject_id, revision=carried.revision, draft=draft
            )
        else:
            card = topic_changes.add(deps, actor=actor, pair_id=carried.pair_id, draft=draft, view_id=view["id"])
        finish(ack, view, topics_view.kept(deps.catalog, card=card))


def submit_drop(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Take one's own topic off the agenda."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        topic_changes.drop(deps, actor=acting(context), topic_id=carried.subject_id, revision=carried.revision)
        ack()


def submit_stressors(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what was ticked as a topic that is not on the agenda yet: whether it comes there is the next form's."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        draft = stressors_view.read_form(view, catalog=deps.catalog)
        empty = topic_changes.new_form(deps, actor=acting(context), pair_id=carried.pair_id)
        form = topics_view.form(deps.catalog, filled=replace(empty, draft=draft), carried=carried)
        ack(response_action="update", view=form)


def submit_note(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep one's own note."""
    pair_id = carrying.unpack(view).pair_id
    with refusals_beside_fields(ack, view, deps=deps):
        text = topics_view.read_note(view, catalog=deps.catalog)
        agendas_service.keep_note(deps, actor=acting(context), pair_id=pair_id, text=text)
        ack()


def _add(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    filled = topic_changes.new_form(deps, actor=actor, pair_id=pair_id)
    return topics_view.form(deps.catalog, filled=filled, carried=replace(carried, pair_id=pair_id))


def _quick(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    filled = topic_changes.new_form(deps, actor=actor, pair_id=pair_id)
    return topics_view.quick_form(deps.catalog, filled=filled, carried=replace(carried, pair_id=pair_id))


def _note(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    text = agendas_service.own_note(deps, actor=actor, pair_id=pair_id)
    return topics_view.note_form(deps.catalog, text=text, carried=replace(carried, pair_id=pair_id))


def _stressors(deps: Deps, actor: Member, carried: Carried, pair_id: str) -> Payload:
    topic_changes.new_form(deps, actor=actor, pair_id=pair_id)
    return stressors_view.form(deps.catalog, carried=replace(carried, pair_id=pair_id))


def _digest(deps: Deps, actor: Member, _carried: Carried, meeting_id: str) -> Payload:
    digest = agendas_service.digest(deps, actor=actor, meeting_id=meeting_id)
    return agenda_messages.digest_modal(deps.catalog, digest=digest)


OPENERS: Mapping[str, Opener] = {
    buttons.ADD: _add,
    buttons.QUICK: _quick,
    buttons.NOTE: _note,
    buttons.STRESSORS: _stressors,
    buttons.DIGEST: _digest,
}
SUBMITS: Mapping[str, Callable[..., None]] = {
    topics_view.SUBMIT: submit_topic,
    topics_view.SUBMIT_QUICK: submit_topic,
    topics_view.SUBMIT_DROP: submit_drop,
    topics_view.SUBMIT_NOTE: submit_note,
    stressors_view.SUBMIT: submit_stressors,
}
