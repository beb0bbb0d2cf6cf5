"""Action items: who does what, by when; and when the owner is reminded. Pure rules."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local
from bot.domain.hours import Hours, is_working_day, working_days_before
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import ItemState, Side

TASK_MAX_CHARS = 500
REMINDER_LEAD = timedelta(days=3)
"""How long before its due date the owner of an item is reminded, once."""
LAST_MINUTE = time(23, 59)
FURTHEST = timedelta(days=3660)
"""How far ahead an item may be due: ten years, as far as goals look. What is later is a slip of the hand."""


class DueFlaw(StrEnum):
    """What can be wrong with a due date; the words are keys of items.toml."""

    PAST = "past_date"
    TOO_FAR = "too_far"


@record
class ItemDraft:
    """What somebody entered for an action item."""

    owner: Side
    """Whose it is: either side can own one."""
    task: str
    due_on: date | None


@record
class ItemSheet:
    """One action item, and the pair it belongs to."""

    card: PairCard
    item_id: str
    task: str
    owner: Side
    due_on: date | None
    state: ItemState
    revision: int
    is_overdue: bool
    """Open, and its day is over on the viewer's clock."""

    @property
    def is_own(self) -> bool:
        """Return whether the viewer is its owner."""
        return self.owner is self.card.side


@record
class ItemsBoard:
    """One page of a pair's open items: the viewer's own first."""

    card: PairCard
    items: tuple[ItemSheet, ...]
    page: int
    pages: int


def due_flaw(due_on: date | None, *, today: date) -> DueFlaw | None:
    """Return what is wrong with a due date, None when it will do; an item needs none."""
    if due_on is None or today <= due_on <= today + FURTHEST:
        return None
    return DueFlaw.PAST if due_on < today else DueFlaw.TOO_FAR


def reminder_for(due_on: date | None, hours: Hours, *, now: datetime) -> Morning | None:
    """Return when to remind the owner, who works in `hours`: three days before, or on the last working day before that.

    None when there is no date that an item may have, or when that morning is over already: nobody is reminded of what
    is due sooner.
    """
    if due_on is None or due_flaw(due_on, today=now.date()):
        return None
    wanted = due_on - REMINDER_LEAD
    day = wanted if is_working_day(hours, wanted) else working_days_before(hours, wanted, 1)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, last_moment(due_on, hours.zone)) if due_at > now else None


def last_moment(due_on: date, zone: ZoneInfo) -> datetime:
    """Return until when an item is not late to somebody in `zone`: the last minute of its day."""
    return at_local(due_on, LAST_MINUTE, zone)
