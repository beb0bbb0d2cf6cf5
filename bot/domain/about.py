"""What people say of themselves: what they are in their faculty, and who has a say in their career."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.roster_lines import EARLIEST_DAY, FARTHEST, PLACE_CHARS
from storage.vocabulary import Authority, Rank, Stream

GENDER_CHARS = 60
MOST_SENIORS = 5
"""Of each kind; more have no say that anybody could name."""


@dataclass(frozen=True, slots=True)
class AboutMe:
    """One person's facts as they stand in the form."""

    rank: Rank | None = None
    stream: Stream | None = None
    division: str | None = None
    site: str | None = None
    joined_on: date | None = None
    gender: str | None = field(default=None, repr=False)
    seniors: Mapping[Authority, Sequence[str]] = field(default_factory=dict)
    """Slack ids of those whom they themselves name."""


@dataclass(frozen=True, slots=True)
class AboutForm:
    """What the form is filled with."""

    about: AboutMe
    by_roster: Sequence[tuple[Authority, str]] = ()
    """Names of those whom the roster names; only a roster takes them back."""


class AboutFlaw(StrEnum):
    """Why something cannot be kept. Each is the key of the sentence that says so."""

    LONG = "long"
    FAR_DAY = "far_day"


class SeniorFlaw(StrEnum):
    """Why somebody cannot be named as having a say. Each is the key of the sentence that says so."""

    YOURSELF = "yourself"
    NO_COLLEAGUE = "no_colleague"
    TOO_MANY = "too_many"


def flaw_of(about: AboutMe, *, today: date) -> tuple[str, AboutFlaw] | None:
    """Return which fact cannot be kept, and why; None when all can."""
    lengths = {"division": PLACE_CHARS, "site": PLACE_CHARS, "gender": GENDER_CHARS}
    for name, most in lengths.items():
        if len(getattr(about, name) or "") > most:
            return name, AboutFlaw.LONG
    if about.joined_on and not EARLIEST_DAY <= about.joined_on <= today + FARTHEST:
        return "joined_on", AboutFlaw.FAR_DAY
    return None
