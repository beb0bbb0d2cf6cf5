"""How long people's data is kept who have left: the programme's time runs from the day, and ends if they come back."""

from datetime import datetime, timedelta

from bot.deps import Deps
from bot.services.erasing import erase_the_gone
from bot.services.programme import kept_days
from storage import erasures, leavers
from storage.installations import teams_at_rest

MOST = 200
"""People of one workspace whose data is erased in one turn: the others have the next one."""
LATE = timedelta(days=7)
"""How long it is looked for what somebody had sent off in the moment in which their data was erased."""


def keep_house(deps: Deps) -> int:
    """Erase the data of whoever has been gone for long enough; return of how many people that was. Safe to repeat.

    On the way it notes who has left or is back, gives up names that nobody needs any more, and takes out what somebody
    had just written while their data was being erased.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        leavers.note_leavers(session, at=now)
        leavers.cut_ties(session)
        if recent := leavers.erased_since(session, since=now - LATE):
            erasures.forget_own(session, member_ids=recent)
        leavers.let_names_go(session, name=deps.catalog.own_data.nobody)
    return sum(erase_the_gone(deps, member_id=each, before=before) for each, before in _due(deps, now))


def _due(deps: Deps, now: datetime) -> list[tuple[str, datetime]]:
    """Return of whom nothing is to be kept any more, each with the instant before which they must have left."""
    with deps.db.read() as session:
        teams = leavers.teams_of_the_gone(session) - set(teams_at_rest(session))
        until = {team_id: now - timedelta(days=kept_days(session, team_id=team_id)) for team_id in teams}
        return [
            (each, before)
            for team_id, before in sorted(until.items())
            for each in leavers.gone_since(session, team_id=team_id, before=before, most=MOST)
        ]
