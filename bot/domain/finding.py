"""Looking for a mentor: what is wished for, and what is found. No score of any person, and no order that means one."""

from collections.abc import Sequence
from datetime import date

from bot.domain.offers import Availability, Facts, OpenPart, PairPart
from storage.records import record
from storage.vocabulary import Area, Stage, Stream, Strength

MOST_PAGES = 10
"""Nobody reads on after so many: a narrower wish helps more."""
SPARE = 30
"""Looked at besides, in place of those who would rather not be found by whoever looks."""
MOST_AVOIDED = 25


@record
class Wish:
    """What somebody looks for in a mentor; what is None does not matter to them."""

    topic: Area | Strength | None = None
    stage: Stage | None = None
    stream: Stream | None = None
    site: str | None = None
    is_free: bool = True
    """Only who can be asked now."""


@record
class MentorLine:
    """A mentor in the list of those who were found."""

    member_id: str
    name: str
    facts: Facts
    strengths: frozenset[Strength]
    availability: Availability
    paused_until: date | None


@record
class Found:
    """One page of the mentors that fit a wish."""

    lines: Sequence[MentorLine]
    page: int
    has_more: bool
    """There are further mentors who fit."""


@record
class MentorCard:
    """One mentor as a colleague sees them."""

    member_id: str
    name: str
    facts: Facts
    open_part: OpenPart
    pair_part: PairPart | None
    """None for whoever is not in a pair with them, and has no first conversation."""
    availability: Availability
    is_mine: bool
    """The viewer is in a pair with them, or soon may be."""
    has_references: bool
    """Somebody is willing to tell the viewer what it is like."""
    inquiry_id: str | None
    """Of the viewer's wish to hear it, while it is open."""


@record
class FindForm:
    """What the form of a wish is filled with."""

    wish: Wish
    sites: Sequence[str]
    mine: Sequence[tuple[str, str]]
    """The viewer's own mentors who have a profile: (name, member id)."""
