"""What the tests of goals do again and again."""

from typing import Any

from bot.deps import Deps
from bot.domain.goals import GoalDraft
from bot.services import goals
from storage.columns import new_id
from storage.database import Database
from storage.goals import Goal, open_goals
from storage.vocabulary import Area, Horizon
from tests.pairing import MENTEE, the
from tests.payloads import Payload

TITLE = "Chair the morbidity round <!channel> & <@U1>"


def a_draft(**said: Any) -> GoalDraft:  # noqa: ANN401 - any field of a goal
    """Return a goal of three lines, or of more."""
    plain: dict[str, Any] = {"title": TITLE, "area": Area.CAREER, "horizon": Horizon.ONE_YEAR}
    return GoalDraft(**{**plain, **said})


def set_goal(deps: Deps, pair_id: str, *, by: str = MENTEE, **said: Any) -> str:  # noqa: ANN401 - any field of a goal
    """Set a goal and return its id."""
    goal_id = new_id()
    actor = the(deps.db, by)
    goals.set_goal(deps, actor=actor, pair_id=pair_id, draft=a_draft(**said), goal_id=goal_id, due_field="due")
    return goal_id


def board_of(deps: Deps, pair_id: str, *, page: int = 0, is_past: bool = False) -> list[str]:
    """Return the titles on a page of the board."""
    board = goals.board(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, page=page, is_past=is_past)
    return [goal.now.said.title for goal in board.goals]


def kept(db: Database, pair_id: str) -> list[Goal]:
    """Return the open goals as they are kept."""
    with db.read() as session:
        return open_goals(session, pair_ids=[pair_id])


def typed(**texts: str) -> dict[str, Payload]:
    """Return what was typed into these fields."""
    return {f"goal_{name}": {"type": "plain_text_input", "value": text} for name, text in texts.items()}


CHOSEN = {
    "goal_area": {"type": "static_select", "selected_option": {"value": "career"}},
    "goal_horizon": {"type": "static_select", "selected_option": {"value": "one_year"}},
}
