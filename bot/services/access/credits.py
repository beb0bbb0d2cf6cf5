"""Whose a shared work is: it belongs to the two of its pair, for as long as Rapport keeps it."""

from sqlmodel import Session

from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services.access.objects import active_pair_of, readable_pair_of
from storage.credits import CreditEntry, credit_by_id
from storage.members import Member


def credit_of(
    session: Session, actor: Member, entry_id: str, *, is_to_change: bool = False
) -> tuple[CreditEntry, PairCard]:
    """Return a shared work of a pair that `actor` is in, with the pair, which may have come to its close.

    One `is_to_change` is locked first, and its pair must be active: so no change slips in beside the end of a pair,
    which freezes it.

    Raises:
        NotYoursError: it is of another pair, or of one that has ended and is to be changed, or there never was one.
    """
    entry = credit_by_id(session, entry_id=entry_id, is_to_change=is_to_change)
    if entry is None:
        raise NotYoursError
    return entry, (active_pair_of if is_to_change else readable_pair_of)(session, actor, entry.pair_id)
