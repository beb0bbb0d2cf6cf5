"""Slack comes in: one module per feature, each with `register(app, deps)`."""

from slack_bolt import App

from bot.deps import Deps
from handlers import (
    about,
    actors,
    agendas,
    agreements,
    boards,
    failures,
    finding,
    first_meetings,
    goals,
    home,
    items,
    library,
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
    roster,
    scenarios,
    screens,
    setup,
    stale,
    workspace,
)
from handlers.relay import case, door, intake, mine, reveal


def register_all(app: App, deps: Deps) -> None:
    """Attach every listener. Bolt asks them in this order, so what takes anything stands last."""
    for feature in (
        failures,
        actors,
        screens,
        boards,
        pairs,
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
    ):
        feature.register(app, deps)
