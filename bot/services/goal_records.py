"""How the rows of goals read as what a goal said, and what is kept of each revision."""

import json
from dataclasses import asdict
from datetime import date

from bot.domain.goals import GOAL_FIELDS, GoalDraft, GoalRevision
from storage.goals import Goal, GoalVersion
from storage.vocabulary import Area, GoalState, Horizon, Side


def revision_of(goal: Goal) -> GoalRevision:
    """Return a goal as it stands."""
    said = GoalDraft(**{name: getattr(goal, name) for name in GOAL_FIELDS})
    return GoalRevision(said, goal.state, goal.revision, goal.changed_by_id, goal.changed_at)


def kept_version(goal: Goal) -> GoalVersion:
    """Return the row that keeps what a goal says now, to be added before the goal is changed."""
    now = revision_of(goal)
    said = {**asdict(now.said), "state": now.state}
    return GoalVersion(
        team_id=goal.team_id,
        goal_id=goal.id,
        revision=now.revision,
        changed_by_id=now.changed_by_id,
        changed_at=now.changed_at,
        words=json.dumps(said, default=date.isoformat),
    )


def revision_in(version: GoalVersion) -> GoalRevision:
    """Return what a kept version says. Fields that a later version of Rapport gave to goals read as empty."""
    said = json.loads(version.words)
    support_from, due_on = said.get("support_from"), said.get("due_on")
    chosen = {
        **{name: said[name] for name in GOAL_FIELDS if name in said},
        "area": Area(said["area"]),
        "horizon": Horizon(said["horizon"]),
        "due_on": date.fromisoformat(due_on) if due_on else None,
        "support_from": Side(support_from) if support_from else None,
    }
    state = GoalState(said["state"])
    return GoalRevision(GoalDraft(**chosen), state, version.revision, version.changed_by_id, version.changed_at)
