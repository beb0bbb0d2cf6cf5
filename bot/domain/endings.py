"""How a pair comes to its close: when a note goes out, when it takes effect, what is refused. Pure rules, no clock."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import at_local, local_day
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import ClosureKind, Side

TAKEN_BACK_WITHIN = timedelta(hours=24)
"""How long a note can be taken back: it goes out after that."""
FURTHEST = timedelta(days=366)
"""How far ahead an end can be set."""
LETTER_MAX_CHARS = 2_000
LINE_MAX_CHARS = 1_000
"""Of each line of a hand-over, and of what somebody keeps for themselves."""
TOLD_FRESH = timedelta(days=30)
"""How long the message that a pair ends is worth sending. Home and the past pairs hold it for good."""
MIDNIGHT = time(0)
DAY_MARK = "[date]"
"""Stands in a note for the day on which it ends, whichever is chosen."""
THING_MARK = "[one thing]"
"""Stands in a note for what only its writer knows."""


class EndsWhen(StrEnum):
    """When an end takes effect."""

    FIRST = "first"
    """On the 1st of the month after the note has gone out, as it is for everybody who chooses nothing."""
    DAY = "day"
    NOW = "now"
    """As soon as the note goes out."""


class EndingFlaw(StrEnum):
    """Why a note cannot be as it was entered. Each is the key of the sentence that says so."""

    NO_LETTER = "no_letter"
    LONG_LETTER = "long_letter"
    MARK_LEFT = "mark_left"
    NO_DAY = "no_day"
    EARLY_DAY = "early_day"
    FAR_DAY = "far_day"


@record
class EndingDraft:
    """What somebody entered to bring a pair to its close."""

    letter: str
    kind: ClosureKind = ClosureKind.UNSAID
    ends: EndsWhen = EndsWhen.FIRST
    on: date | None = None
    """The chosen day, where one is chosen."""


@record
class Settled:
    """When a note goes out and when it takes effect."""

    tells_at: datetime
    ends_on: date
    ends_at: datetime


@record
class Note:
    """What one side wrote."""

    ending_id: str
    side: Side
    """Of its writer."""
    letter: str
    kind: ClosureKind
    is_at_once: bool
    ends_on: date
    ends_at: datetime
    tells_at: datetime


@record
class Lines:
    """What the two leave in order between them."""

    letters: str | None = None
    may_say: str | None = None
    touch: str | None = None
    thanks: str | None = None
    """The viewer's own."""
    their_thanks: str | None = None
    revision: int = 0


@record
class EndingSheet:
    """The end of a pair as one of the two sees it now."""

    card: PairCard
    today: date
    """On the viewer's own calendar."""
    waiting: Note | None = None
    """The viewer's own, not gone out yet: nobody else knows of it."""
    told: tuple[Note, ...] = ()
    """What has gone out, the one by which the pair ends first."""
    open_items: int = 0
    lines: Lines = Lines()
    reflection: str | None = None
    """What the viewer keeps for themselves."""
    has_ended: bool = False

    @property
    def is_new(self) -> bool:
        """Return whether nothing is on its way and nothing settled, as far as the viewer knows."""
        return not (self.waiting or self.told or self.has_ended)


@record
class EndingLine:
    """The end of a pair in one line of Home."""

    ends_on: date | None = None
    """The day that both know."""
    tells_at: datetime | None = None
    """When the viewer's own note goes out, of which nobody else knows."""


def first_of_next_month(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    years, month = divmod(day.month, 12)
    return date(day.year + years, month + 1, 1)


def default_day(card: PairCard, *, now: datetime) -> date:
    """Return the day on which a note that is written now takes effect, where its writer chooses none."""
    return first_of_next_month(local_day(now + TAKEN_BACK_WITHIN, card.me.clock))


def flaw_of(draft: EndingDraft, *, card: PairCard, now: datetime) -> EndingFlaw | None:
    """Return why a note cannot be kept like this, None when nothing stands against it."""
    tells_on = local_day(now + TAKEN_BACK_WITHIN, card.me.clock)
    is_day = draft.ends is EndsWhen.DAY
    flaws = {
        EndingFlaw.NO_LETTER: not draft.letter,
        EndingFlaw.LONG_LETTER: len(draft.letter) > LETTER_MAX_CHARS,
        EndingFlaw.MARK_LEFT: THING_MARK in draft.letter,
        EndingFlaw.NO_DAY: is_day and draft.on is None,
        EndingFlaw.EARLY_DAY: is_day and draft.on is not None and draft.on <= tells_on,
        EndingFlaw.FAR_DAY: is_day and draft.on is not None and draft.on > local_day(now, card.me.clock) + FURTHEST,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def settled(draft: EndingDraft, *, card: PairCard, now: datetime) -> Settled:
    """Return when a note that is written now goes out and takes effect; ask `flaw_of` first."""
    tells_at = now + TAKEN_BACK_WITHIN
    if draft.ends is EndsWhen.NOW:
        return at_once(card, at=tells_at)
    day = draft.on if draft.ends is EndsWhen.DAY and draft.on else default_day(card, now=now)
    return Settled(tells_at, day, begins_for_both(day, card))


def at_once(card: PairCard, *, at: datetime) -> Settled:
    """Return the same for a note that takes effect as it goes out, at the instant `at`."""
    return Settled(at, local_day(at, card.me.clock), at)


def begins_for_both(day: date, card: PairCard) -> datetime:
    """Return when a day has begun on both clocks: until then they are a pair."""
    return max(at_local(day, MIDNIGHT, one.clock) for one in (card.mentor, card.mentee))


def has_met_its_goals(notes: Collection[Note]) -> bool:
    """Return whether somebody has said that the two have done what they set out to do."""
    return any(note.kind is ClosureKind.GOALS_MET for note in notes)
