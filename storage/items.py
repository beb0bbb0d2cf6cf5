"""What came out of a meeting: commitments with an owner and a date, and suggestions that bind nobody."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import EncryptedText, UtcDateTime, new_id, words
from storage.vocabulary import AdviceState, ItemState


class ActionItem(SQLModel, table=True):
    """Who does what, by when. Either side can own one; only its owner is reminded."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id")
    author_id: str = Field(foreign_key="member.id")
    owner_id: str = Field(foreign_key="member.id", index=True)
    task: str = Field(sa_type=EncryptedText)
    due_on: date | None = None
    state: ItemState = Field(default=ItemState.OPEN, sa_type=words(ItemState))
    revision: int = 1
    """Rises with every change of its date: a reminder of an older one is pointless."""
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Advice(SQLModel, table=True):
    """A suggestion: the mentee decides, and says what became of it."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key="pair.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id")
    author_id: str = Field(foreign_key="member.id")
    suggestion: str = Field(sa_type=EncryptedText)
    state: AdviceState = Field(default=AdviceState.OPEN, sa_type=words(AdviceState))
    reason: str | None = Field(default=None, sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)


def open_items(session: Session, *, pair_ids: Sequence[str]) -> list[ActionItem]:
    """Return the open action items of these pairs: one query, the nearest due first, those without a date last."""
    due_on = col(ActionItem.due_on)
    is_open = col(ActionItem.state) == ItemState.OPEN
    wanted = select(ActionItem).where(col(ActionItem.pair_id).in_(pair_ids), is_open)
    return list(session.exec(wanted.order_by(due_on.is_(None), due_on, col(ActionItem.changed_at), col(ActionItem.id))))


def item_by_id(session: Session, *, item_id: str) -> ActionItem | None:
    """Return one action item, None when there is none of that id."""
    return session.get(ActionItem, item_id)
