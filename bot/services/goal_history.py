"""How a goal came to say what it says."""

from bot.deps import Deps
from bot.domain.goals import HISTORY_ROWS, GoalHistory, GoalSheet, changes_between
from bot.services import access
from bot.services.goal_records import revision_in, revision_of
from storage.goals import count_versions, versions_of
from storage.members import Member


def history(deps: Deps, *, actor: Member, goal_id: str, page: int) -> GoalHistory:
    """Return one page of a goal's changes, the latest first. A page beyond the last one is the last one.

    Raises:
        NotYoursError: the goal is of another pair, or there is none of that id.
    """
    with deps.db.read() as session:
        goal, card = access.goal_of(session, actor, goal_id, is_to_read=True)
        pages = max(1, -(-count_versions(session, goal_id=goal_id) // HISTORY_ROWS))
        page = min(max(page, 0), pages - 1)
        # Each change is the difference to the revision after it: of the first one on a page that stands a row earlier.
        rows = versions_of(session, goal_id=goal_id, limit=HISTORY_ROWS + 1, offset=max(page * HISTORY_ROWS - 1, 0))
    now = revision_of(goal)
    revisions = [revision_in(row) for row in rows]
    chain = revisions if page else [now, *revisions]
    changes = tuple(changes_between(chain))[:HISTORY_ROWS]
    return GoalHistory(GoalSheet(card, goal.id, now), changes, page, pages)
