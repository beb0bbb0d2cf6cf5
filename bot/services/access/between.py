"""Whose something is of what happens between two meetings, and who is on which side of a pair."""

from sqlmodel import Session

from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services.access.objects import active_pair_of, readable_pair_of
from storage.doors import Door, door_by_id
from storage.members import Member
from storage.notes import Note, note_by_id
from storage.reviews import Review, review_by_id
from storage.thanks import Thanks, thanks_by_id
from storage.vocabulary import Side


def review_of(
    session: Session, actor: Member, review_id: str, *, is_to_change: bool = False
) -> tuple[Review, PairCard]:
    """Return a request for a review of a pair that `actor` is in, with the pair: what each may do is another question.

    Raises:
        NotYoursError: the request is of another pair, or there never was one.
    """
    review = review_by_id(session, review_id=review_id, is_to_change=is_to_change)
    if review is None:
        raise NotYoursError
    return review, active_pair_of(session, actor, review.pair_id)


def own_note_of(session: Session, actor: Member, note_id: str, *, is_to_change: bool = False) -> tuple[Note, PairCard]:
    """Return a note that `actor` has written, with its pair. The other side reads it and never changes it.

    Raises:
        NotYoursError: somebody else wrote it, or there never was one.
    """
    note = note_by_id(session, note_id=note_id, is_to_change=is_to_change)
    if note is None or note.author_id != actor.id:
        raise NotYoursError
    return note, active_pair_of(session, actor, note.pair_id)


def thanks_of(
    session: Session, actor: Member, thanks_id: str, *, is_to_change: bool = False
) -> tuple[Thanks, PairCard]:
    """Return a note of thanks of which `actor` has a copy, with its pair, also when that has come to its close.

    Raises:
        NotYoursError: it is of another pair, their copy is put away, or there never was one.
    """
    thanks = thanks_by_id(session, thanks_id=thanks_id, is_to_change=is_to_change)
    if thanks is None or not thanks.is_kept_by(actor.id):
        raise NotYoursError
    return thanks, readable_pair_of(session, actor, thanks.pair_id)


def door_of(
    session: Session, actor: Member, door_id: str, *, is_to_change: bool = False, is_to_read: bool = False
) -> tuple[Door, PairCard]:
    """Return a door of a pair that `actor` is in, with the pair: what each may do with it is another question.

    One `is_to_read` may be of a pair that has ended.

    Raises:
        NotYoursError: it is of another pair, or there never was one.
    """
    door = door_by_id(session, door_id=door_id, is_to_change=is_to_change)
    if door is None:
        raise NotYoursError
    return door, (readable_pair_of if is_to_read else active_pair_of)(session, actor, door.pair_id)


def pair_mentor_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the active pair in which `actor` is the mentor.

    Raises:
        NotYoursError: they are not, or it is not active.
    """
    card = active_pair_of(session, actor, pair_id)
    if card.side is not Side.MENTOR:
        raise NotYoursError
    return card


def pair_mentee_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the active pair in which `actor` is the mentee.

    Raises:
        NotYoursError: they are not, or it is not active.
    """
    card = active_pair_of(session, actor, pair_id)
    if card.side is not Side.MENTEE:
        raise NotYoursError
    return card
