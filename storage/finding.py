"""Finding a mentor among any number of offers. Every statement stops at so many rows, and none puts anybody in a rank.

Each offer has a place by lot. Whoever looks goes round the places once, from a start of their own, so that nobody is
always the first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.members import Member
from storage.offers import Offer, OfferWord
from storage.pairs import LIVE, Pair
from storage.profiles import Profile
from storage.vocabulary import Standing, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for, and by whom."""

    team_id: str
    left_out: Collection[str]
    """Member ids of those who are not looked for: oneself, one's partners, whom one would rather not be paired with."""
    start: int
    """The place at which the round begins."""
    today: date
    words: tuple[str, ...] = ()
    """All of them must be among a mentor's."""
    stream: Stream | None = None
    site: str | None = None
    is_free: bool = False
    """Only who can be asked on `today`."""


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor in a list: nothing of it is sealed."""

    member_id: str
    name: str
    standing: Standing
    paused_until: date | None
    capacity: int
    stream: Stream | None
    site: str | None


LISTED = (
    col(Offer.member_id),
    col(Member.name),
    col(Offer.standing),
    col(Offer.paused_until),
    col(Offer.capacity),
    col(Profile.stream),
    col(Profile.site),
)


def mentor_ids(session: Session, sought: Sought, *, most: int) -> list[str]:
    """Return the member ids of so many of the mentors sought, at most, in the order of the round."""
    halves = [_half(sought, is_second=is_second, most=most).subquery() for is_second in (False, True)]
    every = union_all(*(select(half) for half in halves)).subquery()
    ordered = select(every.c.member_id).order_by(every.c.half, every.c.place).limit(most)
    return list(session.connection().execute(ordered).scalars())


def mentor_rows(session: Session, *, member_ids: Collection[str]) -> dict[str, MentorRow]:
    """Return these mentors as they stand in a list, by member id."""
    wanted = select(*LISTED).join(Member, col(Member.id) == col(Offer.member_id))
    known = wanted.outerjoin(Profile, col(Profile.member_id) == col(Offer.member_id))
    found = session.connection().execute(known.where(col(Offer.member_id).in_(member_ids)))
    return {row.member_id: MentorRow(*row) for row in found}


def sites_of(session: Session, *, team_id: str, most: int, max_chars: int) -> list[str]:
    """Return the sites at which members of a workspace are, in the order of the alphabet: so many at most.

    It looks at one row of each site: SELECT DISTINCT would read all of them.
    """
    site = col(Profile.site)
    theirs = select(func.min(site)).where(col(Profile.team_id) == team_id)
    step = select(theirs.scalar_subquery().label("name"), literal(1).label("number")).cte("step", recursive=True)
    following = select(func.min(site)).where(col(Profile.team_id) == team_id, site > step.c.name).correlate(step)
    next_step = select(following.scalar_subquery(), step.c.number + 1)
    steps = step.union_all(next_step.where(step.c.name.is_not(None), step.c.number < most))
    named = select(steps.c.name).where(steps.c.name.is_not(None), func.length(steps.c.name) <= max_chars)
    return list(session.connection().execute(named).scalars())


def _half(sought: Sought, *, is_second: bool, most: int) -> Select[str, int, int]:
    """Return one half of the round: from its start to the last place, or from the first place to the start.

    It goes along the places of one word where any is sought: what is rare is found without reading what is not.
    """
    driver: type[Offer | OfferWord] = OfferWord if sought.words else Offer
    place = col(driver.place)
    here = place < sought.start if is_second else place >= sought.start
    half = literal(int(is_second)).label("half")
    wanted: Select[str, int, int] = select(col(driver.member_id).label("member_id"), place.label("place"), half)
    wanted = wanted.where(col(driver.team_id) == sought.team_id, here, *_conditions(sought))
    if sought.words:
        wanted = wanted.join(Offer, col(Offer.member_id) == col(OfferWord.member_id))
    wanted = wanted.join(Member, col(Member.id) == col(Offer.member_id))
    if sought.stream or sought.site:
        wanted = wanted.join(Profile, col(Profile.member_id) == col(Offer.member_id))
    return wanted.order_by(place).limit(most)


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    is_gone = (col(Member.is_bot), col(Member.is_deleted), col(Member.is_guest), col(Member.is_foreign))
    first, *others = sought.words or ("",)
    return [
        col(Offer.standing) != Standing.CLOSED,
        *(~flag for flag in is_gone),
        col(Offer.member_id).not_in(sought.left_out),
        *([col(OfferWord.word) == first] if first else []),
        *(_has(word) for word in others),
        *([col(Profile.stream) == sought.stream] if sought.stream else []),
        *([col(Profile.site) == sought.site] if sought.site else []),
        *(_is_free(sought.today) if sought.is_free else []),
    ]


def _has(word: str) -> ColumnElement[bool]:
    other = aliased(OfferWord)
    theirs = (col(other.member_id) == col(Offer.member_id), col(other.word) == word)
    return select(col(other.member_id)).where(*theirs).exists()


def _is_free(today: date) -> list[ColumnElement[bool]]:
    """Return what holds for a mentor who can be asked: open, or a pause that is over, and room for one more."""
    is_over = and_(col(Offer.standing) == Standing.PAUSED, col(Offer.paused_until) <= today)
    theirs = (col(Pair.mentor_id) == col(Offer.member_id), col(Pair.state).in_(LIVE))
    mentees = select(func.count()).select_from(Pair).where(*theirs).scalar_subquery()
    return [or_(col(Offer.standing) == Standing.OPEN, is_over), mentees < col(Offer.capacity)]
