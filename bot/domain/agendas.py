"""Agendas: topics, who sees them when, and what to ask rather than answer. Pure rules, no clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from storage.vocabulary import Area

QUESTION_MAX_CHARS = 300
TEXT_MAX_CHARS = 3000
PAGE_ROWS = 10
DIGEST_TOPICS = 5
DIGEST_LINES = 3
CUES = 8
"""How many listening cues there are: `cue_1` to `cue_8` of agendas.toml."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What somebody entered for a topic."""

    question: str | None
    analysis: str | None
    ask: str | None
    area: Area | None
    matters_on: date | None
    is_shared: bool
    """Shown to the other side at once."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An open action item on the agenda."""

    task: str
    is_mine: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class AgendaBoard:
    """The agenda of a pair's next meeting, as one of the two sees it."""

    card: PairCard
    meeting: Appointment | None
    goals: tuple[str, ...]
    """Titles of open goals."""
    items: tuple[ItemLine, ...]
    topics: tuple[Topic, ...]
    """The topics of this page."""
    hidden: int
    """How many topics, goals or items are not on this page's lists because there are more than it shows."""
    untouched: tuple[Area, ...]
    """Areas that the last meetings did not touch; empty before any meeting."""
    note: str | None
    """The viewer's own note."""
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What the mentor gets on one screen before a meeting."""

    card: PairCard
    meeting: Appointment
    topics: tuple[Topic, ...]
    more_topics: int
    goals: tuple[str, ...]
    items: tuple[ItemLine, ...]
    cue: int
    """Which listening cue, from 1."""
