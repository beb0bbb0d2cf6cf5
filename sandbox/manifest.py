"""What an app asked for in its manifest: the only things the workspace lets it do.

Shapes: docs.slack.dev/reference/app-manifest, schema version 2.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command people can type."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut people can pick; `type` is `global` or `message`."""

    name: str
    callback_id: str
    description: str
    type: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest a workspace acts on."""

    name: str
    bot_name: str
    commands: dict[str, Command]
    shortcuts: dict[str, Shortcut]
    scopes: tuple[str, ...]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactive: bool

    def grants(self, scope: str) -> bool:
        """Tell whether the app holds `scope`."""
        return scope in self.scopes


def load_manifest(path: Path) -> Manifest:
    """Read a manifest in YAML or JSON.

    Raises:
        ValueError: the file holds no manifest.
    """
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as wrong:
        raise ValueError(f"{path} is neither YAML nor JSON: {wrong}") from wrong
    if not isinstance(tree, dict) or "display_information" not in tree:
        raise ValueError(f"{path} is no app manifest: it has no display_information.")
    try:
        return read_manifest(tree)
    except (AttributeError, KeyError, TypeError) as wrong:
        raise ValueError(f"{path} is no app manifest: something in it is missing or of the wrong kind.") from wrong


def read_manifest(tree: Json) -> Manifest:
    """Return the manifest that a parsed file describes."""
    features = tree.get("features") or {}
    settings = tree.get("settings") or {}
    home = features.get("app_home") or {}
    scopes = (tree.get("oauth_config") or {}).get("scopes") or {}
    name = tree["display_information"]["name"]
    return Manifest(
        name=name,
        bot_name=(features.get("bot_user") or {}).get("display_name", name),
        commands={one["command"]: _command(one) for one in features.get("slash_commands") or []},
        shortcuts={one["callback_id"]: _shortcut(one) for one in features.get("shortcuts") or []},
        scopes=(*(scopes.get("bot") or ()), *(scopes.get("bot_optional") or ())),
        events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        interactive=bool((settings.get("interactivity") or {}).get("is_enabled", False)),
    )


def _command(tree: Json) -> Command:
    return Command(
        command=tree["command"],
        description=tree.get("description", ""),
        usage_hint=tree.get("usage_hint", ""),
        should_escape=bool(tree.get("should_escape", False)),
    )


def _shortcut(tree: Json) -> Shortcut:
    return Shortcut(
        name=tree["name"],
        callback_id=tree["callback_id"],
        description=tree.get("description", ""),
        type=tree.get("type", "global"),
    )
