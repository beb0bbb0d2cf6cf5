"""What a facilitator does for the programme as a whole, by hand on the screens: its settings, its report."""

import re

from playwright.sync_api import expect

from tests.browser.choosing import SAY
from tests.browser.trip import Trip

SETUP, DESK, REPORT = SAY.setup, SAY.desk, SAY.report_page
CALLED = "Halden Mentoring"
FACILITATORS = "facilitators"
PAINTED_MS = 60_000
"""How long pictures may take on a busy machine."""


def sets_up(trip: Trip) -> None:
    """From the desk to the settings: the programme gets a name."""
    form = trip.left.opens(DESK.settings_button, SETUP.title)
    trip.left.fills(form, (SETUP.ask_name, CALLED))
    trip.left.sends(form, SETUP.save)
    trip.left.modal(SETUP.kept_title)
    trip.left.closes()


def sends_the_report(trip: Trip) -> None:
    """The half-year's report goes to the channel as one message: pictures, a table and a document."""
    trip.left.types("/mentor reports")
    trip.left.modal(REPORT.title)
    trip.left.presses(REPORT.send_button)
    trip.left.modal(REPORT.sent_title)
    trip.left.closes()
    trip.left.pane.get_by_role("navigation").get_by_role("button", name=FACILITATORS).click()
    for caption in (REPORT.table_caption, REPORT.document_caption):
        arrived = trip.left.pane.get_by_text(caption.partition(",")[0]).last
        expect(arrived).to_be_visible(timeout=PAINTED_MS)
    for title in (REPORT.picture_having_title, REPORT.picture_working_title):
        expect(trip.left.pane.get_by_role("img", name=re.compile(re.escape(title))).first).to_be_visible()
    trip.album.take("report", on_phone=True)
