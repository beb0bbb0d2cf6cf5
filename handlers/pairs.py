"""Slack entry points of pairs: the facilitators' form, and the answers of the two whom they propose."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the form."""
