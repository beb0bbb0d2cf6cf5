"""What comes round for pairs by itself: the day on which one ends, the question after a long quiet, a look."""

import structlog

from bot.deps import Deps
from bot.runtime.sender import Sender
from bot.services import lulls, outcome_invitations, partings, selfcheck_offers

log = structlog.get_logger(__name__)

END_SECONDS = 5 * 60
ASK_SECONDS = 60 * 60
OFFER_SECONDS = 6 * 60 * 60
SANDBOX_SECONDS = 20
"""Where somebody moves the clock, weeks pass within minutes."""


def end_seconds(deps: Deps) -> float:
    """Return how often it is looked for pairs whose day has come."""
    return SANDBOX_SECONDS if deps.settings.clock_url else END_SECONDS


def ask_seconds(deps: Deps) -> float:
    """Return how often it is looked for pairs that have been quiet for long."""
    return SANDBOX_SECONDS if deps.settings.clock_url else ASK_SECONDS


def offer_seconds(deps: Deps) -> float:
    """Return how often it is looked for people who are offered a look at how it goes, or asked how a year went."""
    return SANDBOX_SECONDS if deps.settings.clock_url else OFFER_SECONDS


def end(deps: Deps, sender: Sender) -> None:
    """End the pairs whose day has come, up to where a movable clock has been walked."""
    if ended := partings.settle(deps, now=sender.walked_to or deps.clock.now()):
        log.info("pairs_ended", count=ended)


def ask(deps: Deps, sender: Sender) -> None:
    """Ask the two of each pair that has been quiet for long."""
    if asked := lulls.ask(deps, now=sender.walked_to or deps.clock.now()):
        log.info("quiet_pairs_asked", count=asked)


def offer(deps: Deps, sender: Sender) -> None:
    """Offer a look at how it goes to those whose day of the half-year has come; ask what became of a year in autumn."""
    now = sender.walked_to or deps.clock.now()
    if offered := selfcheck_offers.offer(deps, now=now):
        log.info("looks_offered", count=offered)
    if invited := outcome_invitations.invite(deps, now=now):
        log.info("years_asked", count=invited)
