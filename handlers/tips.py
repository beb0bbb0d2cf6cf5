"""Slack entry points of tips for mentors: put one off by a week, or end them."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.snoozes import Prompted, Wait
from bot.errors import NotYoursError
from bot.services import snoozing
from bot.services import tips as service
from bot.views import prompt_menu
from bot.views import tips as view
from handlers.actors import acting
from handlers.binding import acknowledge, opens
from handlers.responses import in_its_place, is_answered
from storage.vocabulary import TouchpointKind


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(view.NOT_NOW)(ack=acknowledge, lazy=[opens(put_off, deps)])
    app.action(view.NO_MORE)(ack=acknowledge, lazy=[opens(end, deps)])


def put_off(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let a tip come again in a week, and say so in its place.

    Raises:
        NotYoursError: whoever presses never got it.
    """
    actor, number = acting(context), view.round_of(action)
    if number is None:
        raise NotYoursError
    kind = TouchpointKind.MENTOR_TIP
    ts = str((body.get("container") or {}).get("message_ts", ""))
    prompted = Prompted(kind, actor.id, number)
    due_at, is_new = snoozing.snooze(deps, actor=actor, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts=ts)
    line = prompt_menu.snoozed(deps.catalog, kind=kind, due_at=due_at, zone=actor.zone, is_new=is_new)
    is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, line))


def end(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Let somebody get no more tips, and say so in the place of this one."""
    service.end(deps, actor=acting(context))
    line = view.ended(deps.catalog)
    is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, line))
