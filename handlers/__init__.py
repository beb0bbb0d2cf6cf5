"""Slack comes in: one module per feature, each with `register(app, deps)`."""

from slack_bolt import App

from bot.deps import Deps
from handlers import (
    about,
    actors,
    agendas,
    agreements,
    boards,
    endings,
    failures,
    finding,
    first_meetings,
    gate,
    goals,
    home,
    items,
    library,
    lulls,
    meetings,
    newcomers,
    offers,
    pairs,
    people,
    plans,
    preferences,
    recap_replies,
    recaps,
    references,
    requests,
    roster,
    scenarios,
    screens,
    setup,
    stale,
    workspace,
)
from handlers.relay import case, door, intake, mine, reveal

FEATURES = (
    failures,
    actors,
    screens,
    boards,
    pairs,
    gate,
    requests,
    goals,
    items,
    agendas,
    meetings,
    recaps,
    recap_replies,
    first_meetings,
    scenarios,
    library,
    agreements,
    endings,
    lulls,
    plans,
    door,
    intake,
    mine,
    reveal,
    case,
    setup,
    roster,
    about,
    preferences,
    offers,
    newcomers,
    finding,
    references,
    home,
    people,
    workspace,
    stale,
)
"""Bolt asks them in this order, so what takes anything stands last."""


def register_all(app: App, deps: Deps) -> None:
    """Attach every listener."""
    for feature in FEATURES:
        feature.register(app, deps)
