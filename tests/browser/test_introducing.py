"""From a question to a mentor to an introduction by eye: two people side by side."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.choosing import JONAS, MAYA
from tests.browser.introducing import both_write, drafts, is_asked, is_sent, is_spoken_for, meets
from tests.browser.trip import Trip, trip_of
from tests.browser.working import both_begin

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def test_a_check_in_becomes_an_introduction_that_is_sent(trip: Trip, tmp_path: Path) -> None:
    both_begin(trip, mentee=MAYA, mentor=JONAS)
    meets(trip)
    question = is_asked(trip, tmp_path)
    drafts(trip, question)
    both_write(trip)
    is_sent(trip)
    is_spoken_for(trip)
