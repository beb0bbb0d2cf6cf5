"""A facilitator's week at the desk, by hand on the screens: who has nobody, what waits, what was told, what was done.

Ruth sits on the left all week; on the right, whoever has something to say.
"""

from playwright.sync_api import expect

from tests.browser.choosing import GATE, JONAS, MAYA, PAIRS, PRIYA, RUTH, SAY
from tests.browser.seat import Seat
from tests.browser.trip import Trip

DESK, ABOUT, CONTACT = SAY.desk, SAY.about, SAY.contact
OTHERS = ("Daniel Roth", "Samuel Osei")
"""With them there are five people in pairs, of whom a report may speak."""
WAITING, TOLD = (phrase.partition("\n")[0].replace("*", "").format(number=1) for phrase in (DESK.waiting, DESK.notes))


def has_nobody(trip: Trip) -> None:
    """Maya says what she is in her faculty; at the desk she stands among those who have no mentor."""
    trip.right.sign_in(MAYA)
    trip.right.types("/mentor me")
    form = trip.right.modal(ABOUT.title)
    trip.right.fills(form, (ABOUT.ask_rank, ABOUT.rank_lecturer))
    trip.right.sends(form, ABOUT.save)
    trip.right.closes()
    trip.left.sign_in(RUTH)
    trip.left.goes_to("Home")
    trip.left.opens(SAY.home.desk_button, DESK.title)
    trip.album.take("desk", on_phone=True)
    trip.left.opens(DESK.alone_button, DESK.alone_title)
    trip.left.reads(MAYA)
    trip.album.take("1-alone", is_in_tour=True, on_phone=True)


def brings_together(trip: Trip) -> None:
    """From Maya's line a press leads to the form with her in it; then she stands there no longer."""
    form = trip.left.opens(DESK.bring_button, PAIRS.title)
    trip.left.fills(form, (PAIRS.ask_mentor, JONAS))
    trip.album.take("bring")
    trip.left.sends(form, PAIRS.save)
    trip.left.modal(PAIRS.proposed_title)
    trip.left.closes()
    for mentee in OTHERS:
        trip.left.types("/mentor pair")
        form = trip.left.modal(PAIRS.title)
        trip.left.fills(form, (PAIRS.ask_mentor, PRIYA), (PAIRS.ask_mentee, mentee))
        trip.left.sends(form, PAIRS.save)
        trip.left.modal(PAIRS.proposed_title)
        trip.left.closes()


def is_held(trip: Trip) -> None:
    """Both say yes, and one declares something: it waits for a facilitator."""
    trip.right.goes_to("Messages")
    form = trip.right.opens(PAIRS.declare_button, GATE.declare_title)
    form.get_by_role("checkbox", name=GATE.box_shared, exact=True).check()
    trip.right.sends(form, GATE.declare_save)
    trip.right.closes()
    trip.right.sign_in(JONAS)
    trip.right.goes_to("Messages")
    trip.right.presses(PAIRS.yes_button)
    trip.right.reads(PAIRS.held)


def settles(trip: Trip) -> None:
    """Ruth finds it at the desk, and consents."""
    _at_the_desk(trip.left)
    trip.left.reads(WAITING)
    trip.album.take("2-waiting", is_in_tour=True, on_phone=True)
    trip.left.opens(DESK.waiting_button, GATE.desk_title)
    trip.left.presses(GATE.consent_button)
    trip.left.is_sure(GATE.consent_title, GATE.consent_button)
    trip.left.reads(GATE.desk_nothing)
    trip.left.closes()


def is_told(trip: Trip) -> None:
    """Jonas hears nothing, and lets Ruth know; Ruth writes to him, and puts the note aside."""
    trip.right.types("/mentor notes")
    trip.right.modal(SAY.notes.title)
    form = trip.right.opens(CONTACT.button.format(partner=MAYA), CONTACT.title)
    trip.right.sends(form, CONTACT.submit)
    trip.right.closes()
    trip.left.goes_to("Messages")
    expect(trip.left.pane.get_by_text(CONTACT.dm.format(name=JONAS).partition(".")[0]).first).to_be_visible()
    _at_the_desk(trip.left)
    trip.left.reads(TOLD)
    trip.left.opens(DESK.notes_button, DESK.notes_title)
    trip.album.take("told", on_phone=True)
    trip.left.presses(DESK.note_done_button)
    trip.left.reads(DESK.notes_nobody)
    trip.left.opens(DESK.back_button, DESK.title)


def reads_what_was_done(trip: Trip) -> None:
    """All of it stands at the desk as what was done: who, what kind of thing and when."""
    _at_the_desk(trip.left)
    trip.left.opens(DESK.deeds_button, SAY.audit.title)
    for deed in (SAY.audit.pair_proposed, SAY.audit.pair_settled, SAY.audit.settings_changed, SAY.audit.report_sent):
        trip.left.reads(deed)
    trip.album.take("3-done", is_in_tour=True, on_phone=True)


def _at_the_desk(seat: Seat) -> None:
    seat.types("/mentor desk")
    seat.modal(DESK.title)
