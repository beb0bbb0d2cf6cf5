"""The eight slots that everybody carries in their own Home, whether they have ever asked for anything or not.

A slot holds the secret of one case. Whoever has none carries eight secrets of nothing: from outside, and sealed, all
look alike. How often somebody may ask is counted from these alone, so no table has to.
"""

import secrets
from collections.abc import Sequence
from dataclasses import field
from enum import IntFlag

from storage.records import record

SLOTS = 8
SECRET_BYTES = 16
WEEK_BYTES = 2
SLOT_BYTES = SECRET_BYTES + WEEK_BYTES + 1
BLOB_BYTES = SLOTS * SLOT_BYTES
MOST_OPEN = 3
MOST_NEW = 2
"""Within `NEW_WEEKS`."""
NEW_WEEKS = 4
COOL_WEEKS = 8
"""How long nothing new is taken after facilitators have muted a case."""


class Mark(IntFlag):
    """What is known of the case in a slot."""

    TAKEN = 1
    """There is, or was, a case; without it the secret is random and finds nothing."""
    OVER = 2
    """Closed when its owner last looked."""
    MUTED = 4
    """The facilitators want nothing more from here."""


@record
class Slot:
    """One slot."""

    secret: bytes = field(repr=False)
    week: int
    """In which the case was opened, counted from 1970."""
    marks: Mark


def secret_beside(receipt: bytes) -> bytes:
    """Return a new secret for a slot: what the receipt stands for, and more at random.

    So each of the two makes the key that is the author's alone.
    """
    return receipt + secrets.token_bytes(SECRET_BYTES - len(receipt))


def free_slot() -> Slot:
    """Return a slot that finds nothing."""
    week = secrets.randbelow(2 ** (8 * WEEK_BYTES))
    return Slot(secrets.token_bytes(SECRET_BYTES), week, Mark(0))


def free_slots() -> tuple[Slot, ...]:
    """Return what somebody carries who has never asked for anything."""
    return tuple(free_slot() for _ in range(SLOTS))


def pack(slots: Sequence[Slot]) -> bytes:
    """Return the slots as bytes, always as many."""
    return b"".join(slot.secret + slot.week.to_bytes(WEEK_BYTES) + bytes([slot.marks]) for slot in slots)


def unpack(blob: bytes) -> tuple[Slot, ...]:
    """Return the slots within; eight free ones when it is not of our making."""
    if len(blob) != BLOB_BYTES:
        return free_slots()
    pieces = (blob[start : start + SLOT_BYTES] for start in range(0, BLOB_BYTES, SLOT_BYTES))
    return tuple(
        Slot(piece[:SECRET_BYTES], int.from_bytes(piece[SECRET_BYTES:-1]), Mark(piece[-1] & 7)) for piece in pieces
    )


def taken(slots: Sequence[Slot]) -> list[Slot]:
    """Return the slots in which there is, or was, a case."""
    return [slot for slot in slots if Mark.TAKEN in slot.marks]


def may_ask(slots: Sequence[Slot], *, week: int) -> bool:
    """Return whether one more request may be made: three open at a time, two new in four weeks, none after a mute."""
    held = taken(slots)
    is_cooling = any(Mark.MUTED in slot.marks and week - slot.week < COOL_WEEKS for slot in held)
    is_open = [slot for slot in held if Mark.OVER not in slot.marks]
    is_new = [slot for slot in held if 0 <= week - slot.week < NEW_WEEKS]
    return not is_cooling and len(is_open) < MOST_OPEN and len(is_new) < MOST_NEW


def has_place(slots: Sequence[Slot]) -> bool:
    """Return whether one more case can be carried: not while all eight are open."""
    return any(Mark.TAKEN not in slot.marks or Mark.OVER in slot.marks for slot in slots)


def with_case(slots: Sequence[Slot], *, secret: bytes, week: int) -> tuple[Slot, ...]:
    """Return the slots with one more case, in the place of a free one or else of the one that ended longest ago.

    Raises:
        ValueError: there is no such place: `has_place` said so.
    """
    free = [place for place, slot in enumerate(slots) if Mark.TAKEN not in slot.marks]
    over = sorted((slot.week, place) for place, slot in enumerate(slots) if Mark.OVER in slot.marks)
    place = free[0] if free else over[0][1] if over else None
    if place is None:
        raise ValueError("every slot holds an open case")
    return (*slots[:place], Slot(secret, week, Mark.TAKEN), *slots[place + 1 :])
