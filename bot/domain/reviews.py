"""Review requests: how much notice a mentor needs, when there is room, who may do what. Pure rules, no clock."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.hours import Hours, is_working_day, working_days_after
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import ReviewKind, ReviewState, Side

TITLE_MAX_CHARS = 200
LENGTH_MAX_CHARS = 60
ASK_MAX_CHARS = 1500
USUAL_PAPER_DAYS = 10
USUAL_GRANT_DAYS = 20
"""Working days of notice, for a mentor who has not said how much they need."""
MOST_OPEN = 5
"""Requests that one mentee may have open with one mentor."""
A_WEEK_CHOICES = (1, 2, 3, 4, 5)
PAUSE_DAYS = 30
"""How long nobody is asked for a review who declines one and pauses with the same press."""
LONGEST_PAUSE = timedelta(days=366)
FURTHEST = timedelta(days=730)
WEEKS_LOOKED_AT = 60
WEEK = timedelta(days=7)


class ReviewAct(StrEnum):
    """What one of the two can do with a request."""

    ACCEPT = "accept"
    OFFER = "offer"
    """Another day."""
    DECLINE = "decline"
    PAUSE = "pause"
    """Decline, and be asked for no review for a while."""
    AGREE = "agree"
    """Take the day that was offered."""
    DONE = "done"
    WITHDRAW = "withdraw"


_NO = {ReviewAct.DECLINE: ReviewState.DECLINED, ReviewAct.PAUSE: ReviewState.DECLINED}
_BACK = {ReviewAct.WITHDRAW: ReviewState.WITHDRAWN}
LEADS_TO: Mapping[tuple[Side, ReviewState], Mapping[ReviewAct, ReviewState]] = {
    (Side.MENTOR, ReviewState.ASKED): {
        ReviewAct.ACCEPT: ReviewState.ACCEPTED,
        ReviewAct.OFFER: ReviewState.OFFERED,
        **_NO,
    },
    (Side.MENTOR, ReviewState.OFFERED): {ReviewAct.OFFER: ReviewState.OFFERED, **_NO},
    (Side.MENTOR, ReviewState.ACCEPTED): {
        ReviewAct.DONE: ReviewState.DONE,
        ReviewAct.OFFER: ReviewState.OFFERED,
        **_NO,
    },
    (Side.MENTEE, ReviewState.ASKED): _BACK,
    (Side.MENTEE, ReviewState.OFFERED): {ReviewAct.AGREE: ReviewState.ACCEPTED, **_BACK},
    (Side.MENTEE, ReviewState.ACCEPTED): {ReviewAct.DONE: ReviewState.DONE, **_BACK},
}
"""What each side can do with a request that stands so, and how it stands afterwards. Elsewhere nothing can be done."""


@record
class ReviewDraft:
    """What a mentee asks for."""

    kind: ReviewKind
    title: str
    length: str
    ask: str | None
    wanted_on: date
    deadline_on: date | None


@record
class ReviewSheet:
    """One request as one of the two sees it."""

    card: PairCard
    review_id: str
    kind: ReviewKind
    title: str
    length: str
    ask: str | None
    wanted_on: date
    deadline_on: date | None
    offered_on: date | None
    state: ReviewState
    revision: int

    @property
    def acts(self) -> Mapping[ReviewAct, ReviewState]:
        """Return what the viewer can do with it now."""
        return LEADS_TO.get((self.card.side, self.state), {})

    @property
    def due_on(self) -> date:
        """Return the day by which it stands now."""
        return self.offered_on if self.state is ReviewState.OFFERED and self.offered_on else self.wanted_on


@record
class ReviewRoom:
    """What a mentee learns of a mentor's room before they ask. Of other mentees there is nothing in it."""

    notice: Mapping[ReviewKind, int]
    """In working days."""
    first_on: Mapping[ReviewKind, date]
    """The first day on which something asked for today can be wanted back."""
    free_on: Mapping[ReviewKind, date | None]
    """The first such day in a week with room; None where there is none within a year."""
    paused_until: date | None
    """No review is asked for before that day."""


@record
class Load:
    """What a mentor carries at present, for their own eyes."""

    mentees: int
    reviews: int
    """Asked for or agreed, and not done."""
    meetings: int
    """In this month of their calendar."""


@record
class Terms:
    """How much a mentor reviews."""

    a_week: int = 1
    paused_until: date | None = None


@record
class ReviewBoard:
    """The requests between two people."""

    card: PairCard
    open: tuple[ReviewSheet, ...]
    closed: tuple[ReviewSheet, ...]
    room: ReviewRoom
    load: Load | None
    """The mentor's own; None for the mentee."""


class ReviewFlaw(StrEnum):
    """Why a review cannot be asked for like this. Each is the key of the sentence that says so."""

    PAUSED = "paused"
    TOO_MANY = "too_many"
    SHORT = "short"
    TOO_FAR = "too_far"
    DEADLINE_FIRST = "deadline_first"


def notice_of(*, paper_days: int | None, grant_days: int | None) -> dict[ReviewKind, int]:
    """Return how many working days of notice each kind needs. A letter or a talk needs as many as a paper."""
    paper = USUAL_PAPER_DAYS if paper_days is None else paper_days
    grant = USUAL_GRANT_DAYS if grant_days is None else grant_days
    return {kind: grant if kind is ReviewKind.GRANT else paper for kind in ReviewKind}


def room_of(
    notice: Mapping[ReviewKind, int],
    *,
    terms: Terms,
    taken: Collection[date],
    hours: Hours,
    today: date,
) -> ReviewRoom:
    """Return a mentor's room for reviews, seen on `today`.

    Args:
        notice: in working days, by kind.
        terms: how much they review.
        taken: the days on which reviews are due that they were asked for or have agreed to.
        hours: the working days by which notice is counted.
        today: on the mentor's calendar.
    """
    paused_until = terms.paused_until if terms.paused_until and terms.paused_until > today else None
    first_on = {kind: working_days_after(hours, today, days) for kind, days in notice.items()}
    free_on = {
        kind: next_free_day(first, taken=taken, a_week=terms.a_week, hours=hours) for kind, first in first_on.items()
    }
    return ReviewRoom(notice, first_on, free_on, paused_until)


def next_free_day(first: date, *, taken: Collection[date], a_week: int, hours: Hours) -> date | None:
    """Return the first working day, `first` or later, in a week (Monday to Sunday) with room for one more review."""
    due_in = Counter(_monday(day) for day in taken)
    for weeks in range(WEEKS_LOOKED_AT):
        monday = _monday(first) + weeks * WEEK
        if due_in[monday] < a_week:
            days = (max(first, monday) + timedelta(days=number) for number in range(WEEK.days))
            found = next((day for day in days if _monday(day) == monday and is_working_day(hours, day)), None)
            if found:
                return found
    return None


def flaw_of(draft: ReviewDraft, *, room: ReviewRoom, count: int) -> ReviewFlaw | None:
    """Return why this cannot be asked of a mentor with that room, None when nothing stands against it.

    `count` is how many requests its author has open with them.
    """
    first = room.first_on[draft.kind]
    flaws = {
        ReviewFlaw.PAUSED: room.paused_until is not None,
        ReviewFlaw.TOO_MANY: count >= MOST_OPEN,
        ReviewFlaw.SHORT: draft.wanted_on < first,
        ReviewFlaw.TOO_FAR: draft.wanted_on > first + FURTHEST,
        ReviewFlaw.DEADLINE_FIRST: draft.deadline_on is not None and draft.deadline_on < draft.wanted_on,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
