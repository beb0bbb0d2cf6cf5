import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SOON_SECONDS, OpenWindow, Window, Workspace
from tests.browser.everything import Everything, stop
from tests.reporting import PNG

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_two_people_side_by_side_read_each_other_each_in_their_own_time(window: Window, workspace: Workspace) -> None:
    workspace.post("/clock", step="tomorrow 9:00")
    ingrid = window.sign_in(window.left, "Ingrid Solberg")
    window.sign_in(window.right, "Marcus Webb")

    window.say(ingrid, "Good morning *all*, <b>and</b> @Marcus Webb")

    for pane, time in ((window.left, "10:00 AM"), (window.right, "4:00 AM")):
        message = pane.get_by_role("article").filter(has_text="Good morning all, <b>and</b> @Marcus Webb")
        expect(message.locator("strong")).to_have_text("all")
        expect(message.locator("time")).to_have_text(time)
    expect(window.right.locator(".mention-me")).to_have_text("@Marcus Webb")
    expect(window.left.get_by_role("button", name="facilitators (private)")).to_be_visible()
    expect(window.right.get_by_role("button", name="facilitators")).to_have_count(0)


def test_a_command_is_completed_with_what_it_takes_and_answered(window: Window) -> None:
    field = window.sign_in(window.left, "Ingrid Solberg")
    field.press_sequentially("/ca")
    option = window.left.get_by_role("option")
    expect(option).to_have_text("/card [words to say]A message with buttons")

    field.press("Tab")
    expect(field).to_have_value("/card ")
    field.press_sequentially("Read *this*")
    field.press("Enter")

    card = window.left.get_by_role("article", name="Everything")
    expect(card.get_by_text("Read *this*", exact=True)).to_be_visible()
    expect(card.get_by_text("Jan 1, 2030")).to_be_visible()
    expect(card.get_by_role("img", name="A tree in autumn")).to_be_visible()
    expect(card.get_by_text("Not https://inert.example")).to_be_visible()
    expect(card.get_by_role("link")).to_have_text(["https://linked.example", "Spelled"])


def test_a_message_for_one_person_is_seen_by_that_person_alone(window: Window) -> None:
    window.sign_in(window.left, "Ingrid Solberg")
    marcus = window.sign_in(window.right, "Marcus Webb")

    window.say(marcus, "/whisper")

    expect(window.message(window.right, "This is between us")).to_be_visible()
    expect(window.message(window.right, "Only visible to you")).to_be_visible()
    window.say(marcus, "After it")
    expect(window.message(window.left, "After it")).to_be_visible()
    expect(window.message(window.left, "This is between us")).to_have_count(0)


def test_a_button_that_asks_first_does_nothing_until_it_is_confirmed(window: Window, app: Everything) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/card")
    approve = window.left.get_by_role("button", name="Approve", exact=True)

    approve.click()
    question = window.left.get_by_role("alertdialog", name="Approve this?")
    expect(question.get_by_role("button", name="Approve it")).to_be_focused()
    window.page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    assert app.received.empty()

    approve.click()
    question.get_by_role("button", name="Approve it").click()

    expect(window.message(window.left, "Approved")).to_contain_text("(edited)")
    expect(approve).to_have_count(0)
    assert app.received.get(timeout=SOON_SECONDS) == {"approved": "yes"}


def test_a_thread_is_read_and_answered_beside_the_conversation(window: Window) -> None:
    field = window.sign_in(window.left, "Ingrid Solberg")
    window.say(field, "A question")
    window.message(window.left, "A question").hover()
    window.left.get_by_role("button", name="Reply in thread").click()

    reply = window.left.get_by_role("combobox", name="Reply")
    expect(reply).to_be_focused()
    window.page.keyboard.type("An answer")
    window.page.keyboard.press("Enter")

    thread = window.left.get_by_role("complementary", name="Thread in #general")
    expect(window.message(thread, "An answer")).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(window.left.get_by_role("button", name="1 reply")).to_be_visible()


def test_a_command_nobody_answers_says_so_to_the_person_who_gave_it(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window()
    expect(window.page.get_by_text("not connected")).to_be_visible()
    field = window.sign_in(window.left, "Ingrid Solberg")

    window.say(field, "/form")

    failure = window.message(window.left, "/form failed").last
    expect(failure).to_contain_text("Only visible to you")
    expect(failure).to_have_count(1)
    window.say(field, "/nonsense")
    expect(window.message(window.left, "/nonsense is not a valid command")).to_be_visible()
    assert workspace.users


def test_a_press_on_a_dead_app_says_so_beside_the_button(window: Window, app: Everything) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/card")
    decline = window.left.get_by_role("button", name="Decline")
    decline.wait_for()
    stop(app)
    expect(window.page.get_by_text("not connected")).to_be_visible()

    decline.click()

    expect(window.left.get_by_role("alert")).to_contain_text("Everything is not connected")


def test_a_picture_is_shown_with_its_words_and_a_file_with_its_size_and_can_be_kept(
    window: Window, app: Everything, workspace: Workspace
) -> None:
    window.sign_in(window.left, "Ingrid Solberg")
    general = workspace.channels["general"]
    both: list[dict[str, object]] = [
        {"content": PNG, "filename": "dot.png", "title": "A dot", "alt_txt": "One white dot"},
        {"content": "BEGIN:VCALENDAR", "filename": "next.ics", "title": "Next meeting"},
    ]
    app.client.files_upload_v2(channel=general, file_uploads=both)

    message = window.left.get_by_role("article", name="Everything")
    expect(message.locator(".file")).to_contain_text("15 bytes")
    picture = message.get_by_role("img", name="One white dot")
    assert picture.evaluate("async one => (await one.decode(), one.naturalWidth)") == 1
    with window.page.expect_download() as kept:
        message.get_by_role("link", name="Next meeting").click()

    assert kept.value.suggested_filename == "next.ics"
    assert kept.value.path().read_text() == "BEGIN:VCALENDAR"
