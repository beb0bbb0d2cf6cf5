"""How many introductions were made. Numbers alone: of whom to whom there is nothing in them."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, func, select

from storage.doors import Door
from storage.pairs import Pair
from storage.vocabulary import DoorKind, DoorState

MADE = (DoorState.SENT, DoorState.MET, DoorState.NOT_MET)
"""How an introduction stands whose letter has gone out, whatever has come of it."""


def introductions_of_pairs(session: Session, *, pair_ids: Collection[str], year: int) -> dict[str, int]:
    """Return how many introductions of each of these pairs were sent in a year, 0 for none: one query.

    A pair that has ended counts too. The year is the one on the calendar of whoever has sent the letter.
    """
    wanted = select(Door.pair_id, func.count()).where(col(Door.pair_id).in_(pair_ids))
    made = wanted.where(Door.kind == DoorKind.INTRODUCTION, col(Door.state).in_(MADE), Door.year == year)
    return dict.fromkeys(pair_ids, 0) | dict(session.exec(made.group_by(col(Door.pair_id))).all())


def introductions_within(session: Session, *, pair_ids: Collection[str], first: date, last: date) -> dict[str, int]:
    """Return how many introductions of each of these pairs were sent from one day to another: one query.

    A pair without any is left out. The day is the one on the calendar of whoever has sent the letter.
    """
    wanted = select(Door.pair_id, func.count()).where(col(Door.pair_id).in_(pair_ids))
    made = wanted.where(Door.kind == DoorKind.INTRODUCTION, col(Door.state).in_(MADE))
    within = made.where(col(Door.answered_on) >= first, col(Door.answered_on) <= last)
    return dict(session.exec(within.group_by(col(Door.pair_id))).all())


def introductions_of_mentors(session: Session, *, mentor_ids: Collection[str], year: int) -> dict[str, int]:
    """Return the same of each of these mentors, over all pairs that they are or were the mentor of: one query."""
    wanted = select(Pair.mentor_id, func.count()).join(Door, col(Door.pair_id) == col(Pair.id))
    theirs = wanted.where(col(Pair.mentor_id).in_(mentor_ids), Door.kind == DoorKind.INTRODUCTION)
    made = theirs.where(col(Door.state).in_(MADE), Door.year == year)
    return dict.fromkeys(mentor_ids, 0) | dict(session.exec(made.group_by(col(Pair.mentor_id))).all())
