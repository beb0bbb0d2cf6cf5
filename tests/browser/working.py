"""Two people at work: how a facilitator brings them together, so that a journey can begin with what it is about."""

from playwright.sync_api import expect

from tests.browser.choosing import PAIRS, RUTH, SAY
from tests.browser.trip import Trip


def both_begin(trip: Trip, *, mentee: str, mentor: str) -> None:
    """Let a facilitator propose the two, and both say yes: the mentee sits on the left then, the mentor on the right.

    Both must be at work at that hour, or they are asked when they next are.
    """
    trip.right.sign_in(RUTH)
    trip.right.goes_to("Home")
    form = trip.right.opens(SAY.home.pair_button, PAIRS.title)
    trip.right.fills(form, (PAIRS.ask_mentor, mentor), (PAIRS.ask_mentee, mentee))
    trip.right.sends(form, PAIRS.save)
    trip.right.modal(PAIRS.proposed_title)
    trip.right.closes()
    for seat, name in ((trip.left, mentee), (trip.right, mentor)):
        seat.sign_in(name)
        seat.goes_to("Messages")
        expect(seat.pane.get_by_role("button", name=PAIRS.yes_button, exact=True)).to_be_visible()
    trip.left.presses(PAIRS.yes_button)
    trip.left.modal(PAIRS.answered_title)
    trip.left.closes()
    trip.right.presses(PAIRS.yes_button)
    for seat in (trip.left, trip.right):
        expect(seat.pane.get_by_role("button", name=PAIRS.goal_button, exact=True)).to_be_visible()
