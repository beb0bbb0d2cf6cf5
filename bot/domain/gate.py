"""Conflicts of interests between two who would be mentor and mentee: what they are, and what follows. Pure rules.

A mentor with authority over a mentee makes the pair unsafe for both (Straus 2013, table 3): such a pair begins only
beside a second mentor, or with the consent of a facilitator.
"""

from collections.abc import Collection

from storage.records import record
from storage.vocabulary import Authority, Interest, PairState, Side

Kind = Authority | Interest
KINDS: tuple[Kind, ...] = (*Authority, *Interest)


@record
class Flag:
    """One conflict of interests, as the roster or the two themselves have named it."""

    kind: Kind
    senior: Side | None = None
    """Who has the say, where the roster tells; None for what was declared."""

    @property
    def is_declared(self) -> bool:
        """Return whether one of the two has declared it, and no roster tells."""
        return self.senior is None


@record
class Declared:
    """What one side declares."""

    kinds: frozenset[Interest]
    explanation: str | None = None
    """For the other one alone."""


@record
class Explanation:
    """What one of the two has said about what they declared, as the two themselves read it."""

    side: Side
    words: str


def flags_from(relations: Collection[tuple[Authority, Side]], declared: Collection[Interest]) -> tuple[Flag, ...]:
    """Return the conflicts of two people, each once, those of the roster first.

    Args:
        relations: what the roster knows, each with the side that has the say.
        declared: what either of them has declared.
    """
    known = [Flag(kind, side) for kind in Authority for side in Side if (kind, side) in relations]
    return (*known, *(Flag(kind) for kind in Interest if kind in declared))


def state_after(flags: Collection[Flag], *, barred: Collection[Kind], has_other_mentor: bool) -> PairState:
    """Return what a pair to which both have said yes becomes: active, held, or declined where none is made.

    Args:
        flags: its conflicts of interests.
        barred: the kinds between which the programme makes no pair.
        has_other_mentor: whether its mentee has a mentor without any such conflict.
    """
    if is_barred(flags, barred=barred):
        return PairState.DECLINED
    return PairState.HELD if flags and not has_other_mentor else PairState.ACTIVE


def is_barred(flags: Collection[Flag], *, barred: Collection[Kind]) -> bool:
    """Return whether the programme makes no pair of two between whom this stands."""
    return any(flag.kind in barred for flag in flags)


def kinds_in(words: str | None) -> frozenset[Kind]:
    """Return the kinds in words separated by commas; a word that this version does not know is passed over."""
    known = (words or "").split(",")
    return frozenset(kind for kind in KINDS if kind in known)


def words_of(kinds: Collection[Kind]) -> str:
    """Return kinds as they are stored: in one order, separated by commas; empty for none."""
    return ",".join(kind for kind in KINDS if kind in kinds)
