"""An agreement, acted in the real sandbox: each alone, one difference settled, a yes of each, and the document."""

import urllib.request
from functools import partial

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, MENTOR_ZONE, SAY, Journey
from tests.e2e.stage import CHANNEL, FACILITATOR, OWNER, Stage, eventually

PURPOSE = SAY.agreements.ask_purpose
MINE, THEIRS = "A grant of my own", "A chair for her"


def become_a_pair(trip: Journey) -> None:
    """The mentor joins before the programme begins, a facilitator brings the two together, and both say yes."""
    trip.does(OWNER, "add", f"{MENTOR}:{MENTOR_ZONE}")
    trip.opens(OWNER, SAY.setup.title, "slash", "/mentor setup")
    trip.sends_off(OWNER, f"{SAY.setup.ask_channel}={CHANNEL}")
    trip.opens(FACILITATOR, SAY.pairs.title, "slash", "/mentor pair")
    trip.sends_off(FACILITATOR, f"{SAY.pairs.ask_mentor}={MENTOR}", f"{SAY.pairs.ask_mentee}={MENTEE}")
    for person in (MENTOR, MENTEE):
        eventually(partial(inbox, trip.running, person), f"{person} to be asked")
        trip.does(person, "messages")
        trip.does(person, "click", SAY.pairs.yes_button)
    trip.closes_answer(MENTOR)


def opens_the_board(trip: Journey, person: str) -> None:
    """Let somebody open the agreement from Home."""
    button = SAY.home.agreement_button
    eventually(lambda: button in str(trip.does(person, "home")), f"{person}'s Home to show the pair")
    trip.opens(person, SAY.agreements.title, "click", button)


def answers(trip: Journey, person: str, text: str) -> None:
    """Let somebody answer the five-minute version and send it."""
    opens_the_board(trip, person)
    trip.opens(person, SAY.agreements.short_title, "click", SAY.agreements.short_button)
    trip.does(person, "fill", f"{PURPOSE}={text}")
    trip.does(person, "submit")
    trip.sees(person, SAY.agreements.title)


def is_told(trip: Journey, person: str, phrase: str, partner: str) -> None:
    """Return when that is the newest message to somebody."""
    wanted = phrase.format(partner=partner)
    eventually(lambda: inbox(trip.running, person)[-1]["text"] == wanted, f"{person} to read {wanted!r}")


def test_a_pair_agrees_and_takes_the_document_home(fresh: Stage) -> None:
    trip = Journey(fresh)
    become_a_pair(trip)
    answers(trip, MENTEE, MINE)
    trip.does(MENTEE, "close", "all")
    is_told(trip, MENTOR, SAY.agreements.news_waiting, MENTEE)
    answers(trip, MENTOR, THEIRS)
    page = trip.opens(MENTOR, SAY.agreements.page_title, "click", SAY.agreements.compare_button)
    assert {MINE, THEIRS} <= set(page["texts"])
    trip.does(MENTOR, "click", SAY.agreements.theirs_button.format(partner=MENTEE))
    eventually(lambda: SAY.agreements.reading_settled in trip.does(MENTOR, "show")["modal"]["texts"], "one wording")
    trip.opens(MENTOR, SAY.agreements.title, "click", SAY.agreements.back_button)
    trip.does(MENTOR, "click", SAY.agreements.confirm_button)
    is_told(trip, MENTEE, SAY.agreements.news_asked, MENTOR)
    opens_the_board(trip, MENTEE)
    trip.does(MENTEE, "click", SAY.agreements.confirm_button)
    is_told(trip, MENTOR, SAY.agreements.news_standing, MENTEE)
    trip.does(MENTEE, "click", SAY.agreements.document_button)
    file = eventually(lambda: inbox(fresh, MENTEE)[-1].get("files"), "the document")[0]
    assert file["title"] == SAY.agreements.document_caption.format(number=1)
    with urllib.request.urlopen(f"{fresh.base_url}{file['url_private']}", timeout=30) as answer:
        assert answer.read().startswith(b"%PDF-")
