"""How two pairs come to their close, by hand on the screens: one by the mentee, one by the mentor."""

from playwright.sync_api import expect

from tests.browser.choosing import JONAS, MAYA, PRIYA, SAY
from tests.browser.seat import Seat
from tests.browser.trip import Trip
from tests.browser.working import both_begin

CLOSE = SAY.endings
DANIEL = "Daniel Roth"
HOURS_LATER = 3
"""Noon in Toronto: the hour at which people work in Los Angeles and in London."""
LEARNED = "patience with second drafts"
THANKS = "For every draft that came back within the week."
TOUCH = "Lunch at the spring meeting, every year."
"""What the two write when they hand over."""


def parts_from(trip: Trip) -> None:
    """Maya leaves Jonas, Priya suggests somebody else to Daniel: no reason is asked, and nobody knows yet."""
    trip.moves_clock("+1 hour", times=HOURS_LATER)
    both_begin(trip, mentee=DANIEL, mentor=PRIYA)
    trip.left.sign_in(MAYA)
    for seat in (trip.left, trip.right):
        seat.types("/mentor close")
        seat.modal(CLOSE.title)
    trip.album.take("3-note", is_in_tour=True, on_phone=True)
    note = trip.left.modal(CLOSE.title).get_by_label(CLOSE.ask_letter).first
    note.fill(note.input_value().replace("[one thing]", LEARNED))
    for seat, partner in ((trip.left, JONAS), (trip.right, DANIEL)):
        form = seat.modal(CLOSE.title)
        form.get_by_role("button", name=CLOSE.save, exact=True).click()
        seat.reads(CLOSE.take_back_button)
        expect(form.get_by_text(CLOSE.waiting.split("*")[0] + partner)).to_be_visible()
    trip.album.take("waits")
    for seat in (trip.left, trip.right):
        seat.closes()


def hand_over(trip: Trip) -> None:
    """A day later both of each pair hear the same; what they leave in order stands there for both."""
    trip.moves_clock("tomorrow 9:00", times=2)
    _opens_news(trip.right, of=PRIYA)
    trip.album.take("left-by-mentor")
    trip.right.closes()
    trip.right.sign_in(JONAS)
    _opens_news(trip.left, of=MAYA)
    form = trip.left.opens(CLOSE.handover_button, CLOSE.handover_form_title)
    trip.left.fills(form, (CLOSE.ask_thanks, THANKS), (CLOSE.ask_touch, TOUCH))
    trip.album.take("handover-form", on_phone=True)
    trip.left.sends(form, CLOSE.handover_save)
    _opens_news(trip.right, of=JONAS)
    for seat in (trip.left, trip.right):
        seat.reads(THANKS)
    trip.album.take("4-handover", is_in_tour=True, on_phone=True)
    for seat in (trip.left, trip.right):
        seat.closes()


def _opens_news(seat: Seat, *, of: str) -> None:
    seat.sign_in(of)
    seat.goes_to("Messages")
    expect(seat.pane.get_by_role("button", name=CLOSE.told_button, exact=True)).to_be_visible()
    seat.opens(CLOSE.told_button, CLOSE.title)
