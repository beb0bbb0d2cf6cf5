"""Taking out all that is kept of a workspace that has not wanted Rapport for thirty days."""

from bot.deps import Deps
from bot.services.relay.purging import purge_requests
from storage.installations import teams_at_rest
from storage.purges import is_pointed_to, purge_leases, purge_some, tables_of_a_workspace

AT_ONCE = 1_000
"""Rows in one transaction: on SQLite, whoever writes keeps all others waiting."""
POINTED_TO_AT_ONCE = 50
"""Of a table that others point to: for each row that goes, those are looked through for one that would be left."""


def purge(deps: Deps, *, team_id: str) -> int:
    """Delete every row of a workspace, private requests first; return how many rows of the main database that were.

    It stops where the workspace is found to want Rapport again. What was cut short is made up for by the next turn.
    """
    purge_requests(deps, team_id=team_id)
    total = 0
    for table in tables_of_a_workspace():
        most = POINTED_TO_AT_ONCE if is_pointed_to(table) else AT_ONCE
        gone = most
        while gone == most:
            with deps.db.begin() as session:
                if team_id not in teams_at_rest(session):
                    return total
                gone = purge_some(session, table, team_id=team_id, most=most)
            total += gone
    with deps.db.begin() as session:
        purge_leases(session, team_id=team_id)
    return total
