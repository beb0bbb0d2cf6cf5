"""A bot whose every payload is known by whom it reaches, and people who press whatever they can lay hands on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.deps import Deps
from tests.apps import lent_app
from tests.outbox import AtOnce, HandClock, sender_of, timed
from tests.payloads import Payload, event, press_message, slash
from tests.rapport import Rapport
from tests.recording_slack import Call


@dataclass(frozen=True)
class Stage:
    """The bot, its clock, and the acks that answered somebody."""

    rapport: Rapport
    clock: HandClock
    acks: list[tuple[str, Payload]]

    @property
    def deps(self) -> Deps:
        """Return the bot's collaborators, on the stage's clock."""
        return self.rapport.deps

    def send(self, payload: Payload, *, user: str) -> None:
        """Hand over what `user` does, such that every answer to it can be told to be theirs."""
        theirs = {**payload, "trigger_id": f"{user}.trigger", "response_url": f"{self.rapport.slack.base_url}/{user}"}
        if "view" in theirs:
            theirs["view"] = {**theirs["view"], "id": user, "previous_view_id": user, "root_view_id": user}
        response = self.rapport.receive(theirs)
        assert response.status == 200, payload
        if response.body:
            self.acks.append((user, json.loads(response.body)))

    def deliver(self) -> None:
        """Send whatever is due."""
        sender_of(self.deps).turn()

    def said_to(self, calls: int = 0, acks: int = 0) -> Iterator[tuple[str | None, Payload]]:
        """Yield every payload that left the bot, with the user whom it reaches; None where it reaches nobody.

        The first `calls` of Slack and the first `acks` are passed over.
        """
        for call in self.rapport.slack.calls[calls:]:
            yield _reached(call), call.arguments
        yield from self.acks[acks:]


@contextmanager
def staged(rapport: Rapport, clock: HandClock) -> Iterator[Stage]:
    """Yield a bot in front of the same Slack, on `clock`, that does everything at once."""
    with lent_app(timed(rapport.deps, clock), AtOnce()) as (app, deps):
        yield Stage(Rapport(app, deps, rapport.slack), clock, [])


def open_everything(stage: Stage, *, user: str) -> None:
    """Open Home and type every command."""
    open_home(stage, user=user)
    for command in ("/goals", "/agenda", "/recap", "/mentor", "/broker"):
        stage.send(slash(command, user=user), user=user)
    words = (
        "items",
        "me",
        "first",
        "plan",
        "gap",
        "scenarios",
        "library",
        "close",
        "past",
        "review",
        "notes",
        "checkins",
        "check",
        "credit",
        "year",
        "circle",
        "doors",
    )
    for word in words:
        stage.send(slash("/mentor", word, user=user), user=user)


def open_home(stage: Stage, *, user: str) -> None:
    """Open Home."""
    stage.send(event("app_home_opened", user=user, channel="D1", tab="home", event_ts="1.1"), user=user)


def press_everything(stage: Stage, shown: list[Payload], *, user: str) -> None:
    """Press, as `user`, every button, menu and choice of these payloads, and send off every form: each one once."""
    done = set()
    for payload in shown:
        surface = payload.get("view") or payload
        for action in ways_in(surface):
            key = (str(action), remembered(surface))
            if key not in done:
                done.add(key)
                stage.send(pressed_by(surface, action, user=user), user=user)
        if surface.get("submit"):
            stage.send(submitted_by(surface, user=user), user=user)


def remembered(surface: Payload) -> str:
    """Return what a screen carries along; nothing where that is sealed, which looks different each time."""
    metadata = str(surface.get("private_metadata") or "")
    return metadata if metadata.startswith("{") else ""


def _reached(call: Call) -> str | None:
    said = call.arguments
    found = said.get("user_id") or said.get("trigger_id") or said.get("view_id")
    if found is None and call.method in {"chat.postMessage", "files.completeUploadExternal"}:
        found = said.get("channel") or said.get("channel_id")
    found = found or (call.method if call.method.startswith("U") else None)
    return str(found).removeprefix("D").removesuffix(".trigger") if found else None


def ways_in(surface: Payload) -> Iterator[Payload]:
    """Yield what can be pressed or chosen on a surface, as an action of its payload."""
    for block in surface.get("blocks") or []:
        at_once = [block["element"]] if block.get("dispatch_action") else []
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else []), *at_once]:
            if "action_id" not in element:
                continue
            grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
            plain = {"type": element["type"], "action_id": element["action_id"], "block_id": "b"}
            for option in [*element.get("options", []), *grouped]:
                yield {**plain, "selected_option": option}
            if element["type"] == "button":
                yield {**plain, "value": element.get("value")}


def pressed_by(surface: Payload, action: Payload, *, user: str) -> Payload:
    """Return what Slack sends when `user` presses this on that surface."""
    label = {"type": "plain_text", "text": "x"}
    button = {"type": "button", "action_id": action["action_id"], "text": label}
    payload = press_message({"blocks": [{"type": "actions", "elements": [button]}]}, "x", user=user)
    payload = {**payload, "actions": [action]}
    if "type" in surface:
        payload["view"] = {**surface, "hash": "h1", "state": {"values": {}}}
        payload["container"] = {"type": "view", "view_id": user}
    return payload


def submitted_by(view: Payload, *, user: str) -> Payload:
    """Return what Slack sends when `user` sends that form off with nothing entered."""
    pressed = pressed_by(view, {"action_id": "x", "type": "button"}, user=user)
    kept = {name: value for name, value in pressed.items() if name in {"team", "user", "api_app_id", "token", "view"}}
    return {**kept, "type": "view_submission", "response_urls": [], "enterprise": None, "is_enterprise_install": False}
