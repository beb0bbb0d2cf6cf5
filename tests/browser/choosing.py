"""How two people come to each other, by hand on the screens: what mentors offer, who is found, asked and answers."""

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, expect

from bot.content.catalogue import load_catalog
from tests.browser.seat import Seat
from tests.browser.trip import Trip

SAY = load_catalog()
OFFER, FIND, ASK, GATE, PAIRS = SAY.offers, SAY.finding, SAY.requests, SAY.gate, SAY.pairs
MAYA, JONAS, PRIYA, RUTH = "Maya Lindqvist", "Jonas Weber", "Priya Nair", "Ruth Weiss"
WISH = "I began in spring and write my first grant. I would like somebody who has been through it to read along."
NOTE = "Gladly. I have sat on the panel twice."
DECLARED = "Our groups share a scanner and one paper."


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mentor tells every colleague."""

    mentor: str
    years: str
    strengths: tuple[str, ...]
    brings: str


OFFERS = (
    Offer(
        PRIYA,
        "6",
        (OFFER.strength_grants, OFFER.strength_teaching),
        "Two fellowships, three refusals, and what I learned from the refusals.",
    ),
    Offer(
        JONAS,
        "12",
        (OFFER.strength_grants, OFFER.strength_papers, OFFER.strength_balance),
        "Fifteen years between clinic and laboratory. I like first drafts better than finished ones.",
    ),
)


def mentors_offer(trip: Trip) -> None:
    """Two say in Home what they can help with; beside each field stands who sees it."""
    trip.left.sign_in(MAYA)
    trip.left.goes_to("Home")
    trip.left.reads(SAY.home.unpaired_title)
    for offer in OFFERS:
        _offers(trip, trip.right, offer)


def _offers(trip: Trip, seat: Seat, offer: Offer) -> None:
    seat.sign_in(offer.mentor)
    seat.goes_to("Home")
    seat.opens(SAY.home.profile_button, OFFER.title)
    trip.album.take("no-offer")
    form = seat.opens(OFFER.open_button, OFFER.form_title)
    form.get_by_role("radio", name=OFFER.standing_open, exact=True).check()
    seat.fills(form, (OFFER.ask_early, OFFER.experience_several.capitalize()), (OFFER.ask_years, offer.years))
    seat.fills(form, (OFFER.ask_brings, offer.brings))
    seat.chooses(form, OFFER.ask_strengths, *offer.strengths)
    form.locator(".dialog-body").evaluate("body => { document.activeElement.blur(); body.scrollTo(0, 0); }")
    if offer.mentor == JONAS:
        trip.album.take("1-offer", is_in_tour=True, on_phone=True)
    seat.sends(form, OFFER.save)
    seat.reads(OFFER.free)
    trip.album.take("offered")
    seat.closes()


def is_found(trip: Trip) -> None:
    """The mentee says what she needs, and reads about those who fit; what she has not asked for is not weighed."""
    form = trip.left.opens(SAY.home.find_button, FIND.title)
    trip.left.fills(form, (FIND.ask_topic, OFFER.strength_grants), (FIND.ask_stage, FIND.stage_early.capitalize()))
    trip.album.take("look", on_phone=True)
    trip.left.sends(form, FIND.search)
    found = trip.left.modal(FIND.title)
    for offer in OFFERS:
        expect(found.get_by_text(offer.mentor)).to_be_visible()
    trip.album.take("2-found", is_in_tour=True, on_phone=True)
    row = found.locator(".block").filter(has_text=JONAS)
    row.get_by_role("button", name=FIND.read_button, exact=True).click()
    trip.left.modal(FIND.card_title)
    trip.left.reads(OFFERS[-1].brings)
    trip.album.take("mentor")


def asks(trip: Trip) -> None:
    """She asks for a first conversation; only he reads what she wants, and he says yes to that much."""
    form = trip.left.opens(FIND.ask_button, ASK.ask_title)
    trip.left.fills(form, (ASK.ask_wish, WISH))
    trip.album.take("ask")
    trip.left.sends(form, ASK.ask_save)
    trip.left.modal(ASK.asked_title)
    trip.right.goes_to("Messages")
    reply = _reads(trip.right)
    expect(reply.get_by_text(WISH)).to_be_visible()
    trip.album.take("3-request", is_in_tour=True, on_phone=True)
    trip.left.closes()
    trip.left.goes_to("Home")
    trip.left.reads(ASK.next_mentor.format(mentor=JONAS))
    reply.get_by_role("radio", name=ASK.reply_accept, exact=True).check()
    trip.right.fills(reply, (ASK.ask_note.format(mentee=MAYA), NOTE))
    trip.right.sends(reply, ASK.reply_save)
    trip.right.modal(ASK.replied_title)
    trip.right.closes()


def _reads(seat: Seat) -> Locator:
    expect(seat.pane.get_by_role("button", name=ASK.read_button, exact=True)).to_be_visible()
    return seat.opens(ASK.read_button, ASK.reply_title)


def both_talk(trip: Trip) -> None:
    """They talk once; then each says alone whether it shall begin. She has something to declare, and says so."""
    for seat in (trip.left, trip.right):
        seat.goes_to("Messages")
        expect(seat.pane.get_by_role("button", name=PAIRS.declare_button, exact=True)).to_be_visible()
    trip.album.take("talk", on_phone=True)
    trip.left.opens(ASK.line_button.format(mentor=JONAS), ASK.sheet_title)
    trip.left.reads(NOTE)
    trip.left.closes()
    trip.moves_clock("tomorrow 9:00")
    form = trip.left.opens(PAIRS.declare_button, GATE.declare_title)
    form.get_by_role("checkbox", name=GATE.box_shared, exact=True).check()
    trip.left.fills(form, (GATE.ask_words, DECLARED))
    trip.album.take("4-declare", is_in_tour=True, on_phone=True)
    trip.left.sends(form, GATE.declare_save)
    trip.left.closes()
    trip.right.presses(PAIRS.yes_button)
    trip.right.reads(PAIRS.held)


def is_weighed(trip: Trip) -> None:
    """Both are warned, and it is held. A facilitator sees what kind of tie it is, none of the words, and consents."""
    trip.left.goes_to("Home")
    trip.left.reads(GATE.own_shared)
    trip.album.take("held")
    trip.right.sign_in(RUTH)
    trip.right.goes_to("Home")
    trip.right.reads(SAY.home.facilitators_title)
    trip.album.take("facilitator", on_phone=True)
    desk = trip.right.opens(GATE.home_button, GATE.desk_title)
    expect(desk.get_by_text(GATE.flag_shared)).to_be_visible()
    expect(desk.get_by_text(DECLARED)).to_have_count(0)
    trip.album.take("5-weigh", is_in_tour=True)
    trip.right.presses(GATE.consent_button)
    trip.right.is_sure(GATE.consent_title, GATE.consent_button)
    trip.right.reads(GATE.desk_nothing)
    trip.right.closes()


def meets(trip: Trip, day: date) -> None:
    """It begins for both; she plans the first meeting."""
    trip.right.sign_in(JONAS)
    for seat in (trip.left, trip.right):
        seat.goes_to("Messages")
        expect(seat.pane.get_by_role("button", name=PAIRS.plan_button, exact=True)).to_be_visible()
    trip.album.take("begins")
    form = trip.left.opens(PAIRS.plan_button, SAY.meetings.plan_title)
    trip.left.fills(form, (SAY.meetings.ask_day, day), (SAY.meetings.ask_time, "10:00"))
    trip.left.sends(form, SAY.meetings.save)
    trip.left.closes()
