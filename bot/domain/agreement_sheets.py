"""Agreements as one of the two finds them: the board, the questions of a part, one version side by side. Data alone."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from bot.domain.agreements import Line, Part
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import AgreementField


class AgreementStep(StrEnum):
    """Where a pair's agreement stands for the viewer. Each is the key of the line that says so: `step_…`."""

    NONE = "none"
    """Nobody has begun."""
    WRITING = "writing"
    """The viewer's answers are not given over yet."""
    WAITING = "waiting"
    """They are; the other side's are not."""
    COMPARING = "comparing"
    """Both are there; the viewer has not said yes."""
    ASKED = "asked"
    """The other side has said yes to the page as it stands."""
    CONFIRMED_BY_ME = "confirmed_by_me"
    STANDING = "standing"


@record
class Version:
    """A version that both have confirmed."""

    agreement_id: str
    number: int
    confirmed_on: date


@record
class PartLine:
    """One part of the questions on the board."""

    part: Part
    asked: int
    answered: int
    """By the viewer."""
    said: int
    """By either side, once both answers are there."""
    different: int
    """Of these, still to be settled."""


@record
class AgreementBoard:
    """The agreement of a pair as one of the two sees it."""

    card: PairCard
    step: AgreementStep
    agreement_id: str
    """Of the newest version; empty while there is none."""
    number: int
    """Of the version that is being written, or stands."""
    revision: int
    is_theirs_sent: bool
    is_unchanged: bool
    """Nothing has been changed since the version before, so that one tap is enough to say that it still holds."""
    parts: tuple[PartLine, ...]
    standing: Version | None
    """What both have confirmed last."""
    earlier: tuple[Version, ...]
    review_on: date | None
    """When the two look at it again; None while nothing stands."""
    is_review_due: bool

    @property
    def different(self) -> int:
        """Return how many questions are still to be settled."""
        return sum(line.different for line in self.parts)

    @property
    def answered(self) -> int:
        """Return how many questions the viewer has answered."""
        return sum(line.answered for line in self.parts)


@record
class AgreementForm:
    """What the form of some questions is made of."""

    card: PairCard
    name: str
    """Of the part, or of the five-minute version."""
    answers: Mapping[AgreementField, str]
    """The viewer's own, as they stand."""


@record
class AgreementPage:
    """One part of one version, both sides beside each other."""

    card: PairCard
    agreement_id: str
    number: int
    confirmed_on: date | None
    """None while it is still being settled."""
    revision: int
    part: Part
    lines: tuple[Line, ...]


@record
class AgreementSheet:
    """A whole version that both have confirmed, for a document."""

    card: PairCard
    number: int
    confirmed_on: date
    mentor_confirmed_on: date
    mentee_confirmed_on: date
    review_on: date | None
    lines: Mapping[AgreementField, Line]
