"""What came out of a meeting: commitments with an owner and a date, and suggestions that bind nobody."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new
from storage.vocabulary import AdviceState, ItemState


class ActionItem(SQLModel, table=True):
    """Who does what, by when. Either side can own one; only its owner is reminded."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    meeting_id: str | None = Field(default=None, foreign_key=key_of(Meeting))
    author_id: str = Field(foreign_key=key_of(Member))
    owner_id: str = Field(foreign_key=key_of(Member), index=True)
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
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    meeting_id: str | None = Field(default=None, foreign_key=key_of(Meeting))
    author_id: str = Field(foreign_key=key_of(Member))
    suggestion: str = Field(sa_type=EncryptedText)
    state: AdviceState = Field(default=AdviceState.OPEN, sa_type=words(AdviceState))
    reason: str | None = Field(default=None, sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)


def open_items(session: Session, *, pair_ids: Sequence[str]) -> list[ActionItem]:
    """Return the open action items of these pairs: one query, the nearest due first, those without a date last."""
    wanted = select(ActionItem).where(*_open_in(pair_ids))
    return list(session.exec(wanted.order_by(*_nearest_due())))


def page_of_items(session: Session, *, pair_id: str, first_owner_id: str, limit: int, offset: int) -> list[ActionItem]:
    """Return some of the pair's open items: those of `first_owner_id` first, in each part the nearest due first."""
    is_later = col(ActionItem.owner_id) != first_owner_id
    wanted = select(ActionItem).where(*_open_in([pair_id])).order_by(is_later, *_nearest_due())
    return list(session.exec(wanted.limit(limit).offset(offset)))


def count_open_items(session: Session, *, pair_id: str) -> int:
    """Return how many open items the pair has."""
    return session.exec(select(func.count()).select_from(ActionItem).where(*_open_in([pair_id]))).one()


def item_by_id(session: Session, *, item_id: str, is_to_change: bool = False) -> ActionItem | None:
    """Return one item, None when there is none of that id. One `is_to_change` waits until nobody else changes it."""
    wanted = select(ActionItem).where(ActionItem.id == item_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def items_by_id(session: Session, *, item_ids: Collection[str]) -> dict[str, ActionItem]:
    """Return those of these items that there are, by id: one query."""
    wanted = select(ActionItem).where(col(ActionItem.id).in_(item_ids))
    return {item.id: item for item in session.exec(wanted)}


def keep_new_item(session: Session, *, item: ActionItem) -> bool:
    """Keep an action item and return whether it is new: one whose id is known stays as it stands."""
    session.flush()
    return insert_new(session, ActionItem, [item.model_dump()], by=("id",)) == 1


def open_advice(session: Session, *, pair_ids: Sequence[str], limit: int | None = None) -> list[Advice]:
    """Return the suggestions of these pairs of which the mentee has not said what became of them, the oldest first."""
    wanted = select(Advice).where(*_waiting_in(pair_ids)).order_by(col(Advice.changed_at), col(Advice.id))
    return list(session.exec(wanted.limit(limit)))


def count_open_advice(session: Session, *, pair_id: str) -> int:
    """Return how many of the pair's suggestions wait for the mentee's word."""
    return session.exec(select(func.count()).select_from(Advice).where(*_waiting_in([pair_id]))).one()


def answered_advice(session: Session, *, pair_id: str, limit: int) -> list[Advice]:
    """Return the suggestions of which the mentee said last what became of them, the latest answer first."""
    wanted = select(Advice).where(Advice.pair_id == pair_id, Advice.state != AdviceState.OPEN)
    return list(session.exec(wanted.order_by(col(Advice.changed_at).desc(), col(Advice.id)).limit(limit)))


def results_of(session: Session, *, meeting_id: str) -> tuple[list[ActionItem], list[Advice]]:
    """Return the action items and the suggestions that came out of one meeting, whatever became of them."""
    items = select(ActionItem).where(ActionItem.meeting_id == meeting_id).order_by(*_nearest_due())
    advice = select(Advice).where(Advice.meeting_id == meeting_id).order_by(col(Advice.id))
    return list(session.exec(items)), list(session.exec(advice))


def advice_by_id(session: Session, *, advice_id: str, is_to_change: bool = False) -> Advice | None:
    """Return one suggestion, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Advice).where(Advice.id == advice_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_advice(session: Session, *, advice: Sequence[Advice]) -> int:
    """Keep these suggestions and return how many are new: one whose id is known stays as it stands."""
    session.flush()
    return insert_new(session, Advice, [each.model_dump() for each in advice], by=("id",))


def _open_in(pair_ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return col(ActionItem.pair_id).in_(pair_ids), col(ActionItem.state) == ItemState.OPEN


def _waiting_in(pair_ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return col(Advice.pair_id).in_(pair_ids), col(Advice.state) == AdviceState.OPEN


def _nearest_due() -> tuple[SQLColumnExpression[Any], ...]:
    due_on = col(ActionItem.due_on)
    return due_on.is_(None), due_on, col(ActionItem.changed_at), col(ActionItem.id)
