"""Offers: what somebody brings as a mentor, in their own words, and whether they take somebody on."""

import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Index, or_
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, UtcDateTime, key_of, words
from storage.members import Member
from storage.upsert import insert_new
from storage.vocabulary import Experience, Grain, Standing, Stream, Thinking

PLACES = 2**31
"""Every offer has a place of its own by lot, so that no list of mentors says who is the better one."""

USUAL_CAPACITY = 3
OF_STREAM, OF_SITE = "stream:", "site:"
"""What a word begins with that tells a mentor's stream or site."""


def drawn_place() -> int:
    """Return a place by lot."""
    return secrets.randbelow(PLACES)


class Offer(SQLModel, table=True):
    """What one member offers as a mentor. Whoever offers nothing has no row. A field that is None was left out."""

    __table_args__ = (Index("ix_offer_place", "team_id", "place"),)

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    place: int = Field(default_factory=drawn_place)
    standing: Standing = Field(sa_type=words(Standing))
    paused_until: date | None = None
    """The first day on which they take somebody on again."""
    capacity: int
    """How many mentees at a time."""
    years: int | None = None
    """For how long they have been a mentor."""
    early: Experience | None = Field(default=None, sa_type=words(Experience))
    """Of each stage how many they have mentored; None for a stage at which they mentor nobody."""
    middle: Experience | None = Field(default=None, sa_type=words(Experience))
    late: Experience | None = Field(default=None, sa_type=words(Experience))
    brings: str | None = Field(default=None, sa_type=EncryptedText)
    is_reference_scheme: bool = False
    """They agree that their mentees, past and present, may tell a colleague what it is like."""
    paper_days: int | None = None
    """Working days of notice before a paper is wanted back."""
    grant_days: int | None = None
    reach: str | None = Field(default=None, sa_type=EncryptedText)
    """Ways and hours to reach them."""
    thinking: Thinking | None = Field(default=None, sa_type=words(Thinking))
    grain: Grain | None = Field(default=None, sa_type=words(Grain))
    value_research: str | None = Field(default=None, sa_type=EncryptedText)
    value_work: str | None = Field(default=None, sa_type=EncryptedText)
    """What matters to them in clinical work."""
    value_life: str | None = Field(default=None, sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class OfferWord(SQLModel, table=True):
    """One word by which a mentor is found: a `Strength`, the `Area` it belongs to, a `Stage`, or a fact of theirs."""

    __table_args__ = (Index("ix_offerword_place", "team_id", "word", "place"),)

    member_id: str = Field(foreign_key=key_of(Offer, "member_id"), primary_key=True)
    word: str = Field(primary_key=True)
    team_id: str
    place: int
    """The same as that of the offer."""


def fact_words(stream: Stream | None, site: str | None) -> set[str]:
    """Return the words by which a mentor of this stream and site is found."""
    return {*([f"{OF_STREAM}{stream}"] if stream else []), *([f"{OF_SITE}{site}"] if site else [])}


def offer_of(session: Session, *, member_id: str) -> Offer | None:
    """Return what this member offers, None for nothing."""
    return session.get(Offer, member_id)


def words_of(session: Session, *, member_ids: Collection[str]) -> dict[str, set[str]]:
    """Return the words by which each of these members is found."""
    found: dict[str, set[str]] = {member_id: set() for member_id in member_ids}
    wanted = select(OfferWord.member_id, OfferWord.word).where(col(OfferWord.member_id).in_(member_ids))
    for member_id, word in session.exec(wanted):
        found[member_id].add(word)
    return found


def schemes_among(session: Session, *, member_ids: Collection[str]) -> set[str]:
    """Return which of these mentors agree that their mentees tell colleagues what it is like."""
    wanted = select(Offer.member_id).where(col(Offer.member_id).in_(member_ids), col(Offer.is_reference_scheme))
    return set(session.exec(wanted))


def offer_to_change(session: Session, *, member_id: str, team_id: str, now: datetime) -> Offer:
    """Return what this member offers, for a change; of somebody who has offered nothing a closed offer, kept now."""
    nothing = {"standing": Standing.CLOSED, "capacity": USUAL_CAPACITY, "is_reference_scheme": False}
    row = {"member_id": member_id, "team_id": team_id, "place": drawn_place(), "changed_at": now, **nothing}
    insert_new(session, Offer, [row], by=("member_id",))
    return session.exec(select(Offer).where(Offer.member_id == member_id).with_for_update()).one()


def keep_words(session: Session, *, offer: Offer, words: Collection[str]) -> None:
    """Let a mentor be found by these words and no others."""
    session.flush()
    session.exec(delete(OfferWord).where(col(OfferWord.member_id) == offer.member_id))
    _add_words(session, [(offer.member_id, offer.team_id, offer.place, words)])


def follow_facts(session: Session, *, facts: Mapping[str, tuple[Stream | None, str | None]]) -> None:
    """Let mentors be found by their streams and sites as these are known now, by member id; others offer nothing."""
    wanted = select(Offer.member_id, Offer.team_id, Offer.place).where(col(Offer.member_id).in_(facts))
    offers = list(session.exec(wanted))
    if not offers:
        return
    word = col(OfferWord.word)
    told = or_(word.startswith(OF_STREAM), word.startswith(OF_SITE))
    session.exec(delete(OfferWord).where(col(OfferWord.member_id).in_([each[0] for each in offers]), told))
    _add_words(session, [(*each, fact_words(*facts[each[0]])) for each in offers])


def _add_words(session: Session, found: Collection[tuple[str, str, int, Collection[str]]]) -> None:
    rows = [
        {"member_id": member_id, "word": word, "team_id": team_id, "place": place}
        for member_id, team_id, place, words in sorted(found, key=lambda each: each[0])
        for word in sorted(words)
    ]
    insert_new(session, OfferWord, rows, by=("member_id", "word"))
