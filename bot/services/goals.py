"""What pairs do with goals. One function per intention; each opens one transaction."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.goals import GoalDraft, GoalsBoard, GoalSheet, is_date_refused
from bot.domain.pairs import PairCard
from bot.errors import FieldError, RapportError
from bot.services import access
from bot.services.goal_records import kept_version, revision_of
from bot.views.pages import PAGE_ROWS, page_count
from storage.goals import Goal, count_goals, keep_new_goal, open_goals, past_goals
from storage.members import Member
from storage.vocabulary import GoalState


class GoalChangedError(RapportError):
    """Somebody has changed the goal since the form was opened.

    Attributes:
        newer: the goal as it stands now.
    """

    def __init__(self, newer: GoalSheet) -> None:
        super().__init__(f"revision {newer.now.revision}")
        self.newer = newer


def board(deps: Deps, *, actor: Member, pair_id: str, page: int, is_past: bool = False) -> GoalsBoard:
    """Return one page of the pair's open goals, or of those that are done and dropped: three queries, however many.

    A page beyond the last one is the last one.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        still_open, over = count_goals(session, pair_id=pair_id)
        shown, others = (over, still_open) if is_past else (still_open, over)
        pages = page_count(shown)
        page = min(max(page, 0), pages - 1)
        rows = _rows(session, pair_id, is_past=is_past, offset=page * PAGE_ROWS)
    goals = tuple(GoalSheet(card, goal.id, revision_of(goal)) for goal in rows)
    return GoalsBoard(card, goals, is_past, others, page, pages)


def sheet(deps: Deps, *, actor: Member, goal_id: str) -> GoalSheet:
    """Return one goal with all it says.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    with deps.db.read() as session:
        goal, card = access.goal_of(session, actor, goal_id, is_to_read=True)
        return GoalSheet(card, goal.id, revision_of(goal))


def set_goal(deps: Deps, *, actor: Member, pair_id: str, draft: GoalDraft, goal_id: str, due_field: str) -> PairCard:
    """Keep a new goal and return its pair. The same `goal_id` again changes nothing: a form sent twice writes once.

    Raises:
        NotYoursError: the pair is not the actor's.
        FieldError: the due date is over; beside `due_field`.
    """
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        _refuse_past_date(deps, card, draft, before=None, due_field=due_field)
        goal = Goal(
            id=goal_id,
            team_id=card.team_id,
            pair_id=card.pair_id,
            author_id=actor.id,
            changed_by_id=actor.id,
            changed_at=deps.clock.now(),
            **asdict(draft),
        )
        if not keep_new_goal(session, goal=goal):
            access.goal_of(session, actor, goal_id)
    return card


def change_goal(
    deps: Deps, *, actor: Member, goal_id: str, draft: GoalDraft, revision: int, due_field: str
) -> PairCard:
    """Let a goal say `draft` from now on, keep what it said before and return its pair.

    One that says so already stays as it is: a form that was sent twice changes once.

    Raises:
        NotYoursError: the goal is of another pair, or there is none of that id.
        GoalChangedError: `revision`, on which the draft was made, is not the present one.
        FieldError: the due date is over and was not so before; beside `due_field`.
    """
    with deps.db.begin() as session:
        goal, card = access.goal_of(session, actor, goal_id, is_to_change=True)
        now = revision_of(goal)
        if now.said == draft:
            return card
        if now.revision != revision:
            raise GoalChangedError(GoalSheet(card, goal.id, now))
        _refuse_past_date(deps, card, draft, before=now.said, due_field=due_field)
        _change(deps, session, goal, actor, asdict(draft))
    return card


def put(deps: Deps, *, actor: Member, goal_id: str, state: GoalState) -> None:
    """Call a goal done, dropped, or open again. One that is so already stays as it is.

    Raises:
        NotYoursError: the goal is of another pair, or there is none of that id.
    """
    with deps.db.begin() as session:
        goal, _ = access.goal_of(session, actor, goal_id, is_to_change=True)
        if goal.state is not state:
            _change(deps, session, goal, actor, {"state": state})


def _rows(session: Session, pair_id: str, *, is_past: bool, offset: int) -> list[Goal]:
    if is_past:
        return past_goals(session, pair_id=pair_id, limit=PAGE_ROWS, offset=offset)
    return open_goals(session, pair_ids=[pair_id], limit=PAGE_ROWS, offset=offset)


def _change(deps: Deps, session: Session, goal: Goal, actor: Member, new: Mapping[str, object]) -> None:
    session.add(kept_version(goal))
    for name, value in new.items():
        setattr(goal, name, value)
    goal.revision += 1
    goal.changed_by_id = actor.id
    goal.changed_at = deps.clock.now()
    session.add(goal)


def _refuse_past_date(
    deps: Deps, card: PairCard, draft: GoalDraft, *, before: GoalDraft | None, due_field: str
) -> None:
    if is_date_refused(draft, before=before, today=local_day(deps.clock.now(), card.me.clock)):
        raise FieldError(due_field, deps.catalog.goals.past_date)
