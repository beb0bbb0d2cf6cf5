"""Whose a need is, and which mentor may read it."""

from sqlmodel import Session

from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services.access.between import pair_mentor_of
from storage.members import Member
from storage.needs import Need, NeedRow, need_by_id, needs_of


def own_need_of(session: Session, actor: Member, need_id: str, *, is_to_change: bool = False) -> Need:
    """Return a need of `actor`'s own map, or one that a mentor suggests for it.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
    """
    need = need_by_id(session, need_id=need_id, is_to_change=is_to_change)
    if need is None or need.mentee_id != actor.id:
        raise NotYoursError
    return need


def needs_shared_with(session: Session, actor: Member, pair_id: str) -> tuple[PairCard, list[NeedRow]]:
    """Return what the mentee of a pair lets `actor`, its mentor, read now: nothing once the pair has ended.

    Raises:
        NotYoursError: `actor` is not the mentor of that pair, or it is not active.
    """
    card = pair_mentor_of(session, actor, pair_id)
    rows = needs_of(session, mentee_id=card.mentee.member_id)
    return card, [row for row in rows if row.need.named_on and pair_id in row.need.shared_with.split()]


def shared_need_of(session: Session, actor: Member, need_id: str, *, pair_id: str) -> tuple[Need, PairCard]:
    """Return a need that `actor` may read as the mentor of that pair, to be changed, with the pair.

    Raises:
        NotYoursError: it is not shared with them.
    """
    card = pair_mentor_of(session, actor, pair_id)
    need = need_by_id(session, need_id=need_id, is_to_change=True)
    if need is None or need.mentee_id != card.mentee.member_id or pair_id not in need.shared_with.split():
        raise NotYoursError
    return need, card
