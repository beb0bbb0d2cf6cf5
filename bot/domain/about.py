"""What people say of themselves: what they are in their faculty, and who has a say in their career."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from bot.domain.roster_lines import EARLIEST_DAY, FARTHEST, PLACE_CHARS
from storage.records import record
from storage.vocabulary import Authority, Rank, Stream

FACTS = ("rank", "stream", "division", "site", "joined_on", "gender")
GENDER_CHARS = 60
MOST_SENIORS = 5
"""Of each kind; more have no say that anybody could name."""


@record
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


@record
class AboutForm:
    """What the form is filled with."""

    about: AboutMe
    by_roster: Sequence[tuple[Authority, str]] = ()
    """Names of those whom the roster names; only a roster takes them back."""
    of_roster: frozenset[tuple[Authority, str]] = frozenset()
    """The same people by their Slack ids."""


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


def without_rosters(about: AboutMe, now: AboutForm) -> AboutMe:
    """Return the same without those of its seniors whom the roster names by `now`: they are no longer one's own."""
    own = {
        kind: [each for each in people if (kind, each) not in now.of_roster] for kind, people in about.seniors.items()
    }
    return replace(about, seniors=own)


def changed_in(entered: AboutMe, *, opened: AboutMe) -> list[str]:
    """Return what somebody has changed in a form that was opened with something: names of facts, kinds of seniors."""
    return [name for name in (*FACTS, *Authority) if _said(entered, name) != _said(opened, name)]


def overtaken(entered: AboutMe, *, opened: AboutMe, now: AboutMe) -> list[str]:
    """Return what somebody has changed in a form, and somebody else, or they elsewhere, changed otherwise meanwhile."""
    changed = changed_in(entered, opened=opened)
    return [name for name in changed if _said(now, name) not in (_said(opened, name), _said(entered, name))]


def _said(about: AboutMe, name: str) -> object:
    return frozenset(about.seniors.get(Authority(name), ())) if name in set(Authority) else getattr(about, name)
