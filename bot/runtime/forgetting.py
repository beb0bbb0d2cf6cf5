"""What is forgotten by itself, once a day: people who have long been gone, and workspaces that sent Rapport away."""

import structlog

from bot.deps import Deps
from bot.errors import DeliveryError
from bot.runtime.gateway import REFUSED_TOKENS
from bot.services import installations, purging, retention

log = structlog.get_logger(__name__)

EVERY_SECONDS = 24 * 60 * 60
LOOK_SECONDS = 10 * 60
"""How often a workspace at rest is asked whether its token works again."""
SANDBOX_SECONDS = 20
"""Where somebody moves the clock, weeks pass within minutes."""


def every_seconds(deps: Deps) -> float:
    """Return how often it is looked for what is to be forgotten."""
    return SANDBOX_SECONDS if deps.settings.clock_url else EVERY_SECONDS


def look_seconds(deps: Deps) -> float:
    """Return how often it is looked whether a workspace at rest is back, or is to be forgotten."""
    return SANDBOX_SECONDS if deps.settings.clock_url else LOOK_SECONDS


def people(deps: Deps) -> None:
    """Erase the data of people who have been gone for long enough."""
    if count := retention.keep_house(deps):
        log.info("people_forgotten", count=count)


def look_at_rest(deps: Deps) -> None:
    """Let a workspace go on whose token works again, and forget all of one that has rested for thirty days."""
    for team_id, until in installations.at_rest(deps).items():
        word = _word_against(deps, team_id)
        if word is None:
            installations.take_up(deps, team_id=team_id)
            log.info("workspace_back")
        elif word in REFUSED_TOKENS and until <= deps.clock.now():
            log.warning("workspace_forgotten", rows=purging.purge(deps, team_id=team_id))


def _word_against(deps: Deps, team_id: str) -> str | None:
    """Return what Slack says against a workspace's token, None for one that works.

    Only what it says of the token counts: of trouble, nothing follows but another look.
    """
    try:
        deps.slack.call("auth.test", team_id=team_id)
    except DeliveryError as refused:
        return refused.code
    return None
