"""Somebody who presses everything a screen offers and types the same words into every field, over either of two roads.

Knows no screen by name: whatever is built behind the private door and at the facilitators' desk is walked through.
"""

import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.lazy_listener.thread_runner import ThreadLazyListenerRunner
from slack_sdk.signature import SignatureVerifier

from bot.deps import Deps
from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import web_client
from bot.runtime.sockets import open_sockets
from bot.views.relay import names, queue
from handlers import register_all
from tests.outbox import AtOnce
from tests.payloads import Payload, event
from tests.rapport import Rapport
from tests.socket_slack import SocketSlack, socket_slack

SIGNING = "signing-secret"
SHOWING = {"views.open", "views.push", "views.update", "views.publish"}
RECEIPT = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")
ENDING = (queue.HAND_ON, queue.MUTE, queue.CLOSE, names.END, names.CHANGE)
MOST_STEPS = 600
"""Of one walk: a screen that leads to itself for ever would be a fault of its own."""


@dataclass(frozen=True)
class OverHttp(Rapport):
    """A bot to which Slack posts signed requests."""

    def receive(self, payload: Payload, *, retry: int | None = None) -> BoltResponse:
        """Sign a payload, post it as Slack does, and return the answer."""
        body, kind = _posted(payload)
        headers = {**signed(body), "content-type": [kind], **({"x-slack-retry-num": [str(retry)]} if retry else {})}
        return self.app.dispatch(BoltRequest(mode="http", body=body, headers=headers))


@dataclass(frozen=True)
class OverSocket(Rapport):
    """A bot that holds connections to a Slack of the test."""

    socket: SocketSlack

    def receive(self, payload: Payload, *, retry: int | None = None) -> BoltResponse:
        """Send a payload through a connection and return what its ack says."""
        self.socket.send(payload, kind=_kind(payload))
        return BoltResponse(status=200, body=self.socket.ack().get("payload") or "")


def signed(body: str, *, secret: str = SIGNING, age_seconds: int = 0) -> dict[str, str | Sequence[str]]:
    """Return the headers by which Slack proves that a body is its own."""
    timestamp = str(int(time.time()) - age_seconds)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body) or ""
    return {"x-slack-request-timestamp": [timestamp], "x-slack-signature": [signature]}


@contextmanager
def on_road(bot: Rapport, deps: Deps, road: str) -> Iterator[Rapport]:
    """Yield the bot behind `http` or `socket`, with these collaborators; what it does is done when it has answered."""
    app = app_at_once(deps)
    if road == "http":
        yield OverHttp(app, deps, bot.slack)
        return
    with socket_slack() as link:
        bot.slack.answers["apps.connections.open"] = lambda _: {"ok": True, "url": link.link}
        sockets = open_sockets(app, "xapp-1", app.client, on_disabled=lambda: None)
        link.wait_for_connections(2)
        yield OverSocket(app, deps, bot.slack, link)
        sockets.close()


def app_at_once(deps: Deps) -> App:
    """Return an app with every listener, whose lazy halves end before it answers."""
    app = build_bolt(web_client(deps.settings))
    app.listener_runner.listener_executor.shutdown()
    app.listener_runner.lazy_listener_runner = ThreadLazyListenerRunner(app.logger, AtOnce())
    register_all(app, deps)
    return app


@dataclass
class Walker:
    """One person, and what they have pressed and sent off so far."""

    bot: Rapport
    user: str
    words: str
    within: tuple[str, ...] = ("open:talk", "note:", "queue:")
    """Of what they press: how its id begins."""
    seen: list[Payload] = field(default_factory=list)
    """Every screen that they were shown."""
    done: set[tuple[str, str]] = field(default_factory=set)
    steps: int = 0

    def open_home(self) -> Payload:
        """Open Home, for the first time or again, and return it."""
        before = next((view for view in reversed(self.seen) if view.get("type") == "home"), None)
        again = {"view": before} if before else {}
        opened = event("app_home_opened", event_id=f"Ev{time.monotonic_ns()}", user=self.user, channel="D1", tab="home")
        opened["event"] |= again
        return self.act(opened)[0]

    def act(self, payload: Payload) -> list[Payload]:
        """Send a payload and return every screen that it shows to whoever sent it."""
        before, self.steps = len(self.bot.slack.calls), self.steps + 1
        assert self.steps < MOST_STEPS, "no end to it"
        response = self.bot.receive(payload)
        assert response.status in {200, 404}, (response.status, payload)
        answer = json.loads(response.body) if response.body else {}
        calls = [call.arguments for call in self.bot.slack.calls[before:] if call.method in SHOWING]
        shown = [as_slack_keeps(each["view"]) for each in calls]
        shown += [as_slack_keeps(answer["view"])] if "view" in answer else []
        self.seen += shown
        return shown

    def walk(self, *surfaces: Payload, is_ending: bool = True) -> None:
        """Send off what is open here, press everything, and so on with whatever comes up, which goes first.

        What ends something is pressed last, or not at all.
        """
        for surface in surfaces:
            if surface.get("submit") and self._is_new(surface, "submit"):
                self.walk(*self._sent_off(surface), is_ending=is_ending)
            for action in sorted(actions_of(surface), key=lambda action: action["action_id"] in ENDING):
                name = action["action_id"]
                is_theirs = name.startswith(self.within) and (is_ending or name not in ENDING)
                if is_theirs and self._is_new(surface, f"{name}|{action.get('label')}"):
                    self.walk(*self.act(pressed(surface, action, user=self.user)), is_ending=is_ending)

    def walk_again(self, *surfaces: Payload, is_ending: bool = True) -> None:
        """Walk as if for the first time."""
        self.done.clear()
        self.walk(*surfaces, is_ending=is_ending)

    def _sent_off(self, form: Payload) -> list[Payload]:
        """Send a form off with one's words; where that shows nothing, with each receipt one has."""
        for words in (self.words, *self.receipts()):
            if shown := self.act(submitted(form, words, user=self.user)):
                return shown
        return []

    def receipts(self) -> list[str]:
        """Return every receipt that this person was shown."""
        return [found[0] for view in self.seen if (found := RECEIPT.search(json.dumps(view)))]

    def _is_new(self, surface: Payload, what: str) -> bool:
        # A receipt is asked for in two steps, and forms say by their blocks which step it is.
        face = f"{surface.get('callback_id')}|{len(surface['blocks'])}|{surface.get('submit')}"
        is_new = (face, what) not in self.done
        self.done.add((face, what))
        return is_new


def as_slack_keeps(view: Payload) -> Payload:
    """Return a view as Slack gives it back: with an id and a hash."""
    return {**view, "id": "V0HOME" if view["type"] == "home" else f"V{time.monotonic_ns()}", "hash": "h1"}


def actions_of(surface: Payload) -> Iterator[Payload]:
    """Yield an action for every button, and one for every choice of a menu or select that acts at once."""
    for block in surface["blocks"]:
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
            if "action_id" not in element or element.get("url"):
                continue
            plain = {"type": element["type"], "action_id": element["action_id"], "action_ts": "1.1"}
            plain["block_id"] = block.get("block_id", "b")
            if element["type"] == "button":
                yield {**plain, "value": element.get("value"), "label": element["text"]["text"]}
            for option in element.get("options", []):
                yield {**plain, "selected_option": option, "label": option["text"]["text"]}


def pressed(surface: Payload, action: Payload, *, user: str) -> Payload:
    """Return the payload of an action in a view or in a message."""
    plain = {name: value for name, value in action.items() if name != "label"}
    payload = {"type": "block_actions", **_common(user), "actions": [plain]}
    if "type" in surface:
        return {**payload, "container": {"type": "view", "view_id": surface["id"]}, "view": _with_state(surface, {})}
    container = {"type": "message", "message_ts": "1.1", "channel_id": "C0FACILITY", "is_ephemeral": False}
    return {**payload, "container": container, "channel": {"id": "C0FACILITY", "name": "x"}, "message": surface}


def submitted(view: Payload, words: str, *, user: str) -> Payload:
    """Return the payload of sending a form off with these words in every field and the first choice of every list."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: entered(block["element"], words)}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {"type": "view_submission", **_common(user), "response_urls": [], "view": _with_state(view, values)}


def entered(element: Payload, words: str) -> Payload:
    """Return what somebody in a hurry enters in a field."""
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": words[: element.get("max_length", len(words))]}
    options = element.get("options", [])
    if kind == "checkboxes":
        return {"type": kind, "selected_options": options[:1]}
    return {"type": kind, "selected_option": options[0]} if options else {"type": kind}


def _with_state(view: Payload, values: dict[str, Any]) -> Payload:
    return {**view, "state": {"values": values}, "previous_view_id": "V0BELOW", "root_view_id": view["id"]}


def _common(user: str) -> Payload:
    return {
        "team": {"id": "T1", "domain": "w"},
        "user": {"id": user, "name": "maya", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "t",
        "is_enterprise_install": False,
        "enterprise": None,
        "trigger_id": "1.1.trigger",
    }


def _posted(payload: Payload) -> tuple[str, str]:
    """Return the body that Slack posts for a payload, and its content type."""
    if "event" in payload:
        return json.dumps(payload), "application/json"
    form = payload if "command" in payload else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _kind(payload: Payload) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if "event" in payload else "interactive"
