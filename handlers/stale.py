"""Buttons of an earlier version stay clickable for ever: they get a sentence, not Slack's sign of failure."""

import re

from slack_bolt import App

from bot.deps import Deps
from bot.errors import UserError
from handlers.binding import acknowledge, opens


def register(app: App, deps: Deps) -> None:
    """Attach the listener that takes what no other has taken: register this module last."""
    app.action(re.compile(""))(ack=acknowledge, lazy=[opens(say_so, deps)])


def say_so(*, deps: Deps) -> None:
    """Tell the person to open Rapport again."""
    raise UserError(deps.catalog.common.stale_button)
