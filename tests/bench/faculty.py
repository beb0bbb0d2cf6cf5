"""A faculty of any size, half of whom offer to mentor: the same mixture however many they are."""

from random import Random

from sqlmodel import Session

from bot.domain.offers import STRENGTHS, OpenPart, words_of
from storage.avoidances import Avoidance
from storage.columns import new_id
from storage.database import Database
from storage.members import Member
from storage.offers import PLACES, Offer, OfferWord, fact_words
from storage.pairs import Pair
from storage.profiles import Profile
from storage.vocabulary import Area, Experience, PairState, Stage, Standing, Stream, Strength
from tests.bench.outboxes import DUE_AT, TEAM

SITES = ("Main", "North", "Children's", "Rehabilitation", "Women's", "Harbour")
RARE_SITE = "Field station"
"""At which one member in a thousand is, and hardly any mentor."""
TEXT = "Three study sections, one promotion file a year, and a long list of things that did not work. " * 4
PAUSED_UNTIL = DUE_AT.date().replace(year=2027)


def fill(database: Database, members: int) -> list[Member]:
    """Keep a faculty of so many members and return them. Every run draws the same."""
    lot = Random(members)
    people = [Member(id=new_id(), team_id=TEAM, user_id=f"U{number}", name=f"Dr {number}") for number in range(members)]
    with database.begin() as session:
        session.add_all(people)
        session.flush()
        for person in people:
            site = RARE_SITE if lot.random() < 0.001 else lot.choice(SITES)
            profile = Profile(member_id=person.id, team_id=TEAM, stream=lot.choice(list(Stream)), site=site)
            session.add(profile)
            if lot.random() < 0.5:
                _offer(session, person, lot, facts=fact_words(profile.stream, profile.site))
            if lot.random() < 0.02:
                avoided = lot.choice(people).id
                session.add(Avoidance(member_id=person.id, team_id=TEAM, avoided=avoided))
        session.flush()
        session.add_all(_pairs(people, lot))
    return people


def _offer(session: Session, person: Member, lot: Random, *, facts: set[str]) -> None:
    """Let somebody offer to mentor, most of them openly, some with a pause."""
    standing = lot.choices(list(Standing), weights=(70, 15, 15))[0]
    strengths = frozenset(lot.sample(list(Strength), k=lot.randint(2, 5)))
    stages = lot.sample(list(Stage), k=lot.randint(1, 3))
    part = OpenPart(standing=standing, strengths=strengths, experience=dict.fromkeys(stages, Experience.FEW))
    offer = Offer(
        member_id=person.id,
        team_id=TEAM,
        place=lot.randrange(PLACES),
        standing=standing,
        paused_until=PAUSED_UNTIL if standing is Standing.PAUSED else None,
        capacity=lot.randint(1, 4),
        brings=TEXT,
        changed_at=DUE_AT,
    )
    session.add(offer)
    session.flush()
    words = sorted(words_of(part) | facts)
    session.add_all(OfferWord(member_id=person.id, word=word, team_id=TEAM, place=offer.place) for word in words)


def _pairs(people: list[Member], lot: Random) -> list[Pair]:
    """Return as many pairs as a third of the faculty has people."""
    drawn = {tuple(lot.sample(range(len(people)), k=2)) for _ in range(len(people) // 3)}
    return [
        Pair(
            team_id=TEAM,
            mentor_id=people[mentor].id,
            mentee_id=people[mentee].id,
            proposed_by_id=people[0].id,
            state=PairState.ACTIVE,
            proposed_at=DUE_AT,
        )
        for mentor, mentee in sorted(drawn)
    ]


def topics() -> list[Area | Strength]:
    """Return everything that help can be wished with: four areas, and what belongs to each."""
    return [*Area, *(strength for strengths in STRENGTHS.values() for strength in strengths)]
