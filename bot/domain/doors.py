"""Doors of a pair: what is entered, what is shown of it, and when a mentor is reminded. Pure rules."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.door_rules import CAME_TO_SOMETHING, acts_for
from bot.domain.hours import Hours, working_day_from
from bot.domain.items import last_moment
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import DoorKind, DoorState

TITLE_MAX_CHARS = 200
ABOUT_MAX_CHARS = 600
LETTER_MAX_CHARS = 2500
MOST_OPEN = 5
"""Of one kind, that one of a pair has begun and that wait for the other."""
REMINDED_AFTER = timedelta(days=7)
REMINDER_FRESH = timedelta(days=14)
"""How long the one reminder is worth sending."""
FURTHEST = timedelta(days=1096)


@record
class DoorDraft:
    """What somebody enters."""

    kind: DoorKind
    title: str
    about: str | None = None
    letter: str | None = None
    matters_on: date | None = None


@record
class DoorSheet:
    """One of them as one of the two sees it."""

    card: PairCard
    door_id: str
    said: DoorDraft
    state: DoorState
    is_own: bool
    """The viewer has begun it."""
    is_answered_by_me: bool
    answer: str | None
    year: int
    revision: int

    @property
    def acts(self) -> tuple[DoorState, ...]:
        """Return how the viewer can let it stand now."""
        return acts_for(self.card.side, self.said.kind, self.state, is_own=self.is_own)


@record
class DoorsBoard:
    """One page of a pair's, and how many there are in all."""

    card: PairCard
    doors: tuple[DoorSheet, ...]
    years: Mapping[int, tuple[int, int]]
    """How many were begun, and how many have come to something, by year; what was set aside counts in neither."""
    page: int
    pages: int


def years_of(counts: Mapping[tuple[int, DoorState], int]) -> dict[int, tuple[int, int]]:
    """Return how many were begun and how many have come to something, from the numbers of each year and state."""
    found: dict[int, tuple[int, int]] = {}
    for (year, state), number in counts.items():
        begun, taken = found.get(year, (0, 0))
        is_counted, is_taken = state is not DoorState.WITHDRAWN, state in CAME_TO_SOMETHING
        found[year] = (begun + number * is_counted, taken + number * is_taken)
    return found


def is_day_refused(day: date | None, *, today: date) -> bool:
    """Return whether something cannot matter on that day: it is over, or years away."""
    return day is not None and not today <= day <= today + FURTHEST


def reminder_of(matters_on: date | None, hours: Hours, *, today: date) -> Morning | None:
    """Return when a mentor is reminded of what they were asked today; None when the day itself comes first."""
    wanted = today + REMINDED_AFTER
    day = working_day_from(hours, wanted)
    if matters_on and matters_on <= day:
        return None
    due_at = morning_of(hours, day)
    end = due_at + REMINDER_FRESH
    return Morning(day, due_at, min(end, last_moment(matters_on, hours.zone)) if matters_on else end)


def filled_letter(letter: str, gaps: Mapping[str, str]) -> str:
    """Return a letter with its gaps filled: each stands in it as the text by which it is named here."""
    for gap, words in gaps.items():
        letter = letter.replace(gap, words)
    return letter
