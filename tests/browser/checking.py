"""How somebody looks, alone, at how a mentoring goes, by hand on the screens: and finds a sentence to start with."""

from playwright.sync_api import expect

from tests.browser.choosing import SAY
from tests.browser.trip import Trip

CHECK = SAY.selfchecks
GOOD = (CHECK.item_reciprocity, CHECK.item_respect, CHECK.item_connection)


def looks_alone(trip: Trip) -> None:
    """Maya finds one thing low, and a sentence for it; on the other side nothing tells of that."""
    trip.left.types("/mentor check")
    trip.left.modal(CHECK.title)
    trip.right.goes_to("Home")
    trip.right.reads(SAY.home.no_meeting)
    home = trip.right.pane.get_by_role("region", name="Home")
    before = home.inner_text()
    form = trip.left.opens(CHECK.begin_button, CHECK.title)
    trip.left.fills(form, *((item, "4") for item in GOOD), (CHECK.item_commitment, CHECK.scale_first))
    trip.album.take("check-form", on_phone=True)
    form.get_by_role("button", name=CHECK.save, exact=True).click()
    trip.left.reads(CHECK.think_low.split("*")[1])
    trip.album.take("2-check", is_in_tour=True, on_phone=True)
    sentence = trip.left.opens(CHECK.sentence_button, CHECK.sentence_title)
    expect(sentence.get_by_text(CHECK.opener_commitment)).to_be_visible()
    trip.album.take("sentence")
    trip.left.closes()
    expect(home).to_have_text(before, use_inner_text=True)
