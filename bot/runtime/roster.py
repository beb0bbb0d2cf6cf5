"""The roster sync: everyone of the workspace, as Slack lists them, into the members table."""

import threading

import structlog

from bot.deps import Deps
from bot.domain.slack_users import person_of
from bot.runtime.paging import pages
from bot.runtime.patience import PatientSlack
from bot.services import members

log = structlog.get_logger(__name__)


def sync_roster(deps: Deps, team_id: str, *, stop: threading.Event | None = None) -> int:
    """Read the whole list, a page at a time, and keep it; return how many members were new or had changed.

    Slack is asked between transactions, never within one. Pages that were kept stay kept when a later one fails.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        stop: when set, ends any waiting for Slack's rate limit at once.

    Raises:
        DeliveryError: Slack did not answer, or refused.
    """
    slack = PatientSlack(deps.slack, stop or threading.Event())
    changed = 0
    for page in pages(slack, "users.list", team_id=team_id, include_locale=True):
        changed += members.keep_people(deps, [person_of(user, team_id=team_id) for user in page["members"]])
    members.note_everybody(deps, team_id=team_id)
    log.info("roster_synced", changed=changed)
    return changed
