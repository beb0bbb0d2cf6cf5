import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import SOON_SECONDS, Window, Workspace
from tests.browser.everything import Everything

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

TEXTS = {
    "Title": "A title",
    "Story": "Once\nupon a time",
    "Rich": "Some words",
    "Mail": "ingrid@example.com",
    "Link": "https://example.com/a",
    "Number": "2.5",
    "Day": "2030-05-06",
    "Hour": "09:30",
    "Moment": "2030-01-01T12:00",
}
NOON_IN_OSLO = 1_893_495_600
SEVERAL = {"Topics": ["Writing", "Rest"], "People": ["Priya Nair"], "Places": ["#general"], "Channels": ["#general"]}


def test_a_modal_with_every_element_reaches_the_app_as_it_was_filled_in(
    window: Window, app: Everything, workspace: Workspace
) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/form")
    form = window.left.get_by_role("dialog", name="Every field")
    _fill(form, workspace)
    form.get_by_role("button", name="Send").click()

    values = app.received.get(timeout=SOON_SECONDS)
    kept = {label: next(iter(entry.values())) for label, entry in values.items()}
    assert _texts(kept) == {
        **{label: text for label, text in TEXTS.items() if label != "Rich"},
        "Moment": NOON_IN_OSLO,
        "Colour": "green",
        "Topics": ["writing", "rest"],
        "Person": workspace.users["Marcus Webb"],
        "People": [workspace.users["Priya Nair"]],
        "Place": workspace.channels["facilitators"],
        "Places": [workspace.channels["general"]],
        "Channel": workspace.channels["general"],
        "Channels": [workspace.channels["general"]],
        "Elsewhere": "maple",
        "Ticks": ["2"],
        "Choice": "no",
    }
    assert kept["Rich"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "Some words"
    [file] = kept["Files"]["files"]
    assert (file["name"], file["size"], file["user"]) == ("notes.txt", 10, workspace.users["Ingrid Solberg"])
    expect(form).to_have_count(0)


def _fill(form: Locator, workspace: Workspace) -> None:
    for label, text in TEXTS.items():
        form.get_by_label(re.compile(rf"^{label}( |$)")).fill(text)
    for label, value in {
        "Colour": "green",
        "Person": workspace.users["Marcus Webb"],
        "Place": workspace.channels["facilitators"],
        "Channel": workspace.channels["general"],
    }.items():
        form.get_by_role("combobox", name=re.compile(rf"^{label} ")).select_option(value)
    for label, choices in SEVERAL.items():
        form.get_by_role("button", name=re.compile(rf"^{label} ")).click()
        for choice in choices:
            form.page.locator(".popup").get_by_role("checkbox", name=choice).check()
        form.page.keyboard.press("Escape")
    form.get_by_role("button", name=re.compile("^Elsewhere ")).click()
    form.page.get_by_role("searchbox", name="Kept elsewhere").fill("maple")
    form.page.locator(".popup").get_by_role("button", name="Maple").click()
    form.get_by_role("checkbox", name="Two").check()
    form.get_by_role("radio", name="No").check()
    notes = FilePayload(name="notes.txt", mimeType="text/plain", buffer=b"Some notes")
    form.get_by_label(re.compile("^Files")).set_input_files(notes)


def _texts(kept: dict[str, dict[str, object]]) -> dict[str, object]:
    """Return each field's value without the words around it, but for those of rich text and files."""
    return {label: _bare(entry) for label, entry in kept.items() if label not in ("Rich", "Files")}


def _bare(entry: dict[str, object]) -> object:
    value = next(held for name, held in entry.items() if name != "type")
    if isinstance(value, dict):
        return value["value"]
    if isinstance(value, list):
        return [one["value"] if isinstance(one, dict) else one for one in value]
    return value


def test_an_error_of_the_app_stands_beside_its_field_and_is_read_with_it(window: Window, app: Everything) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/strict")
    form = window.left.get_by_role("dialog", name="Strict form")
    name = form.get_by_label("Name")
    form.get_by_role("button", name="Send").click()
    expect(name).to_have_accessible_description(re.compile("complete this required field", re.IGNORECASE))

    name.fill("Nobody")
    form.get_by_role("button", name="Send").click()

    expect(form.get_by_text("Nobody is not a name here.")).to_be_visible()
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Anything but Nobody. Nobody is not a name here.")
    assert app.received.get(timeout=SOON_SECONDS) == {"name": "Nobody"}
    assert app.received.empty()
    name.fill("Somebody")
    form.get_by_role("button", name="Send").click()
    expect(form).to_have_count(0)


def test_modals_stack_go_back_one_by_one_and_end_together(window: Window) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/stack")
    send = window.left.get_by_role("button", name="Send", exact=True).last

    def front(level: int) -> None:
        expect(window.left.get_by_role("dialog")).to_have_accessible_name(f"Level {level}")

    front(1)
    send.click()
    front(2)
    window.left.get_by_role("button", name="Back").click()
    front(1)
    send.click()
    front(2)
    send.click()
    front(3)
    send.click()
    expect(window.left.get_by_role("dialog")).to_have_count(0)


def test_everything_can_be_done_by_keyboard(window: Window, app: Everything) -> None:
    keys = window.page.keyboard
    card = window.left.get_by_role("button", name="Ingrid Solberg")
    card.focus()
    keys.press("Enter")
    field = window.left.get_by_role("combobox", name="Message #general")
    field.wait_for()
    expect(field).to_be_focused()
    keys.press("F6")
    expect(window.right.get_by_role("button", name="Ingrid Solberg")).to_be_focused()
    keys.press("F6")
    expect(field).to_be_focused()
    keys.type("/st")
    keys.press("ArrowDown")
    expect(window.left.get_by_role("option", selected=True)).to_contain_text("/stack")
    keys.press("ArrowUp")
    keys.press("Enter")
    keys.press("Enter")
    name = window.left.get_by_label("Name")
    expect(name).to_be_focused()
    for _ in range(8):
        keys.press("Tab")
        assert window.left.get_by_role("dialog").evaluate("dialog => dialog.contains(document.activeElement)")
    keys.press("Escape")
    expect(window.left.get_by_role("dialog")).to_have_count(0)
    expect(field).to_be_focused()

    keys.type("/strict")
    keys.press("Enter")
    expect(name).to_be_focused()
    keys.type("Somebody")
    keys.press("Enter")

    assert app.received.get(timeout=SOON_SECONDS) == {"name": "Somebody"}
    expect(field).to_be_focused()


def test_what_is_typed_outlives_a_live_change_and_a_reload(window: Window, workspace: Workspace) -> None:
    window.say(window.sign_in(window.left, "Ingrid Solberg"), "/strict")
    name = window.left.get_by_label("Name")
    name.press_sequentially("Half a na")
    general, marcus = workspace.channels["general"], workspace.users["Marcus Webb"]

    workspace.post(f"/client/{marcus}/say", channel=general, text="Meanwhile")
    expect(window.message(window.left, "Meanwhile")).to_have_count(1)

    expect(name).to_be_focused()
    name.press_sequentially("me")
    expect(name).to_have_value("Half a name")
    with window.page.expect_response(lambda answer: answer.url.endswith("/type")):
        name.blur()
    window.page.reload()
    expect(window.left.get_by_label("Name")).to_have_value("Half a name")
