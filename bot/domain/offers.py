"""What somebody offers as a mentor: how it is entered, who may read which part, and whether they can be asked now."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum

from storage.records import record
from storage.vocabulary import Area, Experience, Grain, Stage, Standing, Stream, Strength, Thinking

MOST_MENTEES = 12
MOST_YEARS = 60
MOST_DAYS = 90
"""Of notice before a paper or a grant."""
BRINGS_MAX_CHARS = 1500
REACH_MAX_CHARS = 500
VALUE_MAX_CHARS = 150
LONGEST_PAUSE = timedelta(days=366)

STRENGTHS: Mapping[Area, tuple[Strength, ...]] = {
    Area.CAREER: (Strength.PROMOTION, Strength.RESEARCH, Strength.PAPERS, Strength.GRANTS, Strength.CONTACTS),
    Area.ADMINISTRATION: (Strength.LEADING, Strength.COMMITTEES, Strength.RESOURCES, Strength.TIME),
    Area.EDUCATION: (Strength.TEACHING, Strength.SUPERVISING, Strength.COURSES, Strength.PORTFOLIO),
    Area.PERSONAL: (Strength.BALANCE, Strength.CARE, Strength.WELLBEING, Strength.DIRECTION),
}


class Availability(StrEnum):
    """Whether a mentor can be asked now. Each is the key of the words that say so."""

    FREE = "free"
    PAUSED = "paused"
    FULL = "full"
    """Open, with as many mentees as they have room for. How many that are is told to nobody."""
    CLOSED = "closed"


@record
class OpenPart:
    """What every colleague may read, as long as the mentor is not closed."""

    standing: Standing = Standing.CLOSED
    paused_until: date | None = None
    capacity: int = 3
    strengths: frozenset[Strength] = frozenset()
    experience: Mapping[Stage, Experience] = field(default_factory=dict)
    """Of each stage at which they mentor; the others are left out."""
    years: int | None = None
    brings: str | None = None
    is_reference_scheme: bool = False
    """Their mentees, past and present, may tell a colleague what it is like."""


@record
class PairPart:
    """What only those may read who are in a pair with them, or have a first conversation."""

    reach: str | None = None
    paper_days: int | None = None
    grant_days: int | None = None
    thinking: Thinking | None = None
    grain: Grain | None = None
    value_research: str | None = None
    value_work: str | None = None
    value_life: str | None = None


@record
class Facts:
    """What those who look for a mentor read of one's place in the faculty; None where nobody has told."""

    stream: Stream | None = None
    site: str | None = None


@record
class OwnOffer:
    """Somebody's own profile as a mentor."""

    open_part: OpenPart
    pair_part: PairPart
    availability: Availability


class OfferFlaw(StrEnum):
    """Why something cannot be offered. Each is the key of the sentence that says so."""

    NO_DAY = "no_day"
    PAUSE_PAST = "pause_past"
    PAUSE_LONG = "pause_long"
    NO_CAPACITY = "no_capacity"
    NO_STRENGTH = "no_strength"
    NO_STAGE = "no_stage"
    NO_YEARS = "no_years"


def flaw_of(offer: OpenPart, *, today: date) -> OfferFlaw | None:
    """Return why this cannot be offered on `today`, None when nothing stands against it.

    Whoever is closed need say nothing more: nobody finds them.
    """
    is_found = offer.standing is not Standing.CLOSED
    until = offer.paused_until if offer.standing is Standing.PAUSED else None
    flaws = {
        OfferFlaw.NO_DAY: offer.standing is Standing.PAUSED and until is None,
        OfferFlaw.PAUSE_PAST: until is not None and until <= today,
        OfferFlaw.PAUSE_LONG: until is not None and until > today + LONGEST_PAUSE,
        OfferFlaw.NO_CAPACITY: not 1 <= offer.capacity <= MOST_MENTEES,
        OfferFlaw.NO_STRENGTH: is_found and not offer.strengths,
        OfferFlaw.NO_STAGE: is_found and not offer.experience,
        OfferFlaw.NO_YEARS: offer.years is not None and not 0 <= offer.years <= MOST_YEARS,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def words_of(offer: OpenPart) -> set[str]:
    """Return the words by which a mentor is found: each strength, the areas these belong to, and the stages."""
    areas = {area for area, strengths in STRENGTHS.items() if offer.strengths & set(strengths)}
    return {*offer.strengths, *areas, *offer.experience}


def availability_of(
    *, standing: Standing, paused_until: date | None, capacity: int, mentees: int, today: date
) -> Availability:
    """Return whether a mentor with so many mentees can be asked on `today`. A pause ends by itself."""
    if standing is Standing.CLOSED:
        return Availability.CLOSED
    if standing is Standing.PAUSED and paused_until is not None and paused_until > today:
        return Availability.PAUSED
    return Availability.FULL if mentees >= capacity else Availability.FREE
