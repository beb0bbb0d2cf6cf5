"""Finding a mentor among any number of offers. Every statement stops at so many rows, and none puts anybody in a rank.

Each offer has a place by lot. Whoever looks goes round the places once, from a start of their own, so that nobody is
always the first. It goes along the rarest word that is sought: what is rare is found without reading what is not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.members import Member, are_full_members
from storage.offers import OF_SITE, Offer, OfferWord
from storage.pairs import LIVE, Pair
from storage.profiles import Profile
from storage.records import record
from storage.vocabulary import Standing, Stream

OFTEN = 2_000
"""A word of so many offers is not rare: how many more there are is not counted."""


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
    is_free: bool = False
    """Only who can be asked on `today`."""


@record
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
    """Return the member ids of so many of the mentors sought, at most, in the order of the round: three statements."""
    words = _rarest_first(session, sought)
    place = col(OfferWord.place if words else Offer.place)
    found: list[str] = []
    for half in (place >= sought.start, place < sought.start):
        if len(found) < most:
            wanted = _along(sought, words).where(half).order_by(place).limit(most - len(found))
            found += session.connection().execute(wanted).scalars()
    return found


def mentor_rows(session: Session, *, member_ids: Collection[str]) -> dict[str, MentorRow]:
    """Return these mentors as they stand in a list, by member id."""
    wanted = select(*LISTED).join(Member, col(Member.id) == col(Offer.member_id))
    known = wanted.outerjoin(Profile, col(Profile.member_id) == col(Offer.member_id))
    found = session.connection().execute(known.where(col(Offer.member_id).in_(member_ids)))
    return {row.member_id: MentorRow(*row) for row in found}


def sites_of(session: Session, *, team_id: str, most: int, max_chars: int) -> list[str]:
    """Return the sites at which mentors of a workspace are, in the order of the alphabet: so many at most.

    It looks at one row of each site: SELECT DISTINCT would read all of them.
    """
    word = col(OfferWord.word)
    theirs = (col(OfferWord.team_id) == team_id, word < f"{OF_SITE[:-1]}{chr(ord(OF_SITE[-1]) + 1)}")
    first = select(func.min(word)).where(*theirs, word >= OF_SITE).scalar_subquery()
    step = select(first.label("word"), literal(1).label("number")).cte("step", recursive=True)
    following = select(func.min(word)).where(*theirs, word > step.c.word).correlate(step).scalar_subquery()
    steps = step.union_all(select(following, step.c.number + 1).where(step.c.word.is_not(None), step.c.number < most))
    named = select(steps.c.word).where(steps.c.word.is_not(None)).order_by(steps.c.number)
    sites = [each.removeprefix(OF_SITE) for each in session.connection().execute(named).scalars()]
    return [site for site in sites if len(site) <= max_chars]


def _rarest_first(session: Session, sought: Sought) -> list[str]:
    """Return the words sought, the one with the fewest offers first: one statement that counts to OFTEN at most."""
    if len(sought.words) < 2:  # noqa: PLR2004 - one word is the rarest already
        return list(sought.words)
    counts = []
    for word in sought.words:
        of_word = (col(OfferWord.team_id) == sought.team_id, col(OfferWord.word) == word)
        few = select(literal(1)).select_from(OfferWord).where(*of_word).limit(OFTEN).subquery()
        counts.append(select(literal(word).label("word"), func.count().label("number")).select_from(few))
    numbers = {row.word: row.number for row in session.connection().execute(union_all(*counts))}
    return sorted(sought.words, key=lambda word: numbers[word])


def _along(sought: Sought, words: list[str]) -> Select[str]:
    """Return the mentors sought, along the places of the first word, or of all offers where no word is sought."""
    first, *others = words or [""]
    driver: type[Offer | OfferWord] = OfferWord if first else Offer
    member_id = col(driver.member_id)
    wanted = select(member_id).where(col(driver.team_id) == sought.team_id, member_id.not_in(sought.left_out))
    if first:
        wanted = wanted.where(col(OfferWord.word) == first, *(_has(word) for word in others))
        wanted = wanted.join(Offer, col(Offer.member_id) == member_id)
    else:
        wanted = wanted.where(select(col(OfferWord.word)).where(col(OfferWord.member_id) == member_id).exists())
    wanted = wanted.join(Member, col(Member.id) == member_id)
    return wanted.where(*_is_there(), *(_is_free(sought.today) if sought.is_free else []))


def _has(word: str) -> ColumnElement[bool]:
    other = aliased(OfferWord)
    theirs = (col(other.member_id) == col(OfferWord.member_id), col(other.word) == word)
    return select(col(other.member_id)).where(*theirs).exists()


def _is_there() -> list[ColumnElement[bool]]:
    """Return what holds for a mentor who is a colleague and not closed."""
    return [col(Offer.standing) != Standing.CLOSED, *are_full_members()]


def _is_free(today: date) -> list[ColumnElement[bool]]:
    """Return what holds for a mentor who can be asked: open, or a pause that is over, and room for one more."""
    is_over = and_(col(Offer.standing) == Standing.PAUSED, col(Offer.paused_until) <= today)
    theirs = (col(Pair.mentor_id) == col(Offer.member_id), col(Pair.state).in_(LIVE))
    mentees = select(func.count()).select_from(Pair).where(*theirs).scalar_subquery()
    return [or_(col(Offer.standing) == Standing.OPEN, is_over), mentees < col(Offer.capacity)]
