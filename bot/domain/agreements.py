"""Agreements: what is asked of each side, how two answers read beside each other, when both look again. No clock."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.meetings import months_after
from storage.records import record
from storage.vocabulary import AgreementField

ANSWER_MAX_CHARS = 1000
"""Both answers and a wording of the questions of one part must fit one view: 250 KB of JSON, 12 bytes for an emoji."""
NEWS_FOR = timedelta(days=14)
"""How long the message that the other one has done something is worth sending."""
ASKED_FOR = timedelta(days=30)
"""How long the question whether the two would look at their agreement again is worth asking."""
SIX_WEEKS = timedelta(weeks=6)
MONTHS_OF_REVIEWS = (6, 12)
A_YEAR_MONTHS = 12
FEW_ARE_SHOWN = 5
"""Of earlier versions."""


class Part(StrEnum):
    """The questions in the order in which they are asked, a few at a time. Each is the key of its name: `part_…`."""

    AIM = "aim"
    RHYTHM = "rhythm"
    TALK = "talk"
    WORK = "work"
    AROUND = "around"


F = AgreementField
PARTS: Mapping[Part, tuple[AgreementField, ...]] = {
    Part.AIM: (F.PURPOSE, F.SCOPE, F.MENTOR_GAIN),
    Part.RHYTHM: (F.CADENCE, F.CHANNEL, F.PREPARE, F.NOTICE),
    Part.TALK: (F.FEEDBACK, F.STYLE, F.CONFIDENTIAL, F.RECORDS),
    Part.WORK: (F.MENTEE_DUTY, F.MENTOR_DUTY, F.JOINT_WORK, F.CREDIT),
    Part.AROUND: (F.INTERESTS, F.TEAM, F.REVIEW, F.FACILITATOR),
}
SHORT = "short"
"""The name of the five-minute version."""
IN_SHORT = (F.PURPOSE, F.CADENCE, F.CONFIDENTIAL, F.MENTEE_DUTY, F.MENTOR_DUTY)
ABOUT_ONESELF = frozenset({F.CHANNEL, F.FEEDBACK, F.STYLE})
"""Each answers these for themselves: two answers stand side by side and do not contradict each other."""


class Reading(StrEnum):
    """How the two sides of a question read. Each is the key of the line that says so: `reading_…`."""

    EMPTY = "empty"
    """Nobody answered."""
    ALIKE = "alike"
    EACH = "each"
    """Each said something about themselves."""
    ONE_SIDED = "one_sided"
    """One of the two answered, and that stands unless it is worded differently."""
    DIFFERENT = "different"
    """Both answered, and it is still to be settled."""
    SETTLED = "settled"
    """One wording stands in the place of both."""
    LEFT_OUT = "left_out"
    """The two have dropped the question."""


@record
class AgreedWording:
    """One wording in the place of two answers."""

    text: str | None
    """None where the question is left out."""
    is_mine: bool


@record
class Line:
    """One question and what stands on it, as one of the two sees it once both have sent their answers."""

    field: AgreementField
    mine: str | None
    theirs: str | None
    wording: AgreedWording | None

    @property
    def reading(self) -> Reading:
        """Return how the two answers read beside each other."""
        if self.wording is not None:
            return Reading.SETTLED if self.wording.text else Reading.LEFT_OUT
        if self.mine is None and self.theirs is None:
            return Reading.EMPTY
        if self.field in ABOUT_ONESELF:
            return Reading.EACH
        if self.mine is None or self.theirs is None:
            return Reading.ONE_SIDED
        return Reading.ALIKE if is_alike(self.mine, self.theirs) else Reading.DIFFERENT

    @property
    def common(self) -> str | None:
        """Return what stands for both; None where each has their own, nothing is said, or it is still to be settled."""
        if self.reading in {Reading.EACH, Reading.DIFFERENT}:
            return None
        return self.wording.text if self.wording else self.mine or self.theirs


def is_alike(mine: str, theirs: str) -> bool:
    """Return whether two answers say the same but for spaces, capitals and a full stop at the end."""
    return _plain(mine) == _plain(theirs)


def fields_of(name: str) -> tuple[AgreementField, ...]:
    """Return the questions of a part, or of the five-minute version; none for a name that is neither."""
    return IN_SHORT if name == SHORT else next((PARTS[part] for part in Part if part == name), ())


def reviews_after(first_on: date, *, today: date) -> tuple[tuple[int, date], ...]:
    """Return (number, day) of the reviews that lie ahead: at six weeks, six and twelve months, then once a year.

    Counted from the day of the pair's first agreement (Straus et al. 2013, Table 2: revisited over time). Of the yearly
    ones after the first year only the next is named.
    """
    days = [first_on + SIX_WEEKS, *(months_after(first_on, months) for months in MONTHS_OF_REVIEWS)]
    while days[-1] <= today:
        days.append(months_after(first_on, A_YEAR_MONTHS * (len(days) - len(MONTHS_OF_REVIEWS) + 1)))
    return tuple((number, day) for number, day in enumerate(days, start=1) if day > today)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
