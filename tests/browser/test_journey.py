"""The first journey by eye: two people side by side on the page of the demo, who only press and type."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.content.catalogue import load_catalog
from tests.browser.seat import Seat
from tests.browser.trip import Trip, trip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]

SAY = load_catalog()
MENTEE, MENTOR, FACILITATOR = "Maya Lindqvist", "Jonas Weber", "Ruth Weiss"
MEETS_AFTER, DUE_AFTER, NEXT_AFTER = timedelta(days=16), timedelta(days=25), timedelta(days=107)

GOAL = "Send off my first grant as principal investigator"
SIGN = "It is sent by June, and two colleagues have read it."
QUESTION = "Which of the two grant calls should I write for?"
WORKED_OUT = "The larger call fits better, the smaller one has the kinder deadline. I cannot write both this year."
WISH = "Your view of what reviewers expect from a first application."
OTHER_QUESTION = "What could leave your desk this term?"
MINE = "The smaller call first: finishing one teaches me more. And I ask to leave one committee."
SETTLED = "I write for the smaller call."
THEIRS = "She writes for the smaller call. Before that she frees time: two committees less."
TASK = "Send Jonas the outline"


@pytest.fixture
def trip(browser: Browser, tmp_path: Path) -> Iterator[Trip]:
    """The demo on a Monday morning, nobody signed in; fails the test when the page asks another machine or breaks."""
    with trip_of(browser, tmp_path) as trip:
        yield trip


def pair(trip: Trip) -> None:
    """A facilitator brings two people together from Home."""
    trip.left.sign_in(MENTEE)
    trip.right.sign_in(FACILITATOR)
    trip.left.goes_to("Home")
    trip.right.goes_to("Home")
    trip.left.reads(SAY.home.unpaired_title)
    trip.album.take("start", on_phone=True)
    form = trip.right.opens(SAY.home.pair_button, SAY.pairs.title)
    trip.right.fills(form, (SAY.pairs.ask_mentor, MENTOR), (SAY.pairs.ask_mentee, MENTEE))
    trip.album.take("1-pair", is_in_tour=True)
    trip.right.sends(form, SAY.pairs.save)
    trip.right.modal(SAY.pairs.proposed_title)
    trip.album.take("asked")
    trip.right.closes()


def confirm(trip: Trip) -> None:
    """Each is asked alone, and both say yes."""
    trip.right.sign_in(MENTOR)
    for seat in (trip.left, trip.right):
        seat.goes_to("Messages")
        expect(seat.pane.get_by_role("button", name=SAY.pairs.yes_button, exact=True)).to_be_visible()
    trip.album.take("2-proposal", is_in_tour=True, on_phone=True)
    trip.right.presses(SAY.pairs.yes_button)
    trip.right.reads("When they have said yes")
    trip.right.closes()
    trip.left.presses(SAY.pairs.yes_button)
    for seat in (trip.left, trip.right):
        expect(seat.pane.get_by_role("button", name=SAY.pairs.goal_button)).to_be_visible()
    trip.album.take("begins")


def set_goal(trip: Trip) -> None:
    """The mentee sets a goal; the mentor finds it in Home."""
    trip.left.opens(SAY.pairs.goal_button, SAY.goals.title)
    trip.album.take("no-goals")
    form = trip.left.opens(SAY.goals.add_button, SAY.goals.form_title)
    trip.left.fills(
        form,
        (SAY.goals.ask_line, GOAL),
        (SAY.goals.ask_area, SAY.goals.area_career),
        (SAY.goals.ask_horizon, SAY.goals.horizon_one_year),
        (SAY.goals.ask_measure.format(partner=MENTOR), SIGN),
    )
    form.locator(".dialog-body").evaluate("body => body.scrollTo(0, 0)")
    trip.album.take("3-goal", is_in_tour=True, on_phone=True)
    trip.left.sends(form, SAY.goals.save)
    trip.left.modal(SAY.goals.title)
    trip.left.reads(GOAL)
    trip.album.take("goals")
    trip.left.closes()
    trip.right.goes_to("Home")
    trip.right.reads(GOAL)


def plan_meeting(trip: Trip) -> None:
    """The mentee plans a meeting; the mentor reads when, on both clocks."""
    form = trip.left.opens(SAY.pairs.plan_button, SAY.meetings.plan_title)
    day = trip.monday + MEETS_AFTER
    trip.left.fills(form, (SAY.meetings.ask_day, day), (SAY.meetings.ask_time, "10:00"))
    trip.album.take("plan")
    trip.left.sends(form, SAY.meetings.save)
    trip.album.take("planned")
    trip.left.closes()
    trip.right.goes_to("Messages")
    trip.right.reads("10:00 (Toronto time)")


def put_topics(trip: Trip) -> None:
    """Both put a question on the agenda."""
    _put_topic(trip, trip.left, QUESTION, WORKED_OUT, WISH)
    trip.left.closes()
    _put_topic(trip, trip.right, OTHER_QUESTION)
    trip.left.presses(SAY.home.agenda_button)
    trip.left.modal(SAY.agendas.title)
    trip.album.take("4-agenda", is_in_tour=True, on_phone=True)
    for seat in (trip.left, trip.right):
        seat.closes()


def _put_topic(trip: Trip, seat: Seat, question: str, *more: str) -> None:
    say = SAY.agendas
    seat.goes_to("Home")
    seat.opens(SAY.home.agenda_button, say.title)
    form = seat.opens(say.add_button, say.topic_title)
    seat.fills(form, (say.ask_question, question), (say.ask_area, say.career))
    seat.fills(form, *zip((say.ask_analysis, say.ask_ask), more, strict=False))
    form.get_by_role("checkbox").check()
    trip.album.take("topic-of-mentee" if more else "topic-of-mentor")
    seat.sends(form, say.save)
    seat.modal(say.title)
    seat.reads(question)


def wait_for_meeting(trip: Trip) -> None:
    """The weeks go by: the mentee is asked for topics, the mentor gets the questions the day before."""
    trip.left.goes_to("Messages")
    trip.right.goes_to("Messages")
    trip.moves_clock("+1 week", times=2)
    trip.left.reads("What would you like to talk about?")
    trip.moves_clock("tomorrow 9:00")
    digest = trip.right.opens(SAY.agendas.digest_button, SAY.agendas.digest_title)
    expect(digest.get_by_text(QUESTION)).to_be_visible()
    trip.album.take("5-digest", is_in_tour=True, on_phone=True)
    trip.right.closes()
    trip.album.take("messages")


def recap(trip: Trip) -> None:
    """The morning after, both are asked; neither reads the other's words before both have sent theirs."""
    trip.moves_clock("tomorrow 9:00", times=2)
    for seat in (trip.left, trip.right):
        seat.reads("How do you remember your meeting")
    trip.album.take("recap-prompt")
    forms = [seat.opens(SAY.recaps.write_button, SAY.recaps.form_title) for seat in (trip.left, trip.right)]
    trip.left.fills(forms[0], (SAY.recaps.ask_said, MINE), (SAY.recaps.ask_decided, SETTLED))
    trip.right.fills(forms[1], (SAY.recaps.ask_said, THEIRS))
    for form in forms:
        form.locator(".dialog-body").evaluate("body => body.scrollTo(0, 0)")
    trip.album.take("6-recap", is_in_tour=True, on_phone=True)
    trip.left.fills(forms[0], (SAY.recaps.ask_next_day, trip.monday + NEXT_AFTER))
    trip.album.take("recap-end")
    trip.left.sends(forms[0], SAY.recaps.send)
    trip.left.closes()
    expect(trip.right.pane.get_by_text(MINE)).to_have_count(0)
    trip.right.sends(forms[1], SAY.recaps.send)
    trip.right.closes()


def compare(trip: Trip) -> None:
    """Both recaps stand side by side; what follows becomes an item with a date."""
    for seat in (trip.left, trip.right):
        seat.opens(SAY.recaps.ready_button, SAY.recaps.sheet_title)
        for words in (MINE, THEIRS):
            seat.reads(words)
    trip.album.take("7-compare", is_in_tour=True, on_phone=True)
    trip.right.closes()
    form = trip.left.opens(SAY.recaps.item_button, SAY.recaps.item_title)
    due = trip.monday + DUE_AFTER
    trip.left.fills(form, (SAY.recaps.ask_one_task, TASK), (SAY.recaps.ask_due, due))
    trip.left.fills(form, (SAY.recaps.ask_owner, SAY.recaps.owner_me))
    trip.album.take("item")
    trip.left.sends(form, SAY.recaps.save)
    trip.left.closes()


def keep_promise(trip: Trip) -> None:
    """Home says what is open; the owner of the item is reminded once, and settles it with one press."""
    for seat in (trip.left, trip.right):
        seat.goes_to("Home")
        seat.reads(TASK)
    trip.album.take("home", on_phone=True)
    trip.left.goes_to("Messages")
    trip.moves_clock("+1 week")
    expect(trip.left.pane.get_by_role("button", name=SAY.items.done_button, exact=True)).to_be_visible()
    trip.album.take("8-reminder", is_in_tour=True)
    trip.left.presses(SAY.items.done_button)
    trip.left.reads(SAY.items.now_done.format(partner=MENTOR))
    trip.right.goes_to("Messages")
    expect(trip.right.pane.get_by_role("button", name=SAY.items.done_button, exact=True)).to_have_count(0)
    trip.left.goes_to("Home")
    trip.album.take("end", on_phone=True)


STEPS: tuple[Callable[[Trip], None], ...] = (
    pair,
    confirm,
    set_goal,
    plan_meeting,
    put_topics,
    wait_for_meeting,
    recap,
    compare,
    keep_promise,
)


def test_two_people_walk_the_first_journey_side_by_side(trip: Trip) -> None:
    for step in STEPS:
        step(trip)
