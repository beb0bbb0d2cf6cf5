"""Slack entry points of the private door: /broker, the button on everybody's Home, and the way in for all behind it.

Here alone it is read who acts. What lies behind gets a `door` (somebody who asks) or a `desk` (a facilitator), which
name nobody, and takes neither `body` nor `context`. What is typed after /broker is never read.
"""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.relay.door import Asker, Door, Kept
from bot.services.relay import door as doors
from bot.views.blocks import Payload
from bot.views.carried import HomeBefore, home_before, unpack
from bot.views.relay import door as view
from bot.views.relay import names
from handlers.actors import user_of, workspace_of
from handlers.binding import Listener, acknowledge, opens, refusals_beside_fields
from handlers.home import show_home
from handlers.modals import show_modal, take_place


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

    `listener` takes, by name, what it needs of: `door`, `kept` (what the screen carried), `view`, `action`, `client`,
    `show` (a modal on top), `take_place` (a modal in its place), `publish` (their Home, with a new blob); or `ack`, and
    then its refusals stand beside the fields. After `deps=deps` come keywords alone.

    The second, lazy half of a submission finds what the screen carried that the first half has answered with.
    """

    def offered(body: Mapping[str, Any], context: BoltContext) -> dict[str, Any]:
        door, kept = _at_door(body, context, deps)
        return {"door": door, "kept": kept}

    return _behind(listener, offered, deps)


def desk(listener: Listener, deps: Deps) -> Listener:
    """Return the way to `listener` for a facilitator; as `enters`, with `desk` for `door` and nothing kept.

    That they are one is proven anew each time: the ids in a payload are chosen by its sender.
    """

    def offered(_: Mapping[str, Any], context: BoltContext) -> dict[str, Any]:
        return {"desk": doors.open_desk(deps, actor=_asker(context))}

    return _behind(listener, offered, deps)


@dataclass(frozen=True, slots=True)
class _Home:
    """Publishes the Home of whoever acts, with the slots it is given."""

    client: WebClient
    context: BoltContext
    home_hash: str
    deps: Deps

    def publish(self, blob: str) -> None:
        """Publish their Home; nothing where no Home is at hand, and nothing over a newer one."""
        if self.home_hash:
            before = HomeBefore(private_metadata=blob, hash=self.home_hash)
            show_home(self.client, self.context, before=before, deps=self.deps)


def _behind(listener: Listener, offered: Callable[..., dict[str, Any]], deps: Deps) -> Listener:
    wanted = inspect.getfullargspec(listener).args

    def act(client: WebClient, body: Mapping[str, Any], context: BoltContext, ack: Ack, *, deps: Deps) -> None:
        if _is_over(body, context, wanted):
            return
        found = offered(body, context)
        kept: Kept = found.get("kept", Kept())
        ways = {
            **found,
            "ack": ack,
            "client": client,
            "view": body.get("view"),
            "action": next(iter(body.get("actions", [])), None),
            "show": partial(show_modal, client, body),
            "take_place": partial(take_place, client, body),
            "publish": _Home(client, context, kept.home_hash, deps).publish,
        }
        listener(**{name: ways[name] for name in wanted}, deps=deps)

    def submit(client: WebClient, body: Mapping[str, Any], context: BoltContext, ack: Ack) -> None:
        with refusals_beside_fields(ack, body.get("view") or {}, deps=deps):
            act(client, body, context, ack, deps=deps)

    way = submit if "ack" in wanted else opens(act, deps)
    way.__name__ = listener.__name__
    return way


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


def _is_over(body: Mapping[str, Any], context: BoltContext, wanted: list[str]) -> bool:
    """Return whether this is the second half of a submission whose first half has shown no screen that carries on."""
    is_second_half = body.get("type") == "view_submission" and "ack" not in wanted
    return is_second_half and not _answered(context).get("private_metadata")


def _answered(context: BoltContext) -> Payload:
    response = context.ack.response
    answer: Payload = json.loads(response.body) if response is not None and response.body else {}
    return answer.get("view") or {}


def _asker(context: BoltContext) -> Asker:
    return Asker(workspace_of(context), user_of(context))
