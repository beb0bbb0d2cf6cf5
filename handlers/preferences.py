"""Slack entry points of when Rapport writes to somebody: their form, the pause, the menu on a prompt."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.preferences import Pause
from bot.domain.snoozes import Wait
from bot.errors import NotYoursError
from bot.services import preferences as preferences_service
from bot.services import snoozing
from bot.views import preferences as preferences_view
from bot.views import prompt_menu
from bot.views.blocks import Payload
from bot.views.digest import with_part
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal
from handlers.responses import is_answered


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor hours` and the buttons reach the form by handlers/screens.py."""
    app.action(re.compile(f"^{preferences_view.PAUSE}"))(ack=acknowledge, lazy=[opens(pause, deps)])
    app.action(prompt_menu.MORE)(ack=acknowledge, lazy=[opens(choose, deps)])
    app.view(preferences_view.SUBMIT)(bind(submit_form, deps))


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a member their own choices."""
    filled = preferences_service.current(deps, actor=acting(context))
    show_modal(client, body, preferences_view.form(deps.catalog, filled=filled))


def pause(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Begin or end a pause at once, and show it in the form that is open; what else stands there stays."""
    word = action["action_id"].removeprefix(preferences_view.PAUSE)
    length = None if word == preferences_view.END else Pause(word)
    filled = preferences_service.pause(deps, actor=acting(context), length=length)
    client.views_update(view_id=body["view"]["id"], view=preferences_view.form(deps.catalog, filled=filled))


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what was chosen in the menu beside a prompt.

    Raises:
        NotYoursError: the choice is none of ours, or the prompt is somebody else's.
    """
    actor, choice = acting(context), prompt_menu.chosen(action)
    if choice is None:
        raise NotYoursError
    verb, prompted = choice
    if verb == prompt_menu.HOURS:
        open_screen(client, body, context, deps=deps)
        return
    if verb == prompt_menu.MUTE:
        kind = preferences_service.mute(deps, actor=actor, prompted=prompted)
        answer = prompt_menu.muted(deps.catalog, kind=kind)
    else:
        ts = str((body.get("container") or {}).get("message_ts", ""))
        due_at, is_new = snoozing.snooze(deps, actor=actor, prompted=prompted, wait=Wait(verb), message_ts=ts)
        answer = prompt_menu.snoozed(deps.catalog, kind=prompted.kind, due_at=due_at, zone=actor.zone, is_new=is_new)
    _answer(client, body, action, context, answer)


def _answer(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, answer: Payload
) -> None:
    """Put the answer where the prompt stood; of several in one message, only in the place of that one."""
    shown = body.get("message") or {}
    whole = with_part(shown, pressed=str(action.get("block_id", "")), part=answer) or answer
    is_answered(client, context.response_url or "", replace_original=True, **whole)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep somebody's choices, then say what holds: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        filled = preferences_service.keep(
            deps,
            actor=acting(context),
            choices=preferences_view.read_form(deps.catalog, view),
            pause_field=preferences_view.pause_field(view),
        )
        ack(response_action="update", view=preferences_view.kept(deps.catalog, filled=filled))
