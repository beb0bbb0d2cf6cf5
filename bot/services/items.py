"""What pairs do with action items. One function per intention; each opens one transaction."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.items import ItemDraft
from bot.domain.pairs import PairCard
from storage.columns import new_id
from storage.items import ActionItem, item_by_id
from storage.members import Member


def add_in(
    session: Session,
    *,
    card: PairCard,
    actor: Member,
    meeting_id: str | None,
    draft: ItemDraft,
    now: datetime,
    item_id: str | None = None,
) -> ActionItem:
    """Add an action item within a transaction that is open, and plan its reminder.

    An id that is known is left as it stands and answered as the first time.
    """
    known = item_by_id(session, item_id=item_id) if item_id else None
    if known:
        return known
    item = ActionItem(
        id=item_id or new_id(),
        team_id=card.team_id,
        pair_id=card.pair_id,
        meeting_id=meeting_id,
        author_id=actor.id,
        owner_id=card.of(draft.owner).member_id,
        task=draft.task,
        due_on=draft.due_on,
        changed_at=now,
    )
    session.add(item)
    return item
