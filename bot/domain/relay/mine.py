"""A private request as its own author sees it. Pure rules."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.relay.cases import Head, Revealed, Said, Speech, answer_to
from storage.records import record
from storage.relay.vocabulary import CaseState, Outcome, Rating, TagKind

MESSAGES_A_DAY = 6
"""Of one case; more would be a chat, and a chat has a rhythm that can be recognised."""
RECEIPT_TRIES = 5
"""In an hour, of one person, counted in memory."""
OVER = frozenset({CaseState.CLOSED, CaseState.SHELL})
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASKED_AGAIN_WEEKS = 13
"""After how many weeks it is asked once more whether it was of help."""


class Stage(StrEnum):
    """How far somebody has come: the first thing that can be said of oneself, as coarse as it can be."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


class Stream(StrEnum):
    """What somebody's work is, in the streams of the study."""

    TEACHER = "teacher"
    EDUCATOR = "educator"
    INVESTIGATOR = "investigator"
    SCIENTIST = "scientist"
    ADMINISTRATOR = "administrator"
    OTHER = "other"


@record
class Hold:
    """What its author holds of a case: the secret of a slot, or of a receipt."""

    kind: TagKind
    secret: bytes = field(repr=False)

    def carried(self) -> dict[str, str]:
        """Return this as a screen carries it, sealed."""
        return {"kind": self.kind, "secret": self.secret.hex()}


def hold_in(what: Mapping[str, Any]) -> Hold | None:
    """Return what a screen carries of a case, None when it is the screen of none."""
    return Hold(TagKind(what["kind"]), bytes.fromhex(what["secret"])) if "secret" in what else None


@record
class OwnLine:
    """A case in its author's list."""

    place: int
    """Of its slot among the eight."""
    label: str
    state: CaseState
    is_unread: bool
    asks: bool
    """It is to be asked whether it was of help."""


@record
class OwnCase:
    """A case as its author reads it."""

    hold: Hold
    label: str
    state: CaseState
    head: Head | None
    """What was asked at first; None once it is destroyed."""
    said: tuple[Said, ...]
    names: Mapping[str, str]
    """Of the facilitators who have spoken or work on it, by Slack's id."""
    worker: str
    """Slack's id of the facilitator who works on it; empty while nobody does."""
    revealed: Revealed | None
    """What that facilitator has been told, or will be with the next posts."""
    outcome: Outcome | None
    is_ending: bool
    """Its author has withdrawn it; facilitators learn so with the next cards."""
    is_muted: bool
    is_conflicted: bool
    """Somebody whom it is with must not have it by now, or nobody has it: somebody else can be drawn."""
    is_handed: bool
    """Its author has given it to others, who find a card with one of the next posts."""
    is_attachable: bool
    """It was found by its receipt, and a Home is at hand that does not carry it."""
    reply_by: date | None
    options_by: date | None
    asks: bool
    asks_again: bool
    """What is asked, if anything is, is the question after three months."""

    @property
    def worker_name(self) -> str:
        """The name of the facilitator who works on it; empty while nobody does."""
        return self.names.get(self.worker, "")

    @property
    def takes_words(self) -> bool:
        """Whether its author can say something."""
        return self.is_open and not self.is_muted

    @property
    def is_open(self) -> bool:
        """Whether it has neither ended nor been taken back."""
        return self.state not in OVER and not self.is_ending

    @property
    def may_reveal(self) -> bool:
        """Whether its author can say more of themselves: it must be known to whom."""
        return self.takes_words and bool(self.worker) and not (self.is_conflicted or self.is_handed)


def answers_something(said: tuple[Said, ...], speech: Speech) -> bool:
    """Return whether this says anything new: an answer is to something that was offered, and not the same again.

    To the question whether to talk in person there is no yes but saying who one is.
    """
    if speech.answers is None:
        return True
    offered = {each.seq: each.speech for each in said}.get(speech.answers, Speech(""))
    is_answerable = offered.approach or offered.outcome or (offered.asks_to_meet and not speech.is_agreed)
    return bool(is_answerable) and answer_to(said, speech.answers) is not speech.is_agreed


def asks_for_rating(
    *, state: CaseState, now: Rating | None, later: Rating | None, closed_week: int | None, week: int
) -> bool:
    """Return whether its author is asked if it was of help: when it is closed, and once more after three months."""
    if state not in OVER:
        return False
    return later is None if is_asked_again(closed_week, week) else now is None and state is CaseState.CLOSED


def is_asked_again(closed_week: int | None, week: int) -> bool:
    """Return whether so much time has passed since the end that it is the second time of asking."""
    return closed_week is not None and week - closed_week >= ASKED_AGAIN_WEEKS
