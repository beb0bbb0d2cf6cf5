"""The relay's housekeeping: what its sweep has destroyed is taken out of Slack too. No log line says of which case.

It writes nothing of its own into the main database, not even whose turn it is: a second process finds nothing left.
"""

import threading

import structlog

from bot.deps import Deps
from bot.errors import PermanentDeliveryError
from bot.services import delivery
from bot.services.relay import retention

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60 * 60
SANDBOX_SECONDS = 20
"""Where somebody moves the clock, weeks pass within minutes."""
BETWEEN_SECONDS = 1.1
"""Slack lets about fifty messages a minute be deleted (docs.slack.dev/apis/web-api/rate-limits, tier 3)."""
GONE = {"message_not_found", "channel_not_found", "is_archived", "cant_delete_message"}
"""Slack's words for a card that nobody can take away any more."""


def every_seconds(deps: Deps) -> float:
    """Return how often house is kept."""
    return SANDBOX_SECONDS if deps.settings.clock_url else EVERY_SECONDS


def keep_house(deps: Deps, *, team_id: str, stop: threading.Event, between_seconds: float = BETWEEN_SECONDS) -> None:
    """End, destroy and count what has come due, then delete the cards of what was destroyed.

    Raises:
        DeliveryError: Slack did not do it; the next turn tries again.
    """
    retention.sweep(deps)
    for team in delivery.teams(deps, own=team_id):
        for card in retention.left_standing(deps, team_id=team):
            if stop.is_set():
                return
            _take_away(deps, team, card)
            stop.wait(between_seconds)


def _take_away(deps: Deps, team_id: str, card: "retention.Standing") -> None:
    try:
        deps.slack.call("chat.delete", team_id=team_id, channel=card.channel_id, ts=card.ts)
    except PermanentDeliveryError as refused:
        if refused.code not in GONE:
            raise
    retention.taken_away(deps, stub_id=card.stub_id)
    log.info("card_taken_away")
