"""A mentee asks for a first conversation; the mentor answers in one of five ways; both then say yes or no alone."""

from datetime import date

import pytest

from bot.services import pairs as pairs_service
from sandbox.blockkit import check_view
from storage.database import Database
from storage.offers import offer_of
from storage.vocabulary import PairState, RequestState, Standing
from tests.facilitating import answer, delivered, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload, event, press, press_message, slash
from tests.rapport import Rapport
from tests.requesting import (
    ask_button,
    ask_form,
    asked,
    reply,
    reply_form,
    the_requests,
    updated,
    wished,
)

YES, NO = "Yes", "Not for me"


def test_a_mentee_asks_and_the_mentor_hears_who_but_not_what(programme: Rapport, db: Database) -> None:
    shown = updated(programme, wished(ask_form(programme, db)))
    assert "Idris Okafor" in str(shown)
    sent = delivered(programme)
    assert set(sent) == {MENTOR}
    assert "Maya Lindqvist" in sent[MENTOR][0]["text"]
    assert "MARKER" not in str(sent)


def test_what_is_wanted_stands_behind_the_button_with_five_answers(programme: Rapport, asked_message: Payload) -> None:
    form = reply_form(programme, asked_message)
    assert "MARKER" in str(form)
    assert "Grants" in str(form)
    radios = next(block for block in form["blocks"] if block.get("block_id") == "request_reply")
    assert [each["text"]["text"] for each in radios["element"]["options"]] == [
        "Yes, a first conversation",
        "Yes, and nobody else for a while",
        "Somebody else may suit better",
        "Not now",
        "Not now, and nobody else for a while",
    ]


def test_the_same_form_sent_twice_asks_once(programme: Rapport, db: Database) -> None:
    form = ask_form(programme, db)
    assert programme.answer_to(wished(form)) == programme.answer_to(wished(form))
    assert len(the_requests(db)) == 1
    assert len(delivered(programme)[MENTOR]) == 1


def test_a_yes_leads_to_a_first_conversation_and_to_no_pair_yet(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "accept"))
    [pair] = the_pairs(db)
    assert (pair.state, pair.topic, pair.proposed_by_id) == (PairState.TALKING, "Grants", the(db, MENTEE).id)
    sent = delivered(programme)
    assert set(sent) == {MENTOR, MENTEE}
    assert pairs_service.cards(programme.deps, actor=the(db, MENTEE)) == []


def test_a_line_that_the_mentor_adds_to_a_yes_stands_behind_a_button_for_the_mentee(
    programme: Rapport, asked_message: Payload
) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "accept", note="LINE gladly"))
    sent = delivered(programme)
    assert "LINE" not in str(sent)
    label = "Read a line from Idris Okafor"
    assert label not in str(sent[MENTOR])
    shown = opened(programme, press_message(sent[MENTEE][0], label, user=MENTEE))
    assert "LINE gladly" in str(shown)


def test_what_two_begin_themselves_promises_no_third_who_is_told(programme: Rapport, asked_message: Payload) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "accept"))
    say = programme.deps.catalog.pairs
    for told in delivered(programme).values():
        assert say.sees_between in str(told)
        assert say.sees not in str(told)


def test_after_the_conversation_two_yeses_make_the_pair(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "accept"))
    talk = delivered(programme)
    answer(programme, talk[MENTEE][0], YES, user=MENTEE)
    assert the_pairs(db)[0].state is PairState.TALKING
    answer(programme, talk[MENTOR][0], YES, user=MENTOR)
    assert the_pairs(db)[0].state is PairState.ACTIVE
    assert set(delivered(programme)) == {MENTOR, MENTEE}
    assert "Grants" in str(_home(programme, MENTEE))


@pytest.mark.parametrize("decliner", [MENTOR, MENTEE])
def test_after_the_conversation_a_no_reads_the_same_whoever_it_was(
    programme: Rapport, db: Database, asked_message: Payload, decliner: str
) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "accept"))
    talk = delivered(programme)
    other = MENTEE if decliner == MENTOR else MENTOR
    answer(programme, talk[other][0], YES, user=other)
    answer(programme, talk[decliner][0], NO, user=decliner)
    [pair] = the_pairs(db)
    assert (pair.state, pair.mentor_confirmed_at, pair.mentee_confirmed_at) == (PairState.DECLINED, None, None)
    assert "another arrangement is planned" in delivered(programme)[other][0]["text"]


def test_not_now_is_told_without_a_reason_and_a_line_reaches_the_mentee_alone(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    updated(programme, reply(reply_form(programme, asked_message), "not_now", note="LINE for you"))
    assert the_requests(db)[0].state is RequestState.NOT_NOW
    [told] = delivered(programme)[MENTEE]
    assert "LINE" not in str(told)
    sheet = opened(programme, _press_in(programme, told, programme.deps.catalog.requests.answered_button))
    assert "LINE for you" in str(sheet)
    assert the_pairs(db) == []


@pytest.mark.parametrize(
    ("word", "state"),
    [("accept_and_pause", RequestState.ACCEPTED), ("not_now_and_pause", RequestState.NOT_NOW)],
)
def test_an_answer_with_a_pause_pauses_new_requests(
    programme: Rapport, db: Database, asked_message: Payload, word: str, state: RequestState
) -> None:
    until = date(date.today().year + 1, 1, 15)  # noqa: DTZ011 - within a year of whatever day it is
    refused = programme.answer_to(reply(reply_form(programme, asked_message), word, until="2020-01-01"))
    assert refused["errors"] == {"request_until": programme.deps.catalog.requests.pause_past}
    updated(programme, reply(reply_form(programme, asked_message), word, until=until.isoformat()))
    assert the_requests(db)[0].state is state
    with db.read() as session:
        offer = offer_of(session, member_id=the(db, MENTOR).id)
    assert offer
    assert (offer.standing, offer.paused_until) == (Standing.PAUSED, until)
    refusal = opened(programme, ask_button(db, user=STRANGER))
    assert "cannot take anybody on at present" in str(refusal)


def test_somebody_else_who_is_named_can_be_asked_with_one_press(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    say = programme.deps.catalog.requests
    form = reply_form(programme, asked_message)
    assert programme.answer_to(reply(form, "suggest"))["errors"] == {"request_suggested": say.nobody_named}
    for nobody in (MENTEE, MENTOR, "U0UNKNOWN"):
        refused = programme.answer_to(reply(form, "suggest", suggested=nobody))
        assert refused["errors"] == {"request_suggested": say.cannot_be_named}
    updated(programme, reply(form, "suggest", suggested=STRANGER))
    [told] = delivered(programme)[MENTEE]
    assert "Vera Nowak" not in str(told)
    sheet = opened(programme, _press_in(programme, told, say.answered_button))
    assert "Vera Nowak" in str(sheet)
    form = opened(programme, press(sheet, say.ask_other_button, user=MENTEE), "views.push")
    again = wished(form)
    updated(programme, {**again, "view": {**again["view"], "id": "V2"}})
    assert set(delivered(programme)) == {STRANGER}


def test_a_request_taken_back_is_forgotten_and_the_mentor_reads_nothing_of_it(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    say = programme.deps.catalog.requests
    board = opened(programme, slash("/mentor", "requests", user=MENTEE))
    sheet = opened(programme, press(board, say.open_button, user=MENTEE), "views.update")
    assert "MARKER" in str(sheet)
    opened(programme, press(sheet, say.withdraw_button, user=MENTEE), "views.update")
    [request] = the_requests(db)
    assert (request.state, request.wish, request.topic) == (RequestState.WITHDRAWN, None, None)
    seen = opened(programme, _press_in(programme, asked_message, say.read_button, user=MENTOR))
    assert "MARKER" not in str(seen)
    assert "taken the request back" in str(seen)


def test_both_see_how_far_a_request_is_and_whose_step_is_next(programme: Rapport, db: Database) -> None:
    asked(programme.deps)
    for user, sentence in ((MENTEE, "The next step is Idris Okafor's."), (MENTOR, "asked you on")):
        board = opened(programme, slash("/mentor", "requests", user=user))
        assert sentence in str(board)
    assert "You asked *Idris Okafor*" in str(_home(programme, MENTEE))
    assert "Read and answer" in str(_home(programme, MENTOR))


def _home(rapport: Rapport, user: str) -> Payload:
    times = len(rapport.slack.called("views.publish")) + 1
    rapport.answer_to(event("app_home_opened", user=user, channel="D1", tab="home", event_ts="1.1"))
    view: Payload = rapport.slack.wait_for("views.publish", times=times)["view"]
    assert check_view(view) == []
    return view


def _press_in(rapport: Rapport, message: Payload, label: str, *, user: str = MENTEE) -> Payload:
    return press_message(message, label, user=user, response_url=rapport.slack.response_url)
