"""How a question to a mentor becomes an introduction, by hand on the screens: drafted, changed by both, sent by one."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from bot.domain.check_ins import AHEAD, DEEDS, question_of, rounds_ahead
from bot.domain.hours import Hours
from storage.vocabulary import CheckIn, CheckInDeed
from tests.browser.choosing import JONAS, MAYA, SAY
from tests.browser.seat import Seat
from tests.browser.trip import Trip, move_clock_to

DOOR, CHECK_IN = SAY.doors, SAY.check_ins
WHOM, ABOUT = "Prof. Adeyemi", "early markers after a stroke"
MORE = "Maya's first paper on this has just been accepted; it is two pages long and worth your time.\n\n"
TALK = "The opening talk of the spring meeting"
MEETS_AFTER, CALM = timedelta(days=3), timedelta(days=40)
"""So long after a meeting its month and its fortnight are over."""
BOTH_AT_WORK = timedelta(hours=7)
"""From nine in Berlin on: then it is nine in Toronto."""
PLANNED_SECONDS = 60
WALK_MS = 90_000
"""How long the bot may take to walk through weeks, with every message that comes in them."""
MOST_AHEAD = 8
"""Sixteen questions come in turn, so within sixteen rounds each of them has come."""


def meets(trip: Trip) -> None:
    """Maya plans a meeting: nobody is asked about somebody whom they have never met."""
    form = trip.left.opens(SAY.pairs.plan_button, SAY.meetings.plan_title)
    trip.left.fills(form, (SAY.meetings.ask_day, trip.monday + MEETS_AFTER), (SAY.meetings.ask_time, "10:00"))
    trip.left.sends(form, SAY.meetings.save)
    trip.left.closes()


def is_asked(trip: Trip, data: Path) -> CheckIn:
    """Move the clock to the morning on which Jonas is asked something that can lead to an introduction."""
    kept = next(data.rglob("rapport.db"))
    found = _read(kept, "SELECT id, zone FROM member WHERE name = ?", JONAS)
    assert found
    member_id, zone = found
    number, question, asked_at = next_question(member_id, Hours(ZoneInfo(zone)), after=trip.monday + MEETS_AFTER + CALM)
    move_clock_to(trip.page.url, asked_at - timedelta(days=1))
    until = monotonic() + PLANNED_SECONDS
    while not _read(kept, "SELECT 1 FROM touchpoint WHERE kind = 'check_in' AND revision = ?", number):
        assert monotonic() < until, "the coming rounds are planned several times a minute"
        sleep(1)
    move_clock_to(trip.page.url, asked_at + BOTH_AT_WORK)
    trip.right.goes_to("Messages")
    phrase: str = getattr(CHECK_IN, f"ask_{question}")
    expect(trip.right.pane.get_by_text(phrase.format(mentee=MAYA)).last).to_be_visible(timeout=WALK_MS)
    return question


def next_question(member_id: str, hours: Hours, *, after: date) -> tuple[int, CheckIn, datetime]:
    """Return (the round, the question, when it comes) of the first one from that day on that can lead there."""
    now = datetime.combine(after, time(12), UTC)
    rounds = [each for step in range(MOST_AHEAD) for each in rounds_ahead(member_id, hours, now=now + step * AHEAD)]
    found = ((number, question_of(number, never=()), morning.due_at) for number, morning in rounds)
    return next((number, asked, at) for number, asked, at in found if asked and CheckInDeed.INTRODUCE in DEEDS[asked])


def _read(kept: Path, query: str, value: str | int) -> tuple[str, ...] | None:
    """Return the first row of what the bot keeps that answers a query."""
    with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as rows:
        found: tuple[str, ...] | None = rows.execute(query, (value,)).fetchone()
    return found


def drafts(trip: Trip, question: CheckIn) -> None:
    """With one tap the letter stands there, with both names in it; what is missing is asked above it."""
    label: str = getattr(CHECK_IN, f"{question}_{CheckInDeed.INTRODUCE}")
    form = trip.right.opens(label, DOOR.form_introduction_title)
    expect(form.get_by_label(DOOR.ask_letter)).to_have_value(re.compile(f"may I introduce {MAYA} to you"))
    trip.right.fills(form, (DOOR.ask_introduction_mentor.format(partner=MAYA), WHOM), (DOOR.ask_topic, ABOUT))
    trip.left.goes_to("Messages")
    trip.album.take("5-draft", is_in_tour=True)
    trip.right.sends(form, DOOR.keep)
    done = trip.right.modal(DOOR.begun_title)
    expect(done.get_by_role("button", name=DOOR.board_button, exact=True)).to_be_visible()
    trip.album.take("drafted")
    trip.right.closes()


def both_write(trip: Trip) -> None:
    """Maya hears that there is a draft and not for whom; she adds a line, and he reads it."""
    trip.left.reads(DOOR.opened_introduction.format(partner=JONAS))
    expect(trip.left.pane.get_by_text(WHOM)).to_have_count(0)
    trip.left.opens(DOOR.read_button, DOOR.title)
    trip.album.take("doors-of-a-mentee", on_phone=True)
    page = trip.left.opens(DOOR.letter_button, DOOR.letter_title)
    field = page.get_by_label(DOOR.ask_letter)
    field.fill(field.input_value().replace("With best wishes", MORE + "With best wishes"))
    _opens(trip.right)
    trip.album.take("6-letter", is_in_tour=True, on_phone=True)
    trip.left.sends(page, DOOR.keep)
    page = trip.right.opens(DOOR.letter_button, DOOR.letter_title)
    expect(page.get_by_label(DOOR.ask_letter)).to_have_value(re.compile(re.escape(MORE.strip())))
    trip.right.closes()


def is_sent(trip: Trip) -> None:
    """Jonas has sent it from where he writes letters, and says so; Maya says later that they have met."""
    _opens(trip.right)
    trip.right.presses(DOOR.act_sent)
    trip.album.take("sure")
    trip.right.is_sure(DOOR.sure_title, DOOR.act_sent)
    trip.right.reads(DOOR.state_sent.format(sender=JONAS))
    trip.left.closes()
    trip.left.goes_to("Messages")
    trip.left.reads(DOOR.told_introduction_sent.format(partner=JONAS))
    _opens(trip.left)
    trip.left.presses(DOOR.act_met)
    trip.left.reads(DOOR.state_met)


def is_spoken_for(trip: Trip) -> None:
    """Maya asks for a word in the right place, and Jonas says yes with one tap; what came of it all stands there."""
    form = trip.left.opens(DOOR.new_sponsor, DOOR.form_sponsor_title)
    trip.left.fills(form, (DOOR.ask_sponsor_mentee, TALK))
    trip.left.sends(form, DOOR.send)
    trip.right.closes()
    trip.right.goes_to("Messages")
    trip.right.reads(DOOR.opened_sponsor.format(partner=MAYA))
    expect(trip.right.pane.get_by_text(TALK)).to_have_count(0)
    trip.album.take("asked-for-a-word", on_phone=True)
    trip.right.presses(DOOR.act_yes)
    trip.right.reads(DOOR.now_yes.format(partner=MAYA))
    for seat in (trip.left, trip.right):
        _opens(seat)
        seat.reads(DOOR.year_line.partition("·")[2].partition("·")[0].strip(" *").format(begun=2))
    trip.album.take("7-doors", is_in_tour=True, on_phone=True)
    for seat in (trip.left, trip.right):
        seat.closes()


def _opens(seat: Seat) -> None:
    if seat.pane.get_by_role("dialog").count():
        seat.closes()
    seat.types("/mentor doors")
    seat.modal(DOOR.title)
