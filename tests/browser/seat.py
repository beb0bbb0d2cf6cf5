"""One person's side of the page: where they go, what they press and type, what they then see."""

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, expect

APP = "Rapport"


@dataclass(frozen=True, slots=True)
class Seat:
    """A pane with somebody signed in."""

    pane: Locator

    def sign_in(self, name: str) -> None:
        """Sign in, from the list of people or in the place of somebody else; whoever sits there already stays."""
        signed_in = self.pane.get_by_role("button", name=f"Signed in as {name}. Change person")
        if signed_in.count() == 0:
            self.pane.get_by_role("button", name=re.compile(rf"^(Sign in as )?{name}")).first.click()
        expect(signed_in).to_be_visible()

    def goes_to(self, tab: str) -> None:
        """Open the app's Home or Messages."""
        self.pane.get_by_role("navigation").get_by_role("button", name=APP).click()
        chosen = self.pane.get_by_role("tab", name=tab)
        chosen.click()
        expect(chosen).to_have_attribute("aria-selected", "true")

    def types(self, command: str) -> None:
        """Type a slash command in #general."""
        self.pane.get_by_role("navigation").get_by_role("button", name="general").click()
        field = self.pane.get_by_role("combobox", name="Message #general")
        field.fill(command)
        field.press("Enter")

    def reads(self, text: str) -> None:
        """Wait until a text stands in the place that is open."""
        expect(self.pane.get_by_text(text).last).to_be_visible()

    def presses(self, label: str) -> None:
        """Press a button of the place that is open; the newest where there are several."""
        self.pane.get_by_role("button", name=label, exact=True).last.click()

    def opens(self, label: str, title: str) -> Locator:
        """Press what opens a modal, and return the modal once its title is on top."""
        self.presses(label)
        return self.modal(title)

    def modal(self, title: str) -> Locator:
        """Return the modal of that title as soon as it is on top."""
        dialog = self.pane.get_by_role("dialog", name=title, exact=True)
        expect(dialog).to_be_visible()
        return dialog

    def fills(self, form: Locator, *answers: tuple[str, str | date]) -> None:
        """Fill the fields of a form: each is named by its label; a choice by the words of the option."""
        for label, answer in answers:
            field = form.get_by_label(re.compile(rf"^{re.escape(label)}(?!\w)")).first
            if field.evaluate("one => one.localName") == "select":
                option = field.locator("option").filter(has_text=re.compile(rf"^{re.escape(str(answer))}( \(|$)"))
                field.select_option(value=option.get_attribute("value"))
            else:
                field.fill(str(answer))

    def chooses(self, form: Locator, label: str, *options: str) -> None:
        """Tick options of a menu that takes several."""
        form.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).click()
        popup = form.page.locator(".popup")
        for option in options:
            popup.get_by_role("checkbox", name=option).check()
        form.page.keyboard.press("Escape")

    def is_sure(self, title: str, label: str) -> None:
        """Say yes to a question that is asked once more before something happens."""
        question = self.pane.get_by_role("alertdialog", name=title)
        question.get_by_role("button", name=label, exact=True).click()

    def sends(self, form: Locator, label: str) -> None:
        """Send a form off, and wait until it has gone."""
        button = form.get_by_role("button", name=label, exact=True)
        button.click()
        expect(button).to_have_count(0)

    def closes(self) -> None:
        """Close everything that lies on top."""
        self.pane.get_by_role("button", name="Close", exact=True).first.click()
        expect(self.pane.get_by_role("dialog")).to_have_count(0)
