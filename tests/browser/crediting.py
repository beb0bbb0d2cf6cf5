"""How two people write down who gets which credit, by hand on the screens: a version, its change, both signatures."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.choosing import JONAS, MAYA, SAY
from tests.browser.seat import Seat
from tests.browser.trip import Trip

CREDIT = SAY.credits
WORK = "Early markers after a first stroke"
FIRST, AGREED = "Lindqvist, Weber", "Lindqvist, Weber, and the ward's nurses as a group"
GOES_OUT = timedelta(days=46)
PRINTED_MS = 20_000


def signs_too_soon(trip: Trip) -> None:
    """Maya writes and signs a first version; Jonas changes the order of authors, so that hers stays hers alone."""
    names = {"mentee": MAYA, "mentor": JONAS}
    trip.left.types("/mentor credit")
    trip.left.modal(CREDIT.title)
    form = trip.left.opens(CREDIT.add_button, CREDIT.form_title)
    trip.left.fills(
        form,
        (CREDIT.ask_title, WORK),
        (CREDIT.ask_origin, "Maya's, after a night on the stroke unit; Jonas named the cohort."),
        (CREDIT.ask_mentee_role.format(**names), "Design, analysis, first draft."),
        (CREDIT.ask_mentor_role.format(**names), "Methods, the cohort, the last word on the statistics."),
        (CREDIT.ask_author_order, FIRST),
        (CREDIT.ask_submission, trip.monday + GOES_OUT),
    )
    trip.album.take("credit-form", on_phone=True)
    trip.left.sends(form, CREDIT.save)
    trip.left.presses(CREDIT.sign_button.format(number=1))
    trip.left.reads(CREDIT.has_not_signed.format(name=JONAS))
    trip.right.goes_to("Messages")
    trip.right.reads(CREDIT.news_written.partition("* ")[2])
    expect(trip.right.pane.get_by_text(WORK)).to_have_count(0)
    trip.right.opens(CREDIT.open_button, CREDIT.title)
    _opens_work(trip.right)
    trip.album.take("credit-half-signed", on_phone=True)
    form = trip.right.opens(CREDIT.change_button, CREDIT.form_title)
    trip.right.fills(form, (CREDIT.ask_author_order, AGREED))
    trip.right.sends(form, CREDIT.save)
    trip.right.presses(CREDIT.sign_button.format(number=2))
    trip.right.reads(CREDIT.has_not_signed.format(name=MAYA))


def both_sign(trip: Trip) -> None:
    """Maya finds the change, reads it and signs it; the first version stays on record as it was."""
    trip.left.closes()
    trip.left.types("/mentor credit")
    _opens_work(trip.left)
    trip.left.reads(AGREED)
    trip.left.presses(CREDIT.sign_button.format(number=2))
    expect(trip.left.pane.get_by_role("button", name=CREDIT.sign_button.format(number=2))).to_have_count(0)
    trip.right.presses(CREDIT.back_button)
    trip.right.reads(CREDIT.signed_by_both)
    trip.album.take("5-credit", is_in_tour=True, on_phone=True)
    trip.right.presses(CREDIT.read_button)
    trip.right.presses(CREDIT.earlier_button)
    trip.right.reads(CREDIT.older)
    trip.album.take("credit-earlier")
    trip.left.presses(CREDIT.back_button)
    trip.left.presses(CREDIT.document_button)
    trip.left.is_sure(CREDIT.ask_file_title, CREDIT.ask_file_yes)
    trip.left.modal(CREDIT.file_title)
    for seat in (trip.left, trip.right):
        seat.closes()
    trip.left.goes_to("Messages")
    file = trip.left.pane.get_by_role("link", name=CREDIT.document_caption.partition("{")[0])
    expect(file).to_be_visible(timeout=PRINTED_MS)
    trip.album.take("credit-file")


def _opens_work(seat: Seat) -> None:
    """Open the only work on the board."""
    dialog = seat.modal(CREDIT.title)
    expect(dialog.get_by_text(WORK)).to_be_visible()
    dialog.get_by_role("button", name=CREDIT.read_button, exact=True).click()
    expect(dialog.get_by_role("button", name=CREDIT.back_button, exact=True)).to_be_visible()
