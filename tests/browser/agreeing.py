"""How a pair agrees on how they work, by hand on the screens: each alone, then side by side, then a yes of each."""

from playwright.sync_api import expect

from bot.content.catalogue import load_catalog
from tests.browser.seat import Seat
from tests.browser.trip import Trip

SAY = load_catalog().agreements
AGREEMENT = load_catalog().home.agreement_button
PURPOSE = "A first grant of her own, and a way of working that lasts."
RHYTHM = "An hour a month, by video; in person when one of us travels."
TOGETHER = "Read what Maya sends within a week, and say early if it takes longer."


def both_agree(trip: Trip, *, mentee: str, mentor: str) -> None:
    """Two questions read differently: one wording takes the mentor's words, the other one they find together."""
    names = {"mentee": mentee, "mentor": mentor}
    duties = (SAY.ask_mentee_duty.format(**names), SAY.ask_mentor_duty.format(**names))
    _answers(
        trip.left, (duties[0], "Send the agenda the day before."), (duties[1], "Read what Maya sends within a week.")
    )
    trip.left.closes()
    trip.left.goes_to("Home")
    _answers(
        trip.right, (duties[0], "Send the agenda three days before."), (duties[1], "Say early if it takes longer.")
    )
    _opens_page(trip)
    trip.album.take("6-agreement", is_in_tour=True, on_phone=True)
    _settle(trip, mentor)
    _both_say_yes(trip, partners=(mentor, mentee))


def _answers(seat: Seat, *duties: tuple[str, str]) -> None:
    """Answer the five-minute version, which is given over at once."""
    seat.goes_to("Home")
    seat.opens(AGREEMENT, SAY.title)
    form = seat.opens(SAY.short_button, SAY.short_title)
    seat.fills(form, (SAY.ask_purpose, PURPOSE), (SAY.ask_cadence, RHYTHM), *duties)
    seat.sends(form, SAY.send)
    seat.modal(SAY.title)


def _opens_page(trip: Trip) -> None:
    """Both open the part in which two questions read differently."""
    trip.album.take("overview", on_phone=True)
    trip.left.goes_to("Home")
    trip.left.opens(AGREEMENT, SAY.title)
    for seat in (trip.left, trip.right):
        row = seat.modal(SAY.title).locator(".block").filter(has_text=SAY.part_work)
        expect(row).to_contain_text(SAY.part_different.partition("\n")[2].format(different=2))
        row.get_by_role("button", name=SAY.compare_button, exact=True).click()
        page = seat.modal(SAY.page_title)
        expect(page.get_by_text(SAY.reading_different)).to_have_count(2)


def _settle(trip: Trip, mentor: str) -> None:
    page = trip.left.modal(SAY.page_title)
    page.get_by_role("button", name=SAY.theirs_button.format(partner=mentor), exact=True).first.click()
    expect(page.get_by_text(SAY.reading_settled, exact=True)).to_have_count(1)
    form = trip.left.opens(SAY.word_button, SAY.wording_title)
    field = form.get_by_role("textbox")
    field.fill(TOGETHER)
    trip.album.take("wording")
    trip.left.sends(form, SAY.save)
    expect(page.get_by_text(SAY.reading_settled, exact=True)).to_have_count(2)
    trip.album.take("settled")


def _both_say_yes(trip: Trip, *, partners: tuple[str, str]) -> None:
    for seat, partner in zip((trip.left, trip.right), partners, strict=True):
        seat.closes()
        seat.goes_to("Home")
        seat.opens(AGREEMENT, SAY.title)
        trip.album.take(f"yes-with-{partner}")
        seat.presses(SAY.confirm_button)
        expect(seat.modal(SAY.title).get_by_role("button", name=SAY.confirm_button, exact=True)).to_have_count(0)
    trip.left.closes()
    trip.left.goes_to("Home")
    trip.left.opens(AGREEMENT, SAY.title)
    for seat in (trip.left, trip.right):
        seat.reads("Version 1 stands since")
    trip.album.take("standing")
    for seat in (trip.left, trip.right):
        seat.closes()
