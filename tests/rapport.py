"""The real bot in front of a recording Slack: every handler, a real database, no network beyond this machine."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest import mock

from slack_bolt import App, BoltRequest, BoltResponse

from bot.content.catalogue import load_catalog
from bot.deps import Deps, Relay
from bot.runtime.clock import SystemClock
from bot.runtime.directory import LiveDirectory
from bot.runtime.files import SlackFiles
from bot.runtime.gateway import SlackGateway, web_client
from bot.settings import load_settings
from storage.database import Database
from storage.keyring import Keyring
from storage.relay.keys import RelayKeys, new_relay_key
from tests.apps import lent_app
from tests.payloads import slack_user
from tests.recording_slack import RecordingSlack, recording_slack
from tests.relay_databases import relay_database

words = cache(load_catalog)
"""What the bot says, read once for all tests: it took a third of the time in which each of them begins."""


@dataclass(frozen=True)
class Rapport:
    """A running bot, and the Slack it talks to."""

    app: App
    deps: Deps
    slack: RecordingSlack

    def receive(self, payload: dict[str, Any], *, retry: int | None = None) -> BoltResponse:
        """Hand over what Slack would send, and return how it was acknowledged."""
        headers: dict[str, str | Sequence[str]] = {"x-slack-retry-num": str(retry)} if retry else {}
        return self.app.dispatch(BoltRequest(mode="socket_mode", body=payload, headers=headers))

    def answer_to(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Hand over a payload and return the body of its ack; empty when the ack said nothing."""
        response = self.receive(payload)
        assert response.status == 200, response.status
        return json.loads(response.body) if response.body else {}


@contextmanager
def running_rapport(db: Database, keyring: Keyring, *, relay: bool = True, **settings: str) -> Iterator[Rapport]:
    """Yield a bot with all its handlers, and with private requests unless `relay` is false.

    `settings` are further variables of its environment.
    """
    with ExitStack() as stack:
        slack = stack.enter_context(recording_slack())
        tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.base_url}
        chosen = load_settings({**tokens, **settings}, env_file=None)
        slack.answers["users.info"] = lambda said: {"ok": True, "user": slack_user(said["user"])}
        client = web_client(chosen)
        gateway = SlackGateway(client)
        deps = Deps(
            settings=chosen,
            catalog=words(),
            keyring=keyring,
            db=db,
            clock=SystemClock(),
            slack=gateway,
            directory=LiveDirectory(gateway),
            files=SlackFiles(gateway),
            relay=Relay(stack.enter_context(relay_database(db)), RelayKeys.of(new_relay_key("a"))) if relay else None,
        )
        app, standing = stack.enter_context(lent_app(deps))
        yield Rapport(app, standing, slack)


@contextmanager
def held_back(rapport: Rapport) -> Iterator[list[Callable[[], object]]]:
    """Collect the second halves of listeners instead of running them: a busy bot runs them long after the first."""
    held: list[Callable[[], object]] = []
    with mock.patch.object(rapport.app.listener_runner.listener_executor, "submit", held.append):
        yield held
