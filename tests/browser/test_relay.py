"""Two private requests by eye: who asks on the left, who helps on the right, and what neither sees of the other."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.asking import (
    AFTER_A_SLOT,
    ASK,
    DESK,
    FACILITATORS,
    MAYA,
    NAMED,
    OWN,
    POSTED_MS,
    PRIVATE,
    SAY,
    SECOND_REPLY,
    Request,
    enters,
    sends,
    two_are_sent,
)
from tests.browser.seat import Seat
from tests.browser.trip import TORONTO, Trip, move_clock_to, trip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def test_two_private_requests_go_their_way_from_the_first_word_to_the_last(trip: Trip) -> None:
    requests = two_are_sent(trip)
    _days_go_by(trip, 1)
    taken = [_is_taken_on(trip, request) for request in requests]
    for request in taken:
        _author_answers(trip, request)
    _days_go_by(trip, 3)
    for request in taken:
        _owner_replies_again(trip, request)
        _author_says_who_they_are(trip, request)
        _owner_closes(trip, request)
        _author_says_whether_it_helped(trip, request)


def _days_go_by(trip: Trip, days: int) -> None:
    """Move the clock past every slot for which anything can be held by now."""
    move_clock_to(trip.page.url, datetime.combine(trip.monday + timedelta(days=days), AFTER_A_SLOT, TORONTO))


def _is_taken_on(trip: Trip, request: Request) -> Request:
    """Its card says nothing; one facilitator can open it and takes it on, the other is refused, before and after."""
    by_name = {}
    for name in FACILITATORS:
        trip.right.sign_in(name)
        by_name[name] = _opens_card(trip.right, request)
        trip.right.closes()
    owner, other = sorted(FACILITATORS, key=lambda name: by_name[name] != DESK.title)
    assert (by_name[owner], by_name[other]) == (DESK.title, SAY.common.refusal_title)
    assert owner != request.author.not_this
    is_first = request.author is MAYA
    trip.left.sign_in(other)
    trip.right.sign_in(owner)
    _opens_card(trip.right, request)
    if is_first:
        _goes_to_channel(trip.left)
        trip.album.take("card", on_phone=True)
    trip.right.presses(DESK.claim_button)
    trip.right.reads(DESK.state_claimed)
    assert _opens_card(trip.left, request) == SAY.common.refusal_title
    if is_first:
        trip.album.take("4-case", is_in_tour=True)
    trip.left.closes()
    form = trip.right.opens(DESK.reply_button, DESK.reply_title)
    trip.album.take(f"reply-to-{request.author.name}")
    trip.right.sends(form, DESK.send_button)
    trip.right.reads(DESK.first_reply)
    trip.right.closes()
    return Request(request.author, request.label, request.receipt, owner)


def _goes_to_channel(seat: Seat) -> None:
    seat.pane.get_by_role("navigation").get_by_role("button", name="facilitators").click()


def _opens_card(seat: Seat, request: Request) -> str:
    """Press Open on the card in the channel; return the title of what opens."""
    _goes_to_channel(seat)
    return _opens(seat, request)


def _opens(seat: Seat, request: Request) -> str:
    """Press Open on a card, which holds a two-word name and no more; return the title of what opens."""
    card = seat.pane.get_by_role("article").filter(has_text=request.label)
    expect(card).to_have_count(1, timeout=POSTED_MS)
    for secret in (request.author.name, request.author.theme, request.author.words):
        expect(card.get_by_text(secret)).to_have_count(0)
    card.get_by_role("button", name=DESK.open, exact=True).click()
    opened = seat.pane.get_by_role("dialog")
    expect(opened).to_have_accessible_name(re.compile(f"{DESK.title}|{SAY.common.refusal_title}"))
    is_open = opened.get_by_text(request.author.words).count() > 0
    expect(opened.get_by_text(request.author.name)).to_have_count(0)
    title = DESK.title if is_open else SAY.common.refusal_title
    expect(opened).to_have_accessible_name(title)
    return title


def _comes_back(seat: Seat, request: Request) -> Locator:
    """Open one's request again: by what Home carries, or by the receipt."""
    author = request.author
    seat.sign_in(author.name)
    enters(seat, author)
    if author.comes_by_command:
        seat.presses(ASK.receipt_button)
        seat.fills(seat.modal(PRIVATE), (OWN.ask_receipt, request.receipt.lower().replace("-", " ")))
        sends(seat, OWN.find_button, then=request.label)
    else:
        seat.presses(ASK.mine_button)
        seat.reads(request.label)
        seat.presses(OWN.look_button)
    screen = seat.modal(PRIVATE)
    expect(screen.get_by_text(author.words)).to_be_visible()
    return screen


def _author_answers(trip: Trip, request: Request) -> None:
    """The author reads the reply, writes on, and says their stage; the facilitator sees neither before a post."""
    screen = _comes_back(trip.left, request)
    expect(screen.get_by_text(DESK.first_reply)).to_be_visible()
    trip.left.presses(OWN.answer_button)
    trip.left.fills(trip.left.modal(PRIVATE), (OWN.ask_answer, request.author.answer))
    sends(trip.left, OWN.send_button, then=request.author.answer)
    _says_stage(trip, request)
    trip.right.sign_in(request.owner)
    _opens_card(trip.right, request)
    expect(trip.right.pane.get_by_text(request.author.answer)).to_have_count(0)
    expect(trip.right.pane.get_by_text(OWN.stage_early)).to_have_count(0)
    for seat in (trip.left, trip.right):
        seat.closes()


def _says_stage(trip: Trip, request: Request) -> None:
    seat = trip.left
    seat.presses(OWN.more_button)
    form = seat.modal(PRIVATE)
    seat.fills(form, (OWN.ask_stage, OWN.stage_early), (OWN.ask_stream, OWN.stream_investigator))
    trip.album.take(f"stage-of-{request.author.name}")
    sends(seat, OWN.next_button, then=OWN.sure_heading)
    _is_sure(seat, OWN.show_button)
    seat.reads(OWN.shown_heading)


def _is_sure(seat: Seat, button: str) -> None:
    """Press what cannot be taken back, and press once more when asked."""
    seat.presses(button)
    question = seat.pane.get_by_role("alertdialog", name=OWN.sure_title)
    question.get_by_role("button", name=OWN.sure_yes, exact=True).click()


def _owner_replies_again(trip: Trip, request: Request) -> None:
    """A note says that something waits: the answer, with the stage, and no name.

    The facilitator offers an option, and asks to talk in person.
    """
    trip.right.sign_in(request.owner)
    trip.right.goes_to("Messages")
    assert _opens(trip.right, request) == DESK.title
    for words in (request.author.answer, OWN.stage_early):
        trip.right.reads(words)
    form = _chooses_to_renew(trip.right)
    trip.right.fills(form, (DESK.ask_option, SECOND_REPLY))
    trip.right.sends(form, DESK.send_button)
    trip.right.reads(SECOND_REPLY)
    trip.right.presses(DESK.meet_button)
    question = trip.right.pane.get_by_role("alertdialog", name=DESK.meet_title)
    question.get_by_role("button", name=DESK.meet_yes, exact=True).click()
    trip.right.reads(DESK.meet_unanswered)


def _chooses_to_renew(seat: Seat) -> Locator:
    """Choose an option to offer, and return its form."""
    option = seat.opens(DESK.option_button, DESK.option_title).locator(".block").filter(has_text=NAMED.approach_renew)
    option.get_by_role("button", name=DESK.choose_button, exact=True).click()
    form = seat.modal(DESK.option_title)
    expect(form.get_by_text(DESK.ask_option)).to_be_visible()
    return form


def _author_says_who_they_are(trip: Trip, request: Request) -> None:
    """The author agrees to what is offered, and to the question says their name: to the one who works on it alone."""
    _comes_back(trip.left, request)
    trip.left.reads(SECOND_REPLY)
    if request.author is MAYA:
        trip.album.take("5-talk", is_in_tour=True, on_phone=True)
    trip.left.presses(OWN.agree_button)
    trip.left.reads(OWN.agreed)
    trip.left.presses(OWN.meet_button)
    trip.left.reads(OWN.name_when)
    if request.author is MAYA:
        trip.left.presses(OWN.name_button)
        trip.album.take("6-name", is_in_tour=True)
        trip.left.pane.get_by_role("alertdialog").get_by_role("button", name=OWN.sure_no, exact=True).click()
    _is_sure(trip.left, OWN.name_button)
    trip.left.reads(OWN.shown_heading)
    trip.left.closes()


def _owner_closes(trip: Trip, request: Request) -> None:
    """The facilitator reads the name and closes the case; for the other one it is still not there."""
    (other,) = set(FACILITATORS) - {request.owner}
    trip.left.sign_in(other)
    assert _opens_card(trip.left, request) == SAY.common.refusal_title
    trip.left.closes()
    trip.right.closes()
    trip.right.goes_to("Home")
    trip.right.opens(SAY.home.cases_button, DESK.mine_title)
    line = trip.right.pane.get_by_role("dialog").locator(".block").filter(has_text=request.label)
    line.get_by_role("button", name=DESK.open, exact=True).click()
    trip.right.modal(DESK.title)
    trip.right.reads(request.author.name)
    form = trip.right.opens(DESK.close_button, DESK.close_title)
    form.get_by_role("radio", name=NAMED.outcome_continues, exact=True).check()
    trip.right.sends(form, DESK.send_button)
    trip.right.reads(DESK.state_closed.format(outcome=NAMED.outcome_continues))


def _author_says_whether_it_helped(trip: Trip, request: Request) -> None:
    """Closed, the request asks its author one thing, once."""
    screen = _comes_back(trip.left, request)
    trip.left.reads(DESK.first_close)
    expect(screen.get_by_text("Closed with:")).to_be_visible()
    if request.author is MAYA:
        trip.album.take("7-end", is_in_tour=True)
    trip.left.presses(OWN.rate_yes)
    expect(screen.get_by_role("button", name=OWN.rate_yes, exact=True)).to_have_count(0)
    for seat in (trip.left, trip.right):
        seat.closes()
