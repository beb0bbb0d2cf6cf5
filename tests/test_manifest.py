"""manifest.yml asks Slack for what handlers/ answers, and for nothing else."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast

import pytest
import yaml
from jsonschema import Draft7Validator
from slack_bolt import App

import handlers
from bot.deps import Deps
from tests.architecture.source import ROOT

BOT_SCOPES = {"commands", "chat:write", "users:read", "groups:read", "files:write"}
OPTIONAL_SCOPES = {"users:read.email", "files:read"}
EVENTS = {"app_home_opened", "team_join", "user_change", "member_left_channel", "tokens_revoked", "app_uninstalled"}

Manifest = dict[str, Any]


class RecordingApp(App):
    """Bolt's own App, which also notes the names that listeners are registered for."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-none", token_verification_enabled=False)
        self.names: defaultdict[str, set[str]] = defaultdict(set)

    def command(self, command: Any, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # noqa: ANN401 - as Bolt has it
        """Note a slash command."""
        self.names["command"].add(str(command))
        return super().command(command, *args, **kwargs)

    def event(self, event: Any, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # noqa: ANN401 - as Bolt has it
        """Note an event by its type."""
        self.names["event"].add(event["type"] if isinstance(event, dict) else str(event))
        return super().event(event, *args, **kwargs)

    def shortcut(self, constraints: Any, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # noqa: ANN401 - as Bolt has it
        """Note a shortcut by its callback_id."""
        name = constraints["callback_id"] if isinstance(constraints, dict) else constraints
        self.names["shortcut"].add(str(name))
        return super().shortcut(constraints, *args, **kwargs)


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    """manifest.yml as Slack would read it."""
    return cast(Manifest, yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8")))


@pytest.fixture(scope="module")
def registered() -> dict[str, set[str]]:
    """The commands, events and shortcuts that handlers/ listens to. Registering touches no collaborator."""
    app = RecordingApp()
    handlers.register_all(app, cast(Deps, None))
    return app.names


def test_it_is_what_slack_accepts(manifest: Manifest) -> None:
    schema = json.loads((ROOT / "tests" / "manifest.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(manifest)] == []
    assert manifest["_metadata"]["major_version"] == 2


def test_the_schema_refuses_what_slack_refuses(manifest: Manifest) -> None:
    schema = json.loads((ROOT / "tests" / "manifest.schema.json").read_text("utf-8"))
    long_name = {**manifest, "display_information": {"name": "x" * 36}}
    assert [error.validator for error in Draft7Validator(schema).iter_errors(long_name)] == ["maxLength"]


def test_it_asks_for_these_scopes_and_no_others(manifest: Manifest) -> None:
    """Relay 68: the scopes are those of the allow-list; none reads what people write."""
    assert manifest["oauth_config"]["scopes"].keys() == {"bot", "bot_optional"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == BOT_SCOPES
    assert set(manifest["oauth_config"]["scopes"]["bot_optional"]) == OPTIONAL_SCOPES


def test_it_hears_these_events_and_no_others(manifest: Manifest) -> None:
    assert manifest["settings"]["event_subscriptions"].keys() == {"bot_events"}
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == EVENTS


def test_nobody_can_write_into_the_messages_tab(manifest: Manifest) -> None:
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert home["messages_tab_read_only_enabled"]


def test_every_command_gets_names_as_ids(manifest: Manifest) -> None:
    unescaped = [entry["command"] for entry in manifest["features"]["slash_commands"] if not entry.get("should_escape")]
    assert unescaped == []


def test_everything_comes_through_the_socket(manifest: Manifest) -> None:
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert [entry for entry in manifest["features"]["slash_commands"] if "url" in entry] == []


def test_every_command_offered_is_answered_and_no_other(manifest: Manifest, registered: dict[str, set[str]]) -> None:
    assert {entry["command"] for entry in manifest["features"]["slash_commands"]} == registered["command"]


def test_every_shortcut_offered_is_answered_and_no_other(manifest: Manifest, registered: dict[str, set[str]]) -> None:
    offered = {entry["callback_id"] for entry in manifest["features"].get("shortcuts", [])}
    assert offered == registered["shortcut"]


def test_every_event_asked_for_is_listened_to_and_no_other(manifest: Manifest, registered: dict[str, set[str]]) -> None:
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == registered["event"]
