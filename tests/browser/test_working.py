"""Work by eye, from a request for a review to a good end: one pair after the other through one demo.

A journey more is a function of its own in a module of its own, and a line in STEPS.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.checking import looks_alone
from tests.browser.choosing import JONAS, MAYA
from tests.browser.crediting import both_sign, signs_too_soon
from tests.browser.parting import hand_over, parts_from
from tests.browser.reviewing import asks_in_time, asks_too_late
from tests.browser.trip import Trip, trip_of
from tests.browser.working import both_begin

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]

STEPS: tuple[Callable[[Trip], None], ...] = (
    asks_too_late,
    asks_in_time,
    looks_alone,
    signs_too_soon,
    both_sign,
    parts_from,
    hand_over,
)
"""In this order: Maya and Jonas are parting from `parts_from` on."""


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def test_a_pair_works_and_parts_well(trip: Trip) -> None:
    both_begin(trip, mentee=MAYA, mentor=JONAS)
    for step in STEPS:
        step(trip)
