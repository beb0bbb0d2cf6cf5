"""Whom somebody may look at: colleagues who offer to mentor; and who may hear, or tell, what one of them is like."""

from sqlmodel import Session

from bot.domain.references import Seat
from bot.errors import NotYoursError
from storage.avoidances import are_apart
from storage.members import Member
from storage.offers import Offer, words_of
from storage.pairs import live_pair_between
from storage.records import record
from storage.references import Inquiry, inquiry_by_id
from storage.vocabulary import PairState, Standing

TOGETHER = (PairState.TALKING, PairState.HELD, PairState.ACTIVE)
"""In these a mentee may read what a mentor says to mentees alone."""


@record
class SeenMentor:
    """A colleague who offers to mentor, as somebody may look at them."""

    offer: Offer
    member: Member
    is_mine: bool
    """Whoever looks is in a pair with them, or soon may be."""
    is_pair_part_open: bool
    """What they say to their mentees is for whoever looks as well."""


def mentor_of(session: Session, actor: Member, mentor_id: str) -> SeenMentor:
    """Return a colleague who offers to mentor, as `actor` may look at them.

    Raises:
        NotYoursError: there is no such colleague in this workspace, they offer nothing or are closed, one of the two
            would rather not be paired with the other, or it is `actor`. All of these look alike.
    """
    offer, member = session.get(Offer, mentor_id), session.get(Member, mentor_id)
    if offer is None or member is None or member.team_id != actor.team_id:
        raise NotYoursError
    if not member.is_full_member or member.id == actor.id:
        raise NotYoursError
    pair = live_pair_between(session, member_ids=(actor.id, member.id))
    is_mentee = pair is not None and pair.mentee_id == actor.id and pair.state in TOGETHER
    if not (is_mentee or _is_found(session, offer)):
        raise NotYoursError
    if not is_mentee and are_apart(session, member_ids=(actor.id, member.id)):
        raise NotYoursError
    return SeenMentor(offer, member, is_mine=pair is not None, is_pair_part_open=is_mentee)


def _is_found(session: Session, offer: Offer) -> bool:
    """Return whether a search can find this offer: it is not closed, and something has been said."""
    words = words_of(session, member_ids=[offer.member_id])
    return offer.standing is not Standing.CLOSED and bool(words[offer.member_id])


def inquiry_of(
    session: Session, actor: Member, inquiry_id: str, *, seat: Seat | None = None, is_to_change: bool = False
) -> tuple[Inquiry, Seat]:
    """Return what somebody would like to hear of a mentor, and on which side of it `actor` is. The mentor is on none.

    Where a `seat` is named it must be that one.

    Raises:
        NotYoursError: `actor` neither asked nor is asked, or not on that side; or there never was one.
    """
    inquiry = inquiry_by_id(session, inquiry_id=inquiry_id, is_to_change=is_to_change)
    if inquiry is None:
        raise NotYoursError
    seats = {inquiry.asker_id: Seat.ASKER, inquiry.referee_id: Seat.REFEREE}
    if actor.id not in seats or seat not in (None, seats[actor.id]):
        raise NotYoursError
    return inquiry, seats[actor.id]
