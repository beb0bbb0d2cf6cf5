"""Homes as Slack gives them back, while a person opens theirs and presses a button in it: for a check, not to serve."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from queue import SimpleQueue
from typing import Any

from slack_bolt import Ack, App

from bot.content.catalogue import Catalog
from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import LINK_TIMEOUT_SECONDS, SlackGateway, web_client
from bot.runtime.sockets import open_sockets
from bot.settings import Settings
from bot.views.relay import probe
from storage.records import record


@record
class SeenHome:
    """A Home in a payload of Slack's; all of it empty where Slack sent none, as at a first time."""

    user_id: str
    is_pressed: bool
    """Its button was pressed; otherwise it was opened."""
    private_metadata: str = field(repr=False)
    hash: str


def carried_on(home: SeenHome, *, mark: str) -> str:
    """Return what the next Home carries: what this one does, which is its owner's own; the mark where it is empty."""
    return home.private_metadata or mark


def draw(settings: Settings, catalog: Catalog, home: SeenHome, *, mark: str, over: str) -> str:
    """Put the check's Home in the place of the one of that hash, of any when it is empty; return the new one's hash.

    Raises:
        DeliveryError: Slack refused, or did not answer.
    """
    view = probe.home(catalog, private_metadata=carried_on(home, mark=mark))
    given: dict[str, Any] = {"hash": over} if over else {}
    slack = SlackGateway(web_client(settings))
    answer = slack.call("views.publish", team_id="", user_id=home.user_id, view=view, **given)
    return str((answer.get("view") or {}).get("hash") or "")


@contextmanager
def watched_homes(settings: Settings) -> Iterator[SimpleQueue[SeenHome]]:
    """Connect as the bot does, and give the Homes that people open and press meanwhile.

    Slack hands each event to one of an app's connections, so no bot may run beside this.

    Raises:
        ConfigurationError: Slack refused a token, or Socket Mode is switched off.
        TransientDeliveryError: Slack did not answer.
    """
    app, seen = build_bolt(web_client(settings)), SimpleQueue[SeenHome]()
    _listen(app, seen)
    token = settings.slack_app_token.get_secret_value()
    client = web_client(settings, timeout_seconds=LINK_TIMEOUT_SECONDS)
    sockets = open_sockets(app, token, client, on_disabled=lambda: None)
    try:
        yield seen
    finally:
        sockets.close()
        app.listener_runner.listener_executor.shutdown()


def _listen(app: App, seen: SimpleQueue[SeenHome]) -> None:
    def opened(event: Mapping[str, Any]) -> None:
        if event.get("tab") == "home":
            seen.put(_seen(event["user"], event.get("view"), is_pressed=False))

    def pressed(ack: Ack, body: Mapping[str, Any]) -> None:
        ack()
        seen.put(_seen(body["user"]["id"], body.get("view"), is_pressed=True))

    app.event("app_home_opened")(opened)
    app.action(probe.PRESS)(pressed)


def _seen(user_id: str, view: Mapping[str, Any] | None, *, is_pressed: bool) -> SeenHome:
    found = view or {}
    return SeenHome(user_id, is_pressed, str(found.get("private_metadata") or ""), str(found.get("hash") or ""))
