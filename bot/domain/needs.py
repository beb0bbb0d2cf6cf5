"""A map of what a mentee would like help with, against who covers it: gaps first. Pure rules, no clock."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.offers import STRENGTHS
from bot.domain.pairs import PairCard, Partner
from storage.records import record
from storage.vocabulary import Area, Strength

Word = Area | Strength
WITHIN: Mapping[Area, tuple[Word, ...]] = {area: (area, *STRENGTHS[area]) for area in Area}
"""What a need can be about: an area, or what belongs to it."""
WORDS: tuple[Word, ...] = tuple(word for words in WITHIN.values() for word in words)
"""The same in the order in which it is shown."""
NOTE_MAX_CHARS = 500
MOST_NEEDS = 20
"""Of one mentee. A longer list is read by nobody, and each takes two blocks of a view."""
MENTORS_OFFERED = 10
SUGGESTIONS_SHOWN = 5
FRESH = timedelta(days=30)
"""How long a message about a need is worth sending. The need itself stays on the map."""


class Cover(StrEnum):
    """Who covers a need. Each is the ending of a key of the words that say so."""

    NOBODY = "nobody"
    MENTOR = "mentor"
    ELSEWHERE = "elsewhere"
    """Somebody who is no mentor of theirs."""


@record
class NeedDraft:
    """What a mentee entered."""

    about: Word
    topic: str
    note: str | None = None
    cover: Cover = Cover.NOBODY
    pair_id: str | None = None
    """Whose mentor covers it; it proves nothing."""
    elsewhere: str | None = None


@record
class HintDraft:
    """What a mentor suggests for the map of a mentee."""

    about: Word
    topic: str
    person_user_id: str | None = None
    """Whom they would ask."""


@record
class NeedCard:
    """A need as its mentee sees it."""

    need_id: str
    said: NeedDraft
    named_on: date | None
    """None for what is only suggested."""
    mentor: Partner | None = None
    """Who covers it, of their mentors."""
    asked: Partner | None = None
    """Who has been asked to cover it, and has not begun."""
    proposer: Partner | None = None
    person: Partner | None = None
    """Whom the proposer would ask."""
    readers: frozenset[str] = frozenset()
    """The pairs under way whose mentor may read it."""


@record
class NeedMap:
    """All that one mentee needs, and whom they mentor themselves."""

    needs: Sequence[NeedCard]
    suggestions: Sequence[NeedCard]
    mentors: Sequence[PairCard]
    mentored: Sequence[PairCard]

    @property
    def gaps(self) -> list[NeedCard]:
        """Return what nobody covers yet."""
        return [need for need in self.needs if need.said.cover is Cover.NOBODY]

    @property
    def covered(self) -> list[NeedCard]:
        """Return what somebody covers."""
        return [need for need in self.needs if need.said.cover is not Cover.NOBODY]


@record
class SharedNeed:
    """A need as a mentor reads it who may: not its note, and not who else covers it."""

    need_id: str
    about: Word
    topic: str
    is_covered: bool
    is_mine: bool = False
    """The reader covers it."""


@record
class SharedNeeds:
    """What the mentee of a pair lets its mentor read."""

    card: PairCard
    needs: Sequence[SharedNeed]


def word_in(text: str | None) -> Word | None:
    """Return the area or strength of that name, None for no such word."""
    return next((word for word in WORDS if word == text), None)


def shared(card: NeedCard, *, pair_id: str) -> SharedNeed:
    """Return what the mentor of that pair reads of a need: all that sharing it means."""
    is_covered = card.said.cover is not Cover.NOBODY
    return SharedNeed(card.need_id, card.said.about, card.said.topic, is_covered, card.said.pair_id == pair_id)
