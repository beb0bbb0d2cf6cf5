"""Under which words people and pairs are counted, and which counts speak of the same pairs."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.reports.tables import Measure, Split
from storage.vocabulary import ClosureKind, YearAnswer

ACTIVE, RESTING, PROPOSED, ENDED = "active", "resting", "proposed", "ended"
TOGETHER = (ACTIVE, RESTING, ENDED)
"""Pairs that were one at some time of the half-year."""
WAITING = "waiting"
WAITED = MappingProxyType({30: "within_30", 90: "within_90", 180: "within_180"})
"""By the most days from joining, or from a first wish, to the day on which their first mentoring began."""
WAITED_LONGER = "later"
AS_PLANNED, FEWER, NO_MEETING, TOO_NEW = "as_planned", "fewer", "none", "too_new"
CONFIRMED, IN_WORK, NO_AGREEMENT = "confirmed", "in_work", "none"
ALL_DONE, MOST_DONE, SOME_DONE, NONE_DONE, NONE_DUE = "all", "most", "some", "none", "none_due"
NOTICES = MappingProxyType({4: "within_4", 9: "within_9"})
"""By the most working days of notice."""
LONG_NOTICE, NOT_ASKED = "from_10", "none_asked"
LOADS = MappingProxyType({"one": (1, 1), "up_to_3": (2, 3), "up_to_6": (4, 6), "from_7": (7, None)})
"""How many mentees each word means: the least and the most."""

OF_A_YEAR = (Measure.GRANTS, Measure.PROMOTIONS, Measure.STAYS)
"""These count the same people."""

WORDS: Mapping[Measure, tuple[str, ...]] = MappingProxyType(
    {
        Measure.WAIT: (*WAITED.values(), WAITED_LONGER, WAITING),
        Measure.PAIRS: (ACTIVE, RESTING, PROPOSED, ENDED),
        Measure.MEETINGS: (AS_PLANNED, FEWER, NO_MEETING, TOO_NEW),
        Measure.AGREEMENTS: (CONFIRMED, IN_WORK, NO_AGREEMENT),
        Measure.ITEMS: (ALL_DONE, MOST_DONE, SOME_DONE, NONE_DONE, NONE_DUE),
        Measure.NOTICE: (*NOTICES.values(), LONG_NOTICE, NOT_ASKED),
        Measure.LOAD: tuple(LOADS),
        Measure.CLOSURES: tuple(str(kind) for kind in ClosureKind),
        **{measure: tuple(str(answer) for answer in YearAnswer) for measure in OF_A_YEAR},
    }
)
POPULATIONS: Mapping[str, tuple[Measure, ...]] = MappingProxyType(
    {
        ACTIVE: (Measure.MEETINGS, Measure.AGREEMENTS, Measure.ITEMS, Measure.NOTICE),
        ENDED: (Measure.CLOSURES,),
    }
)
"""Which measures count exactly those pairs that stand, of all pairs, under this word."""
FACTS = (Split.RANK, Split.STREAM, Split.DIVISION, Split.SITE, Split.GENDER)


def splits_of(measure: Measure) -> tuple[Split, ...]:
    """Return by which facts a measure is split.

    Of what people say of a year only one measure is: of two, which one is split, and which not, would tell why. It is
    whether they stay, since leaving is the gravest end that failed mentoring has.
    """
    if measure in OF_A_YEAR:
        return (Split.COURSE,) if measure is Measure.STAYS else ()
    return FACTS


def kind_of(measure: Measure, column: int) -> str:
    """Return under which word its pairs stand among all pairs; empty where no pairs are counted."""
    if measure is Measure.PAIRS:
        return WORDS[measure][column]
    return next((word for word, measures in POPULATIONS.items() if measure in measures), "")


def peers_of(measure: Measure, column: int) -> tuple[Measure, ...]:
    """Return the other measures that count the same units; all pairs, which stand for themselves, are left out."""
    alike = OF_A_YEAR if measure in OF_A_YEAR else POPULATIONS.get(kind_of(measure, column), ())
    return tuple(each for each in alike if each is not measure)
