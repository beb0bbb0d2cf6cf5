"""Goals as the two of a pair see them, and what became of them. Pure rules."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import Area, GoalState, Horizon, Side

TITLE_MAX_CHARS = 300
WORDS_MAX_CHARS = 1500
"""For each answer. Two revisions of a goal must fit one view of 250 KB of JSON, at 12 bytes for one emoji."""
OBSTACLE_MAX_CHARS = 500
"""What the other answers leave of such a view."""
HISTORY_ROWS = 2
"""Changes on one page of a goal's history, for the same reason."""


@record
class GoalDraft:
    """What a goal says: all that its form asks. Only the first three are required."""

    title: str
    area: Area
    horizon: Horizon
    due_on: date | None = None
    specific: str | None = None
    measure: str | None = None
    realistic: str | None = None
    why: str | None = None
    first_step: str | None = None
    support: str | None = None
    support_from: Side | None = None
    """Who gives the support; None when it is somebody else or nobody yet."""
    obstacle: str | None = None


GOAL_FIELDS = tuple(GoalDraft.__dataclass_fields__)
"""What a goal says, by the names these also have in the database."""


@record
class GoalRevision:
    """A goal as it stood after one change."""

    said: GoalDraft
    state: GoalState
    revision: int
    changed_by_id: str
    changed_at: datetime


@record
class GoalSheet:
    """One goal, and the pair it belongs to."""

    card: PairCard
    goal_id: str
    now: GoalRevision


@record
class GoalChange:
    """One change of a goal: what it said before, who changed it and when."""

    before: GoalRevision
    changed_by_id: str
    changed_at: datetime
    changed: frozenset[str]
    """Names of the fields that differ afterwards; `state` is one of them."""


@record
class GoalHistory:
    """One page of a goal's changes, the latest first."""

    sheet: GoalSheet
    changes: tuple[GoalChange, ...]
    page: int
    pages: int


@record
class GoalsBoard:
    """One page of a pair's goals: the open ones, or those that are past."""

    card: PairCard
    goals: tuple[GoalSheet, ...]
    is_past: bool
    """Done and dropped goals are shown instead of the open ones."""
    others: int
    """How many goals the other page holds."""
    page: int
    pages: int


def is_date_refused(draft: GoalDraft, *, before: GoalDraft | None, today: date) -> bool:
    """Return whether the due date is over. One that stood before may stay, so that an overdue goal can be edited."""
    is_kept = before is not None and before.due_on == draft.due_on
    return draft.due_on is not None and draft.due_on < today and not is_kept


def changes_between(revisions: Sequence[GoalRevision]) -> Iterator[GoalChange]:
    """Yield what changed from each revision to the one listed before it: the latest comes first in both."""
    for after, before in pairwise(revisions):
        then, now = _facts(before), _facts(after)
        differing = frozenset(name for name in now if now[name] != then[name])
        yield GoalChange(before, after.changed_by_id, after.changed_at, differing)


def _facts(revision: GoalRevision) -> dict[str, Any]:
    return {**asdict(revision.said), "state": revision.state}
