"""What a pair wants to talk about, and what one of the two keeps to themselves."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select, update

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import upsert
from storage.vocabulary import Area, TopicState


class AgendaItem(SQLModel, table=True):
    """One topic of one pair. It belongs to no meeting until it is discussed, so what is left open carries over."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    area: Area = Field(sa_type=words(Area))
    question: str = Field(sa_type=EncryptedText)
    analysis: str | None = Field(default=None, sa_type=EncryptedText)
    ask: str | None = Field(default=None, sa_type=EncryptedText)
    matters_on: date | None = None
    is_shared: bool = False
    """Shown to the other side at once; otherwise from two working days before the meeting."""
    state: TopicState = Field(default=TopicState.OPEN, sa_type=words(TopicState))
    discussed_in_id: str | None = Field(default=None, foreign_key=key_of(Meeting))
    revision: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)


class PrivateNote(SQLModel, table=True):
    """What one person writes for themselves about one pair. Nobody else is ever shown it."""

    __table_args__ = (UniqueConstraint("pair_id", "author_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    author_id: str = Field(foreign_key=key_of(Member))
    text: str = Field(sa_type=EncryptedText)
    changed_at: datetime = Field(sa_type=UtcDateTime)


def open_topics(session: Session, *, pair_ids: Sequence[str]) -> list[AgendaItem]:
    """Return the open topics of these pairs, by the date that matters: the soonest first, undated last.

    Not every one is for both sides yet: `bot.domain.agendas.is_visible` says which.
    """
    matters_on = col(AgendaItem.matters_on)
    wanted = select(AgendaItem).where(col(AgendaItem.pair_id).in_(pair_ids), AgendaItem.state == TopicState.OPEN)
    in_order = wanted.order_by(matters_on.is_(None), matters_on, col(AgendaItem.created_at), col(AgendaItem.id))
    return list(session.exec(in_order))


def topic_by_id(session: Session, *, topic_id: str) -> AgendaItem | None:
    """Return one topic, None when there is none of that id."""
    return session.get(AgendaItem, topic_id)


def areas_discussed(session: Session, *, meeting_ids: Sequence[str]) -> set[Area]:
    """Return the areas of the topics that were discussed in these meetings."""
    wanted = select(col(AgendaItem.area)).where(col(AgendaItem.discussed_in_id).in_(meeting_ids)).distinct()
    return set(session.exec(wanted))


def private_note(session: Session, *, pair_id: str, author_id: str) -> PrivateNote | None:
    """Return what this author keeps to themselves about this pair, None when that is nothing."""
    wanted = select(PrivateNote).where(PrivateNote.pair_id == pair_id, PrivateNote.author_id == author_id)
    return session.exec(wanted).one_or_none()


def keep_private_note(
    session: Session, *, team_id: str, pair_id: str, author_id: str, text: str, changed_at: datetime
) -> None:
    """Keep this author's own note about this pair, in the place of an older one. An empty one stays as empty text."""
    row = PrivateNote(team_id=team_id, pair_id=pair_id, author_id=author_id, text=text, changed_at=changed_at)
    upsert(session, PrivateNote, [row.model_dump()], by=("pair_id", "author_id"))


def close_topics(session: Session, *, pair_id: str, topic_ids: Collection[str], meeting_id: str) -> None:
    """Note that these topics of the pair were discussed in that meeting. One that is open no more stays as it is."""
    chosen = update(AgendaItem).where(
        col(AgendaItem.pair_id) == pair_id,
        col(AgendaItem.id).in_(topic_ids),
        col(AgendaItem.state) == TopicState.OPEN,
    )
    revision = col(AgendaItem.revision) + 1
    session.exec(chosen.values(state=TopicState.DISCUSSED, discussed_in_id=meeting_id, revision=revision))
