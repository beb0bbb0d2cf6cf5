"""What happens to the meetings of a pair: planned, moved, cancelled."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.meetings import MeetingDraft
from bot.domain.pairs import PairCard
from storage.meetings import Meeting
from storage.members import Member


def plan_in(
    session: Session,
    *,
    catalog: Catalog,
    card: PairCard,
    actor: Member,
    draft: MeetingDraft,
    now: datetime,
    meeting_id: str | None = None,
) -> Meeting:
    """Keep the next meeting of a pair and plan every message about it, in the transaction at hand.

    Raises:
        FieldError: the day or the time cannot be used, or the pair has a meeting ahead already.
    """
    raise NotImplementedError
