"""How two people ask privately, by hand on the screens: what they choose and write, look at twice and send."""

import re
from dataclasses import dataclass
from datetime import time

from playwright.sync_api import expect

from bot.content.catalogue import load_catalog
from bot.domain.relay.receipts import ALPHABET
from tests.browser.seat import Seat
from tests.browser.trip import Trip

SAY = load_catalog()
ASK, OWN, DESK, NAMED = SAY.relay_intake, SAY.relay_mine, SAY.relay_desk, SAY.relay_report
PRIVATE = SAY.privacy.title
FACILITATORS = ("Ruth Weiss", "Samuel Osei")
RECEIPT = re.compile("-".join([f"[{ALPHABET}]{{4}}"] * 4))
LABEL = re.compile(r"know it as (\w+ \w+)")
AFTER_A_SLOT = time(12, 40)
"""In Toronto; past the morning's slot of a programme that lives on Pacific time, and working hours for both."""
POSTED_MS = 25_000
"""Cards are looked for every five seconds, and go out one a second."""
SECOND_REPLY = "Then let us look at the agreement together first. I will send you a sheet that any pair can use."


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who asks, what they write, and who must not handle it."""

    name: str
    theme: str
    wish: str
    words: str
    answer: str
    comes_by_command: bool = False
    not_this: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was sent, as its author knows it, and who has it."""

    author: Author
    label: str
    receipt: str
    owner: str = ""


MAYA = Author(
    "Maya Lindqvist",
    ASK.theme_commitment,
    ASK.wish_prepare,
    "We were to meet every month. Most of it is put off at the last moment, and I no longer dare to ask why.",
    "I would like to stay, if we can meet as often as we said. I have asked once, in passing.",
)
JONAS = Author(
    "Jonas Weber",
    ASK.theme_communication,
    ASK.wish_end_well,
    "We have stopped talking about what matters. I would like to end this without anybody losing face.",
    "A good end would be one that we can both speak of. It must not become a matter for the chair.",
    comes_by_command=True,
    not_this="Samuel Osei",
)
GIVEAWAY = " It began on 14 September. Thank you, Maya"


def two_are_sent(trip: Trip) -> list[Request]:
    """One comes from Home, one by the command, and both read what is promised; each gets a receipt."""
    for seat, author in ((trip.left, MAYA), (trip.right, JONAS)):
        seat.sign_in(author.name)
        enters(seat, author)
        seat.reads(SAY.privacy.promise)
    trip.album.take("1-promise", is_in_tour=True, on_phone=True)
    for seat, author in ((trip.left, MAYA), (trip.right, JONAS)):
        _writes(seat, author)
    trip.album.take("form")
    _looks_twice(trip)
    sends(trip.right, ASK.preview_button, then=ASK.seen_as.strip("*"))
    for seat in (trip.right, trip.left):
        sends(seat, ASK.send_button, then=ASK.receipt_is)
    requests = [_receipt(seat, author) for seat, author in ((trip.left, MAYA), (trip.right, JONAS))]
    trip.album.take("3-receipt", is_in_tour=True, on_phone=True)
    for seat, request in zip((trip.left, trip.right), requests, strict=True):
        _proves_receipt(seat, request)
    return requests


def enters(seat: Seat, author: Author) -> None:
    """Come to the private door, each by their own way."""
    if author.comes_by_command:
        seat.types("/broker")
    else:
        seat.goes_to("Home")
        seat.presses(SAY.common.talk)
    seat.modal(PRIVATE)


def _writes(seat: Seat, author: Author) -> None:
    """Fill in the form."""
    seat.presses(ASK.write_button)
    form = seat.modal(PRIVATE)
    form.get_by_role("checkbox", name=author.theme, exact=True).check()
    for choice in (author.wish, ASK.urgency_when_you_can):
        form.get_by_role("radio", name=choice, exact=True).check()
    seat.fills(form, (ASK.ask_words, author.words))
    if author.not_this:
        form.get_by_role("button", name=re.compile(f"^{re.escape(ASK.ask_not_these)}")).click()
        form.page.locator(".popup").get_by_role("checkbox", name=author.not_this).check()
        form.page.keyboard.press("Escape")


def _looks_twice(trip: Trip) -> None:
    """What could give somebody away is marked before it goes; they take it out, and see it once more."""
    form = trip.left.modal(PRIVATE)
    trip.left.fills(form, (ASK.ask_words, MAYA.words + GIVEAWAY))
    sends(trip.left, ASK.preview_button, then=ASK.marks)
    form.locator(".dialog-body").evaluate("body => body.scrollTo(0, 0)")
    trip.album.take("2-preview", is_in_tour=True, on_phone=True)
    trip.left.fills(form, (ASK.ask_words, MAYA.words))
    form.get_by_role("button", name=ASK.send_button, exact=True).click()
    expect(form.get_by_text(ASK.marks)).to_have_count(0)


def sends(seat: Seat, label: str, *, then: str) -> None:
    """Send the form off, and wait for what follows in its place."""
    seat.modal(PRIVATE).get_by_role("button", name=label, exact=True).click()
    seat.reads(then)


def _receipt(seat: Seat, author: Author) -> Request:
    screen = seat.modal(PRIVATE)
    words = screen.inner_text()
    label, receipt = LABEL.search(words), RECEIPT.search(words)
    assert label, words
    assert receipt, words
    return Request(author, label[1], receipt[0])


def _proves_receipt(seat: Seat, request: Request) -> None:
    screen = seat.modal(PRIVATE)
    wrong = "0000" if not request.receipt.endswith("0000") else "1111"
    for typed in (wrong, request.receipt[-4:]):
        seat.fills(screen, (ASK.ask_group, typed))
        sends(seat, ASK.done_button, then=ASK.wrong_group if typed == wrong else ASK.done_heading)
    seat.closes()
