import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SOON_SECONDS, OpenWindow, Window, Workspace
from tests.browser.everything import Everything

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_home_is_drawn_when_it_is_opened_and_answers_its_buttons(window: Window, app: Everything) -> None:
    window.sign_in(window.left, "Ingrid Solberg")
    window.left.get_by_role("button", name="Everything", exact=True).click()
    expect(window.left.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")

    window.left.get_by_role("button", name="Press").click()

    expect(window.left.get_by_text("Pressed 1 times.")).to_be_visible()
    window.left.get_by_label("Note").fill("Kept for later")
    window.left.get_by_role("button", name="Keep").click()
    assert app.received.get(timeout=SOON_SECONDS)["action_id"] == "keep"
    window.page.reload()
    expect(window.left.get_by_role("heading", name="Your place")).to_be_visible()


def test_the_clock_moves_on_a_week_and_comes_back(window: Window, workspace: Workspace) -> None:
    window.sign_in(window.left, "Ingrid Solberg")
    clock = window.page.get_by_role("group", name="The workspace's clock")
    before = clock.locator("p").inner_text()

    clock.get_by_role("button", name="+1 week").click()

    expect(clock.locator("p")).not_to_have_text(before)
    assert _offset(workspace) == pytest.approx(7 * 86_400, abs=1)
    clock.get_by_role("button", name="tomorrow 9:00").click()
    expect(clock.locator("p")).to_contain_text("9:00 AM")
    expect(window.left.get_by_role("button", name=re.compile("Signed in as"))).to_contain_text("9:00 AM in Oslo")
    clock.get_by_role("button", name="now").click()
    expect(clock.get_by_role("button", name="now")).to_be_disabled()
    assert _offset(workspace) == 0


def _offset(workspace: Workspace) -> float:
    return float(str(workspace.post("/clock", advance=0)["offset"]))


def test_people_come_and_go_on_the_page(window: Window, workspace: Workspace) -> None:
    window.page.get_by_role("button", name="People").click()
    people = window.page.get_by_role("dialog", name="People")
    people.get_by_label("Name").fill("Tomas Ruiz")
    people.get_by_label("Time zone").fill("America/Bogota")
    people.get_by_label("Kind").select_option("guest")
    people.get_by_role("button", name="Add", exact=True).click()
    expect(people.get_by_role("listitem").filter(has_text="Tomas Ruiz")).to_contain_text("guest")

    people.get_by_role("button", name="Deactivate: Tomas Ruiz").click()

    expect(people.get_by_role("listitem").filter(has_text="Tomas Ruiz")).to_contain_text("deactivated")
    window.page.keyboard.press("Escape")
    expect(window.left.get_by_role("button", name="Tomas Ruiz")).to_have_count(0)
    assert "Tomas Ruiz" not in workspace.users


def test_the_log_shows_calls_and_acks_and_unfolds_them(window: Window) -> None:
    field = window.sign_in(window.left, "Ingrid Solberg")
    window.page.get_by_role("button", name="Log", exact=True).click()
    log = window.page.get_by_role("complementary", name="Log")

    window.say(field, "/card")

    expect(log.get_by_role("button", name=re.compile(r"Ack\s*.card\s*[\d.]+ ms"))).to_be_visible()
    log.get_by_role("searchbox", name="Filter").fill("chat.post")
    row = log.get_by_role("button", name=re.compile("chat.postMessage"))
    row.click()
    expect(log.get_by_text('"text": "A card"').first).to_be_visible()
    expect(log.get_by_role("button", name=re.compile("Envelope"))).to_have_count(0)


def test_one_person_fits_on_a_narrow_screen(app: Everything, open_window: OpenWindow) -> None:
    window = open_window(width=400, height=800)
    assert app.client.token
    field = window.sign_in(window.left, "Ingrid Solberg")
    window.say(field, "/form")
    form = window.left.get_by_role("dialog", name="Every field")
    expect(form.get_by_role("button", name="Send")).to_be_in_viewport()
    form.get_by_role("button", name="Not now").click()

    window.left.get_by_role("button", name="Channels and apps").click()
    window.left.get_by_role("button", name="Everything", exact=True).click()

    expect(window.left.get_by_text("Pressed 0 times.")).to_be_in_viewport()
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 400
