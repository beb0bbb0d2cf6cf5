"""Private requests of a workspace that has sent Rapport away: their keys first, then all else."""

from bot.deps import Deps
from storage.relay import retention


def purge_requests(deps: Deps, *, team_id: str) -> None:
    """Destroy the private requests of a workspace, and everything that was counted of them; safe to repeat.

    As in the sweep the keys go first, in a transaction of their own, so that whatever survives a crash can be read no
    more. A legal hold keeps its request, here as there.
    """
    if deps.relay is None:
        return
    with deps.relay.db.begin() as session:
        retention.destroy_keys(session, team_id=team_id)
    with deps.relay.db.begin() as session:
        retention.forget_team(session, team_id=team_id)
    deps.relay.db.pack()
