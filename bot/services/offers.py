"""What somebody offers as a mentor: read and changed by themselves, and what of it counts for others."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.offers import (
    MOST_YEARS,
    Availability,
    OfferFlaw,
    OpenPart,
    OwnOffer,
    PairPart,
    availability_of,
    flaw_of,
    words_of,
)
from bot.errors import FieldError
from storage.avoidances import are_apart
from storage.members import Member
from storage.offers import Offer, fact_words, keep_words, offer_of, offer_to_change
from storage.offers import words_of as stored_words
from storage.pairs import count_mentees
from storage.profiles import profile_of
from storage.vocabulary import Stage, Standing, Strength


def own(deps: Deps, *, actor: Member) -> OwnOffer:
    """Return what `actor` offers; somebody who has offered nothing is closed, with nothing said."""
    today = today_of(deps, actor)
    with deps.db.read() as session:
        offer = offer_of(session, member_id=actor.id)
        availability = availability_of_mentor(session, member_id=actor.id, today=today)
        if offer is None or availability is None:
            return OwnOffer(OpenPart(), PairPart(), Availability.CLOSED)
        return OwnOffer(open_part_of(session, offer), pair_part_of(offer), availability)


def keep_open_part(deps: Deps, *, actor: Member, part: OpenPart, fields: Mapping[OfferFlaw, str]) -> None:
    """Keep what every colleague may read.

    Raises:
        FieldError: something cannot be offered; beside the field that `fields` names for it.
    """
    flaw = flaw_of(part, today=today_of(deps, actor))
    if flaw:
        sentence: str = getattr(deps.catalog.offers, flaw)
        raise FieldError(fields[flaw], sentence.format(most=MOST_YEARS))
    with deps.db.begin() as session:
        offer = _offer_to_change(session, deps, actor)
        offer.standing = part.standing
        offer.paused_until = part.paused_until if part.standing is Standing.PAUSED else None
        offer.capacity, offer.years, offer.brings = part.capacity, part.years, part.brings
        offer.is_reference_scheme = part.is_reference_scheme
        for stage in Stage:
            setattr(offer, stage, part.experience.get(stage))
        profile = profile_of(session, member_id=actor.id)
        facts = fact_words(profile.stream, profile.site) if profile else set()
        keep_words(session, offer=offer, words=words_of(part) | facts)


def keep_pair_part(deps: Deps, *, actor: Member, part: PairPart) -> None:
    """Keep what only those may read who are in a pair with `actor`, or have a first conversation."""
    with deps.db.begin() as session:
        offer = _offer_to_change(session, deps, actor)
        for name, value in asdict(part).items():
            setattr(offer, name, value)


def pause_in(session: Session, deps: Deps, *, mentor: Member, until: date) -> None:
    """Let a mentor be asked by nobody before `until`, in the transaction of whatever they press beside it.

    One who is closed stays so. Somebody who has never offered anything is still found by no search afterwards.
    """
    is_new = offer_of(session, member_id=mentor.id) is None
    offer = _offer_to_change(session, deps, mentor)
    if is_new or offer.standing is not Standing.CLOSED:
        offer.standing, offer.paused_until = Standing.PAUSED, until


def availability_of_mentor(session: Session, *, member_id: str, today: date) -> Availability | None:
    """Return whether this member can be asked to mentor on `today`; None for somebody who has never offered it."""
    offer = offer_of(session, member_id=member_id)
    if offer is None:
        return None
    mentees = count_mentees(session, mentor_ids=[member_id]).get(member_id, 0)
    return availability_from(offer, mentees=mentees, today=today)


def may_be_asked(session: Session, *, mentor: Member, by: Member, now: datetime) -> bool:
    """Return whether `by` can ask this colleague for a first conversation.

    Not of somebody who is closed, pauses or has no room, nor where one of the two would rather not be paired with the
    other: to `by` these look alike. Whoever has never offered anything can be asked by name.
    """
    today = local_day(now, ZoneInfo(mentor.zone))
    return can_begin(session, mentor_id=mentor.id, mentee_id=by.id, today=today)


def can_begin(session: Session, *, mentor_id: str, mentee_id: str, today: date) -> bool:
    """Return whether nothing that one of these two has chosen stands against a pair; what it is is told to nobody."""
    availability = availability_of_mentor(session, member_id=mentor_id, today=today)
    is_free = availability in {None, Availability.FREE}
    return is_free and not are_apart(session, member_ids=(mentor_id, mentee_id))


def availability_from(offer: Offer, *, mentees: int, today: date) -> Availability:
    """Return whether a mentor with so many mentees can be asked on `today`."""
    return availability_of(
        standing=offer.standing,
        paused_until=offer.paused_until,
        capacity=offer.capacity,
        mentees=mentees,
        today=today,
    )


def open_part_of(session: Session, offer: Offer) -> OpenPart:
    """Return the part of an offer that every colleague may read."""
    found = stored_words(session, member_ids=[offer.member_id])[offer.member_id]
    return OpenPart(
        standing=offer.standing,
        paused_until=offer.paused_until,
        capacity=offer.capacity,
        strengths=frozenset(strength for strength in Strength if strength in found),
        experience={stage: said for stage in Stage if (said := getattr(offer, stage)) is not None},
        years=offer.years,
        brings=offer.brings,
        is_reference_scheme=offer.is_reference_scheme,
    )


def pair_part_of(offer: Offer) -> PairPart:
    """Return the part of an offer that only those may read who are in a pair with the mentor."""
    return PairPart(**{name: getattr(offer, name) for name in PairPart.__dataclass_fields__})


def today_of(deps: Deps, member: Member) -> date:
    """Return the day on this member's own calendar."""
    return local_day(deps.clock.now(), ZoneInfo(member.zone))


def _offer_to_change(session: Session, deps: Deps, member: Member) -> Offer:
    now = deps.clock.now()
    offer = offer_to_change(session, member_id=member.id, team_id=member.team_id, now=now)
    offer.changed_at = now
    return offer
