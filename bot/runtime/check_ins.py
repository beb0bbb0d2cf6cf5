"""What comes round for mentors by itself: check-ins, and tips for those who ask, are planned weeks ahead."""

import structlog

from bot.deps import Deps
from bot.services import check_ins, tips

log = structlog.get_logger(__name__)

PLAN_SECONDS = 6 * 60 * 60
SANDBOX_SECONDS = 20
"""Where somebody moves the clock, weeks pass within minutes."""


def every_seconds(deps: Deps) -> float:
    """Return how often coming rounds are planned: they lie ten weeks ahead, so that any clock finds them."""
    return SANDBOX_SECONDS if deps.settings.clock_url else PLAN_SECONDS


def plan_rounds(deps: Deps) -> None:
    """Plan the coming check-ins of everybody who mentors somebody, and the tips of whoever has asked for them."""
    if planned := check_ins.plan_rounds(deps):
        log.info("check_ins_planned", count=planned)
    if planned := tips.plan_rounds(deps):
        log.info("tips_planned", count=planned)
