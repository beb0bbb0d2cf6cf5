"""The circle of mentors as one of them sees it: names, what each can help with, how to reach them. Nobody is ranked."""

from collections.abc import Sequence

from storage.records import record
from storage.vocabulary import Strength

REACH_MAX_CHARS = 300
MOST_PAGES = 200
SPARE = 30
"""Looked at besides, in the place of those whom somebody would rather not meet."""


@record
class CircleDraft:
    """What somebody says in the circle."""

    reach: str | None = None


@record
class CircleLine:
    """One mentor as the others in the circle see them."""

    name: str
    strengths: frozenset[Strength]
    reach: str | None


@record
class Circle:
    """One page of the circle; whoever is not in it sees nobody."""

    is_mentor: bool
    """They may join, and ask for tips."""
    has_tips: bool
    own: CircleDraft | None = None
    """None for whoever is not in it."""
    lines: Sequence[CircleLine] = ()
    page: int = 0
    has_more: bool = False
