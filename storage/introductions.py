"""How many introductions were made. Numbers alone: of whom to whom there is nothing in them."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, func, select

from storage.doors import Door
from storage.vocabulary import DoorKind, DoorState

MADE = (DoorState.SENT, DoorState.MET, DoorState.NOT_MET)
"""How an introduction stands whose letter has gone out, whatever has come of it."""


def introductions_within(session: Session, *, pair_ids: Collection[str], first: date, last: date) -> dict[str, int]:
    """Return how many introductions of each of these pairs were sent from one day to another: one query.

    A pair without any is left out. The day is the one on the calendar of whoever has sent the letter.
    """
    wanted = select(Door.pair_id, func.count()).where(col(Door.pair_id).in_(pair_ids))
    made = wanted.where(Door.kind == DoorKind.INTRODUCTION, col(Door.state).in_(MADE))
    within = made.where(col(Door.answered_on) >= first, col(Door.answered_on) <= last)
    return dict(session.exec(within.group_by(col(Door.pair_id))).all())
