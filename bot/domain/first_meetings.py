"""The first meeting of a pair: what each side does well to settle there. Pure rules."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import FirstStep, Scenario, Side

NUMBER_MAX_CHARS = 100
"""Room for two numbers with a word to each."""

STEPS: Mapping[Side, tuple[FirstStep, ...]] = {
    Side.MENTOR: (
        FirstStep.INTRODUCED,
        FirstStep.REACHED,
        FirstStep.NUMBER,
        FirstStep.GOALS,
        FirstStep.LOOKED_BACK,
        FirstStep.NEXT_DATE,
    ),
    Side.MENTEE: (
        FirstStep.BRINGS,
        FirstStep.PAPERS,
        FirstStep.EXPECTED,
        FirstStep.SENDS,
        FirstStep.PRIVATE,
        FirstStep.RECAP,
    ),
}
"""Each side's own list, in the order in which it is shown. The two mirror each other."""


@record
class FirstDraft:
    """What one side entered."""

    ticked: frozenset[FirstStep] = frozenset()
    number: str | None = None
    """How to reach them; None when they would rather not say."""


@record
class FirstSheet:
    """The first meeting as one side sees it."""

    card: PairCard
    meets_at: datetime | None
    """When the two meet next; None while nothing is planned."""
    own: FirstDraft
    partners_number: str | None
    """All that the viewer sees of the other side's list."""


@record
class FirstOffer:
    """What is offered to one side before they meet for the first time."""

    pair_id: str
    scenario: Scenario | None
    """A scenario that fits; None when they have read it."""


def steps_of(card: PairCard, ticked: frozenset[FirstStep]) -> frozenset[FirstStep]:
    """Return those of the ticked steps that stand on the viewer's own list."""
    return ticked & frozenset(STEPS[card.side])
