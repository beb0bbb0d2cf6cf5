"""The roster sync: everyone of the workspace, as Slack lists them, into the members table."""

from collections.abc import Callable, Iterator
from typing import Any

import structlog

from bot.deps import Deps, Slack
from bot.domain.slack_users import person_of
from bot.runtime.failures import RateLimitedError
from bot.runtime.paging import pages
from bot.services.members import keep_people

log = structlog.get_logger(__name__)

MOST_PATIENCE_SECONDS = 120.0


def sync_roster(deps: Deps, team_id: str) -> int:
    """Read the whole list, a page at a time, and keep it; return how many members were new or had changed.

    Slack is asked between transactions, never within one. A page that was kept stays kept when a later one fails.

    Raises:
        DeliveryError: Slack did not answer, or refused.
    """
    changed = 0
    for page in pages(deps.slack, "users.list", team_id=team_id, include_locale=True):
        changed += keep_people(deps, [person_of(user, team_id=team_id) for user in page["members"]])
    log.info("roster_synced", changed=changed)
    return changed
