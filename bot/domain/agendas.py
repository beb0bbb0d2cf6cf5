"""Agendas: topics, who sees them when, and what to ask rather than answer. Pure rules, no clock."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zlib import crc32

from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import AdviceState, Area

QUESTION_MAX_CHARS = 300
TEXT_MAX_CHARS = 3000
BOARD_LINES = 5
"""How many goals and how many items a board or a digest shows; the rest is a number."""
ADVICE_LINES = 3
"""How many answered suggestions are told of: nobody should think that advice vanishes."""
TOPIC_ROWS = 8
"""Topics on one page: with their texts, nothing but emoji, they stay below the 250 KB of a view."""
DIGEST_TOPICS = 5
MEETINGS_LOOKED_BACK = 3
"""In how many meetings an area must be absent to be called untouched."""
CUES = 8
"""How many listening cues there are: `cue_1` to `cue_8` of agendas.toml."""


@record
class TopicDraft:
    """What somebody entered for a topic."""

    question: str
    analysis: str | None
    ask: str | None
    area: Area
    matters_on: date | None
    is_shared: bool
    """Shown to the other side at once."""


@record
class Topic:
    """A topic as one of the two sees it."""

    topic_id: str
    is_mine: bool
    area: Area
    question: str
    analysis: str | None
    ask: str | None
    matters_on: date | None
    is_shared: bool
    is_shown: bool
    """The other side can see it now."""
    shown_from: datetime | None
    """When the other side will see it by itself; None while no meeting is planned."""
    revision: int


@record
class GoalLine:
    """An open goal on the agenda."""

    goal_id: str
    title: str


@record
class ItemLine:
    """An open action item on the agenda."""

    item_id: str
    task: str
    is_mine: bool
    due_on: date | None


@record
class AdviceLine:
    """A suggestion, and what the mentee did with it."""

    suggestion: str
    state: AdviceState
    reason: str | None


@record
class Open:
    """What is open between the two besides topics: the first few of each, and how many there are."""

    goals: tuple[GoalLine, ...]
    goals_count: int
    items: tuple[ItemLine, ...]
    items_count: int
    advice: tuple[AdviceLine, ...] = ()
    """The suggestions that were answered last."""


@record
class AgendaBoard:
    """The agenda of a pair's next meeting, as one of the two sees it."""

    card: PairCard
    meeting: Appointment | None
    """The one ahead."""
    meeting_now: Appointment | None
    """The one that has begun and not ended."""
    open: Open
    topics: tuple[Topic, ...]
    """The topics of this page."""
    untouched: tuple[Area, ...]
    """Areas that the last meetings did not touch; empty before any meeting."""
    note: str | None
    """The viewer's own note."""
    page: int
    pages: int


@record
class Digest:
    """What the mentor gets on one screen before a meeting."""

    card: PairCard
    meeting: Appointment
    topics: tuple[Topic, ...]
    """What the other side asks: the first few."""
    topics_count: int
    open: Open
    cue: int
    """Which listening cue, from 1."""


@record
class TopicForm:
    """What the form of a topic is filled with, and who will see it when."""

    card: PairCard
    shown_from: datetime | None
    """When the other side sees what is written now, by itself; None while no meeting is planned."""
    is_shown: bool
    """That is now."""
    draft: TopicDraft | None = None
    topic_id: str = ""
    """The topic that is changed; empty for a new one."""
    revision: int = 0


def is_shown(
    *, is_shared: bool, created_at: datetime, shown_from: datetime | None, last_began: datetime | None, now: datetime
) -> bool:
    """Return whether the other side can see a topic at `now`.

    At once when its author says so; else from its time before the meeting ahead; and once a meeting has begun that it
    could have been brought to, for good.
    """
    has_come = shown_from is not None and shown_from <= now
    was_brought = last_began is not None and created_at < last_began
    return is_shared or has_come or was_brought


def in_order(topics: Sequence[Topic]) -> list[Topic]:
    """Return topics by area, within an area by the date that matters; those without a date keep their order, last."""
    areas = list(Area)
    return sorted(topics, key=lambda topic: (areas.index(topic.area), topic.matters_on or date.max))


def untouched(discussed: Collection[Area], *, has_met: bool) -> tuple[Area, ...]:
    """Return the areas that the last meetings did not touch; none before any meeting."""
    return tuple(area for area in Area if area not in discussed) if has_met else ()


def cue_for(pair_id: str, *, earlier_meetings: int) -> int:
    """Return which listening cue comes before a pair's next meeting: each in turn, from 1.

    Where a pair begins comes from its id: a mentor who begins with several people is not told the same each time.
    """
    return (crc32(pair_id.encode()) + earlier_meetings) % CUES + 1
