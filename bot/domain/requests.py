"""Requests for a mentor: what is entered, whose turn it is, and how long that lasts. Pure rules, no clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.gate import Flag
from bot.domain.pairs import Partner
from storage.records import record
from storage.vocabulary import RequestState, Side

WISH_MAX_CHARS = 1000
NOTE_MAX_CHARS = 500
REMINDED_AFTER = timedelta(days=7)
HELPED_AFTER = timedelta(days=14)
FRESH = timedelta(days=30)
"""How long a message about a request is worth sending. The request itself stays until it is answered or taken back."""
MOST_OPEN = 3
"""Requests of one mentee that may wait at once: mentors are the scarce people."""
USUAL_PAUSE = timedelta(days=91)
LONGEST_PAUSE = timedelta(days=366)


class Reply(StrEnum):
    """What a mentor may answer."""

    ACCEPT = "accept"
    ACCEPT_AND_PAUSE = "accept_and_pause"
    """And no further requests until a day of their choice."""
    SUGGEST = "suggest"
    """Somebody else may suit better."""
    NOT_NOW = "not_now"
    NOT_NOW_AND_PAUSE = "not_now_and_pause"


PAUSING = frozenset({Reply.ACCEPT_AND_PAUSE, Reply.NOT_NOW_AND_PAUSE})
STATE_AFTER = {
    Reply.ACCEPT: RequestState.ACCEPTED,
    Reply.ACCEPT_AND_PAUSE: RequestState.ACCEPTED,
    Reply.SUGGEST: RequestState.SUGGESTED,
    Reply.NOT_NOW: RequestState.NOT_NOW,
    Reply.NOT_NOW_AND_PAUSE: RequestState.NOT_NOW,
}


class Turn(StrEnum):
    """Who can take the next step. Each is the ending of a key of the sentence that says so."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    """Two weeks have passed, or the mentor has left: they can wait on, take it back, or ask a facilitator."""
    FACILITATOR = "facilitator"
    NOBODY = "nobody"
    """It is settled."""


class ReplyFlaw(StrEnum):
    """What is wrong with an answer. Each is the key of the sentence that says so."""

    NOBODY_NAMED = "nobody_named"
    PAUSE_PAST = "pause_past"
    PAUSE_LONG = "pause_long"


@record
class RequestDraft:
    """What a mentee entered."""

    wish: str
    topic: str | None = None


@record
class ReplyDraft:
    """What a mentor entered."""

    reply: Reply
    suggested_user_id: str | None = None
    until: date | None = None
    """Of a pause: the first day on which they may be asked again."""
    note: str | None = None


@record
class RequestCard:
    """A request as one of its two people sees it."""

    request_id: str
    team_id: str
    side: Side
    """The viewer's side."""
    mentor: Partner
    mentee: Partner
    wish: str | None
    """None where the viewer may no longer read it."""
    topic: str | None
    state: RequestState
    asked_on: date
    """On the viewer's own calendar."""
    turn: Turn
    note: str | None = None
    suggested: Partner | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def partner(self) -> Partner:
        """Return the other one."""
        return self.mentee if self.side is Side.MENTOR else self.mentor

    @property
    def is_to_answer(self) -> bool:
        """Return whether the viewer is the mentor who has not answered."""
        return self.side is Side.MENTOR and self.state is RequestState.ASKED

    @property
    def may_be_helped(self) -> bool:
        """Return whether the viewer is the mentee, and a facilitator is offered to them."""
        return self.side is Side.MENTEE and self.turn is Turn.MENTEE


@record
class AskForm:
    """What the form of a request is filled with."""

    mentor: Partner
    flags: tuple[Flag, ...]
    """What the roster says stands between the two."""
    topic: str | None = None
    """What it is for."""


@record
class RequestsBoard:
    """One page of somebody's requests."""

    cards: Sequence[RequestCard]
    page: int
    pages: int


def turn_of(
    state: RequestState, *, asked_at: datetime, helped_at: datetime | None, now: datetime, has_left: bool = False
) -> Turn:
    """Return whose step is next, and so who owns the request now. A mentor who `has_left` will not answer."""
    if state is not RequestState.ASKED:
        return Turn.NOBODY
    if helped_at:
        return Turn.FACILITATOR
    return Turn.MENTOR if now < asked_at + HELPED_AFTER and not has_left else Turn.MENTEE


def may_read(state: RequestState, side: Side) -> bool:
    """Return whether what the mentee wants is for the one on `side` to read: it is not theirs once they decline."""
    return side is Side.MENTEE or state in {RequestState.ASKED, RequestState.ACCEPTED}


def pause_until(draft: ReplyDraft, *, today: date) -> date | None:
    """Return until when an answer pauses new requests; three months where no day is chosen, None for no pause."""
    return (draft.until or today + USUAL_PAUSE) if draft.reply in PAUSING else None


def flaw_of(draft: ReplyDraft, *, today: date) -> ReplyFlaw | None:
    """Return what is wrong with an answer given on `today`, the mentor's own; None when nothing is."""
    until = pause_until(draft, today=today)
    flaws = {
        ReplyFlaw.NOBODY_NAMED: draft.reply is Reply.SUGGEST and draft.suggested_user_id is None,
        ReplyFlaw.PAUSE_PAST: until is not None and until <= today,
        ReplyFlaw.PAUSE_LONG: until is not None and until > today + LONGEST_PAUSE,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)
