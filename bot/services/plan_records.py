"""How the rows of plans read as what somebody said."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from bot.domain.plans import GOALS_SHOWN, HORIZONS, YEARS_SHOWN, Papers, PlanDraft, TimeDraft, TimeYear
from storage.goals import Goal, open_goals
from storage.plans import Plan, TimeSplit, plan_of, splits_of
from storage.vocabulary import Duty, Horizon

LIVED, DESCRIBED = "lived", "described"


def draft_in(plan: Plan | None) -> PlanDraft:
    """Return what a plan says; nothing where there is none."""
    if plan is None:
        return PlanDraft()
    return PlanDraft(plan.one_year, plan.three_years, plan.five_years, plan.ten_years, plan.own)


def parts_of(draft: TimeDraft) -> str:
    """Return the parts of somebody's time as they are kept."""
    return json.dumps({LIVED: dict(draft.lived), DESCRIBED: dict(draft.described)})


def time_in(split: TimeSplit) -> TimeYear:
    """Return what a kept year says; a duty that this version does not know is passed over."""
    kept = json.loads(split.parts)
    return TimeYear(split.year, TimeDraft(_known(kept[LIVED]), _known(kept[DESCRIBED]), split.note))


def papers_of(session: Session, *, member_id: str, pair_ids: Sequence[str]) -> tuple[Papers, Plan | None]:
    """Return all that somebody has written, beside the open goals of these pairs: three statements."""
    plan = plan_of(session, member_id=member_id)
    years = [time_in(split) for split in splits_of(session, member_id=member_id, most=YEARS_SHOWN)]
    goals = open_goals(session, pair_ids=pair_ids)
    return Papers(draft_in(plan), _by_horizon(goals), years), plan


def _by_horizon(goals: Iterable[Goal]) -> dict[Horizon, list[str]]:
    found: dict[Horizon, list[str]] = {horizon: [] for horizon in HORIZONS}
    for goal in goals:
        if goal.horizon in found and len(found[goal.horizon]) < GOALS_SHOWN:
            found[goal.horizon].append(goal.title)
    return found


def _known(parts: Mapping[str, int]) -> dict[Duty, int]:
    return {duty: parts[duty] for duty in Duty if duty in parts}
