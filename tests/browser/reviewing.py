"""How a review is asked for, by hand on the screens: with too little notice first, then in time, and answered."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.choosing import JONAS, SAY
from tests.browser.trip import Trip

REVIEW = SAY.reviews
PAPER = "Early markers after a first stroke"
TOO_SOON, IN_TIME = timedelta(days=3), timedelta(days=18)


def asks_too_late(trip: Trip) -> None:
    """Maya wants a paper back this week; she is told what notice Jonas wishes, and he hears nothing of it."""
    trip.left.types("/mentor review")
    trip.left.modal(REVIEW.title)
    trip.right.types("/mentor review")
    trip.right.modal(REVIEW.title)
    form = trip.left.opens(REVIEW.ask_button, REVIEW.form_title)
    wanted_on = trip.monday + TOO_SOON
    trip.left.fills(form, (REVIEW.ask_what, PAPER), (REVIEW.ask_length, "12 pages"), (REVIEW.ask_wanted, wanted_on))
    form.get_by_role("button", name=REVIEW.send, exact=True).click()
    trip.left.reads(f"{JONAS} wishes 10 working days of notice for this.")
    trip.album.take("1-notice", is_in_tour=True, on_phone=True)


def asks_in_time(trip: Trip) -> None:
    """She chooses a later day, and he says yes with one tap."""
    form = trip.left.modal(REVIEW.form_title)
    trip.left.fills(form, (REVIEW.ask_wanted, trip.monday + IN_TIME))
    trip.left.sends(form, REVIEW.send)
    trip.right.closes()
    trip.right.goes_to("Messages")
    trip.right.reads("asks whether you would review a paper")
    trip.album.take("asked", on_phone=True)
    trip.right.pane.get_by_role("button", name=REVIEW.accept_by_button.partition("{")[0]).last.click()
    trip.right.reads("agreed, back by")
    trip.left.closes()
    trip.left.goes_to("Messages")
    trip.left.reads("will review a paper for you by")
    expect(trip.left.pane.get_by_text(PAPER)).to_have_count(0)
