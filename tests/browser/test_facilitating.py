"""A facilitator's week by eye: from who has nobody to what was done, with the report in the channel."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.facilitating import brings_together, has_nobody, is_held, is_told, reads_what_was_done, settles
from tests.browser.settling import sends_the_report, sets_up
from tests.browser.trip import Trip, trip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]

STEPS: tuple[Callable[[Trip], None], ...] = (
    has_nobody,
    brings_together,
    is_held,
    settles,
    is_told,
    sets_up,
    sends_the_report,
    reads_what_was_done,
)


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def test_a_facilitator_has_a_good_week(trip: Trip) -> None:
    for step in STEPS:
        step(trip)
