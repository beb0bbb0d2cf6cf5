"""Beginning well by eye: from a mentor's profile to the list for a first meeting, two people side by side."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.content.catalogue import load_catalog
from tests.browser.agreeing import both_agree
from tests.browser.choosing import JONAS, MAYA, asks, both_talk, is_found, is_weighed, meets, mentors_offer
from tests.browser.seat import Seat
from tests.browser.trip import Trip, trip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]

FIRST = load_catalog().first_meetings
MEETS_AFTER = timedelta(days=16)
NUMBER = "+49 30 5550 1234"
BROUGHT, SENDS = FIRST.step_brings, FIRST.step_sends
REACHED, GIVEN = FIRST.step_reached, FIRST.step_number


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def test_a_mentee_finds_a_mentor_and_the_two_begin_well(trip: Trip) -> None:
    mentors_offer(trip)
    is_found(trip)
    asks(trip)
    both_talk(trip)
    is_weighed(trip)
    meets(trip, trip.monday + MEETS_AFTER)
    both_agree(trip, mentee=MAYA, mentor=JONAS)
    _both_prepare(trip)


def _both_prepare(trip: Trip) -> None:
    """Each has a list for the first meeting, and ticks it for themselves; the number of one is for both."""
    form = _opens_list(trip.right)
    _ticks(trip.right, REACHED, GIVEN)
    trip.right.fills(form, (FIRST.ask_number, NUMBER))
    trip.right.sends(form, FIRST.save)
    _opens_list(trip.right)
    form = _opens_list(trip.left)
    trip.left.reads(FIRST.partners_number.format(partner=JONAS, number=NUMBER))
    _ticks(trip.left, BROUGHT)
    trip.album.take("7-first", is_in_tour=True, on_phone=True)
    trip.left.sends(form, FIRST.save)
    trip.right.closes()
    _opens_list(trip.right)
    expect(trip.right.modal(FIRST.title).get_by_role("checkbox", checked=True)).to_have_count(2)
    trip.right.closes()
    for seat in (trip.left, trip.right):
        seat.goes_to("Home")
    trip.album.take("home", on_phone=True)


def _opens_list(seat: Seat) -> Locator:
    seat.goes_to("Home")
    return seat.opens(FIRST.button, FIRST.title)


def _ticks(seat: Seat, *steps: str) -> None:
    form = seat.modal(FIRST.title)
    for step in steps:
        form.get_by_role("checkbox", name=step, exact=True).check()
