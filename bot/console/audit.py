"""`python app.py audit`: what was done to the programme, for whoever runs Rapport: instants, kinds and ids."""

from bot.console.status import NOT_MADE
from bot.deps import Deps
from bot.services.audit import every

AT_THE_MACHINE = "-"


def audit(deps: Deps) -> int:
    """Print a line for each act: workspace, instant in UTC, kind, who. Only reads; return 1 without a database.

    Whose id it is, the table `member` says; of pairs on hold it is the day alone that is right.
    """
    try:
        if not deps.db.is_up_to_date():
            print(NOT_MADE)
            return 1
        found = every(deps)
    finally:
        deps.db.dispose()
    for each in found:
        print(f"{each.team_id}  {each.at:%Y-%m-%d %H:%M}  {each.kind:<18}{each.actor_id or AT_THE_MACHINE}")
    if not found:
        print("Nothing has been noted yet.")
    return 0
