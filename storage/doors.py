"""Doors of a pair: introductions, asking to be spoken up for, opportunities, pitfalls; and how many there were."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new
from storage.vocabulary import DoorKind, DoorState


class Door(SQLModel, table=True):
    """One thing that one of a pair has opened for the other, or asked for. What it is stays between the two."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    kind: DoorKind = Field(sa_type=words(DoorKind))
    state: DoorState = Field(default=DoorState.OPEN, sa_type=words(DoorState))
    author_id: str = Field(foreign_key=key_of(Member))
    """Who began it."""
    answered_by_id: str | None = Field(default=None, foreign_key=key_of(Member))
    """Who first did something with it: sent the letter, gave the answer."""
    answered_on: date | None = None
    """When, on their calendar."""
    title: str = Field(sa_type=EncryptedText)
    """To whom, what for, what it is."""
    about: str | None = Field(default=None, sa_type=EncryptedText)
    letter: str | None = Field(default=None, sa_type=EncryptedText)
    """Of an introduction."""
    answer: str | None = Field(default=None, sa_type=EncryptedText)
    """Who is better placed to speak up."""
    matters_on: date | None = None
    year: int
    """In which it counts: the one in which it was begun, and once it is answered the one in which it was answered."""
    revision: int = 1
    """Rises with every change; a letter that was opened on an older one is refused."""
    begun_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


def door_by_id(session: Session, *, door_id: str, is_to_change: bool = False) -> Door | None:
    """Return one of them, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Door).where(Door.id == door_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_door(session: Session, *, door: Door) -> bool:
    """Keep one and return whether it is new: one whose id is known stays as it stands."""
    return insert_new(session, Door, [door.model_dump()], by=("id",)) == 1


def page_of_doors(session: Session, *, pair_id: str, limit: int, offset: int) -> list[Door]:
    """Return some of a pair's: first what is open, then by the year in which it counts, the latest first."""
    wanted = select(Door).where(Door.pair_id == pair_id)
    ordered = wanted.order_by(
        col(Door.state) != DoorState.OPEN, col(Door.year).desc(), col(Door.changed_at).desc(), col(Door.id)
    )
    return list(session.exec(ordered.limit(limit).offset(offset)))


def count_doors(session: Session, *, pair_id: str) -> dict[tuple[int, DoorState], int]:
    """Return how many there are of a pair, by the year in which they count and how they stand: one query."""
    wanted = select(Door.year, Door.state, func.count()).where(Door.pair_id == pair_id)
    found = session.exec(wanted.group_by(col(Door.year), col(Door.state))).all()
    return {(year, DoorState(state)): number for year, state, number in found}


def count_open_doors(session: Session, *, pair_id: str, author_id: str, kind: DoorKind) -> int:
    """Return how many of a kind one of a pair has begun that are open."""
    wanted = select(func.count()).select_from(Door)
    theirs = (Door.pair_id == pair_id, Door.author_id == author_id, Door.kind == kind, Door.state == DoorState.OPEN)
    return session.exec(wanted.where(*theirs)).one()
