"""Slack entry points of the private door: /broker, the button on everybody's Home, and the way in for all behind it.

Here alone it is read who acts. What lies behind gets a `door` (somebody who asks) or a `desk` (a facilitator), which
name nobody, and takes neither `body` nor `context`. What is typed after /broker is never read.
"""

import inspect
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.relay.door import Asker, Door, Kept
from bot.errors import NotYoursError
from bot.services.relay import door as doors
from bot.views import notices
from bot.views.blocks import Payload
from bot.views.carried import HomeBefore, home_before, unpack
from bot.views.relay import door as view
from bot.views.relay import names
from handlers.actors import user_of, workspace_of
from handlers.binding import Listener, acknowledge, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal, take_place
from storage.records import record


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.command("/broker")(ack=acknowledge, lazy=[opens(open_screen, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what is promised, and where to turn today: the same to everybody who asks."""
    contacts = doors.outside_contacts(deps, team_id=workspace_of(context))
    if deps.relay is None:
        show_modal(client, body, view.promise(deps.catalog, contacts=contacts))
        return
    door, _ = _at_door(body, context, deps)
    metadata = doors.carried(deps, door=door, screen=names.NOTICE)
    show_modal(client, body, view.notice(deps.catalog, contacts=contacts, private_metadata=metadata))


def enters(listener: Listener, deps: Deps) -> Listener:
    """Return the way to `listener` for somebody who asks.

    `listener` takes, by name, what it needs of: `door`, `kept` (what the screen carried), `view`, `action`, `show` (a
    modal on top), `take_place` (a modal in its place), `redraw` (the modal below a form), `publish` (their Home, with a
    new blob); or `ack`, and then its refusals stand beside the fields. After `deps=deps` come keywords alone.

    The second, lazy half of a submission finds what the screen carried that the first half has answered with.
    """

    def offered(body: Mapping[str, Any], context: BoltContext, deps: Deps) -> dict[str, Any]:
        door, kept = _at_door(body, context, deps)
        return {"door": door, "kept": kept}

    return _bound(listener, _behind(listener, offered, is_over=_has_ended), deps)


def desk(listener: Listener, deps: Deps) -> Listener:
    """Return the way to `listener` for a facilitator; as `enters`, with `desk` for `door` and nothing kept.

    That they are one is proven anew each time: the ids in a payload are chosen by its sender. The second half of a
    submission comes unless the first half has refused it.
    """
    return _bound(listener, desk_opener(listener), deps)


def desk_opener(listener: Listener) -> Listener:
    """Return the same way as one of the screens: it takes `client`, `body`, `context` and `deps`.

    Whoever is turned away is shown one and the same modal, whatever it was for: a sentence in the channel would stand
    there beside the card.
    """

    def offered(_: Mapping[str, Any], context: BoltContext, deps: Deps) -> dict[str, Any]:
        return {"desk": doors.open_desk(deps, actor=_asker(context))}

    act = _behind(listener, offered, is_over=was_refused)

    def run(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
        try:
            act(client, body, context, deps=deps)
        except NotYoursError:
            if _takes_ack(listener):
                raise
            show_modal(client, body, notices.refusal(deps.catalog, sentence=deps.catalog.common.not_yours))

    return run


@record
class _Home:
    """Publishes the Home of whoever acts, with the slots it is given."""

    client: WebClient
    context: BoltContext
    home_hash: str
    deps: Deps

    def publish(self, blob: str) -> str:
        """Publish their Home and return its hash; nothing where no Home is at hand, and nothing over a newer one."""
        if not self.home_hash:
            return ""
        before = HomeBefore(private_metadata=blob, hash=self.home_hash)
        now = show_home(self.client, self.context, before=before, deps=self.deps)
        return now.hash if now and now.hash else self.home_hash


def _behind(
    listener: Listener, offered: Callable[..., dict[str, Any]], *, is_over: Callable[[BoltContext], bool]
) -> Listener:
    wanted = inspect.getfullargspec(listener).args

    def act(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
        is_second_half = body.get("type") == "view_submission" and not _takes_ack(listener)
        if is_second_half and is_over(context):
            return
        found = offered(body, context, deps)
        kept: Kept = found.get("kept", Kept())
        ways = {
            **found,
            "ack": context.ack,
            "client": client,
            "view": body.get("view"),
            "action": next(iter(body.get("actions", [])), None),
            "show": partial(show_modal, client, body),
            "take_place": partial(take_place, client, body),
            "redraw": partial(_draw_below, client, body),
            "publish": _Home(client, context, kept.home_hash, deps).publish,
        }
        listener(**{name: ways[name] for name in wanted}, deps=deps)

    return act


def _draw_below(client: WebClient, body: Mapping[str, Any], view: Payload) -> None:
    """Put `view` in the place of the modal on which a form has lain, if it has lain on one."""
    below = (body.get("view") or {}).get("previous_view_id")
    if below:
        client.views_update(view_id=below, view=view)


def _bound(listener: Listener, act: Listener, deps: Deps) -> Listener:
    """Return `act` as Bolt calls it: with its edge, lazy or beside the fields of a form."""

    def submit(client: WebClient, body: Mapping[str, Any], context: BoltContext, ack: Ack) -> None:
        with refusals_beside_fields(ack, body.get("view") or {}, deps=deps):
            act(client, body, context, deps=deps)

    way = submit if _takes_ack(listener) else opens(act, deps)
    way.__name__ = listener.__name__
    return way


def _takes_ack(listener: Listener) -> bool:
    return "ack" in inspect.getfullargspec(listener).args


def _at_door(body: Mapping[str, Any], context: BoltContext, deps: Deps) -> tuple[Door, Kept]:
    """Return the door of whoever acts, with the slots of their Home: at hand, or carried by a screen behind it."""
    actor, screen = _asker(context), _screen(body, context)
    home = home_before(screen) or unpack(screen).home
    kept = Kept(blob=home.private_metadata, home_hash=home.hash) if home else Kept()
    if screen.get("callback_id") in names.ALLOWED:
        metadata = str(screen.get("private_metadata") or "")
        kept = doors.opened(deps, actor=actor, screen=str(screen["callback_id"]), metadata=metadata)
    return doors.open_door(deps, actor=actor, blob=kept.blob, home_hash=kept.home_hash), kept


def _screen(body: Mapping[str, Any], context: BoltContext) -> Payload:
    """Return the view that stands before whoever acts: the one they used, or what a submission was answered with."""
    return _answered(context) or body.get("view") or {}


def _has_ended(context: BoltContext) -> bool:
    """Return whether the first half of a submission has shown no screen that carries on."""
    return not _answered(context).get("private_metadata")


def _answered(context: BoltContext) -> Payload:
    response = context.ack.response
    answer: Payload = json.loads(response.body) if response is not None and response.body else {}
    return answer.get("view") or {}


def _asker(context: BoltContext) -> Asker:
    return Asker(workspace_of(context), user_of(context))
