"""A roster that a facilitator sends as a file in Slack: whose file it is and who may send it, before anything else."""

from bot.deps import Deps
from bot.domain.roster import RosterReport
from bot.domain.roster_sheets import MOST_BYTES
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.roster import bring_in


def is_taken(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether a file can be taken from this person here; False where Rapport may not read files.

    Raises:
        UserError: they are no facilitator, or Slack did not answer in time.
    """
    access.prove_may_bring_in(deps, team_id=team_id, user_id=user_id)
    with access.slack_must_answer(deps):
        return deps.files is not None and deps.files.are_readable(team_id=team_id)


def bring_in_sent(deps: Deps, *, team_id: str, user_id: str, file_id: str, is_kept: bool) -> RosterReport:
    """Return what the roster in a file changes; unless it `is_kept`, nothing is written.

    Raises:
        NotYoursError: the file is somebody else's, or there is none.
        UserError: they are no facilitator, the file is no roster, or Slack did not answer.
    """
    access.prove_may_bring_in(deps, team_id=team_id, user_id=user_id)
    if deps.files is None:
        raise UserError(deps.catalog.roster.by_terminal)
    with access.slack_must_answer(deps):
        file = deps.files.sent(team_id=team_id, file_id=file_id, most_bytes=MOST_BYTES)
        if file is None or file.user_id != user_id:
            raise NotYoursError
        return bring_in(deps, team_id=team_id, raw=file.content, is_kept=is_kept, user_id=user_id)
