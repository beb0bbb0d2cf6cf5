"""Scenarios: pick first, then read. There is no score, and what somebody picked is kept nowhere."""

from enum import StrEnum

from storage.records import record
from storage.vocabulary import Scenario

MENTORS_ONLY = frozenset({Scenario.TO_COLLEAGUE})


class Way(StrEnum):
    """What one could do in a scenario."""

    A = "a"
    B = "b"
    C = "c"


@record
class Picked:
    """A scenario of which somebody reads the note, after they have picked a way."""

    scenario: Scenario
    way: Way
