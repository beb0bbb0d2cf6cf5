"""What cannot be asked or answered is refused in words, and changes nothing."""

import pytest

from storage.database import Database
from storage.vocabulary import MatchMode, SettingName
from tests.facilitating import FACILITATOR, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, pair_up, the
from tests.payloads import Payload
from tests.rapport import Rapport
from tests.requesting import (
    ask_button,
    ask_form,
    asked,
    choose,
    reply,
    reply_form,
    the_requests,
    wished,
)

YES, NO = "Yes", "Not for me"


def test_what_cannot_be_asked_is_refused_in_words(programme: Rapport, db: Database) -> None:
    say = programme.deps.catalog.requests
    asked(programme.deps)
    assert say.asked_already.format(name="Idris Okafor") in str(opened(programme, ask_button(db)))
    backwards = opened(programme, ask_button(db, mentor=MENTEE, user=MENTOR))
    assert say.asked_already.format(name="Maya Lindqvist") in str(backwards)
    pair_up(db, mentor=STRANGER)
    assert say.together_already.format(name="Vera Nowak") in str(opened(programme, ask_button(db, mentor=STRANGER)))
    choose(db, SettingName.MATCH_MODE, MatchMode.ASSIGNMENT)
    assert say.assigned_here in str(opened(programme, ask_button(db, mentor=FACILITATOR)))


@pytest.mark.parametrize("mentor", [MENTEE, "nobody"])
def test_only_a_colleague_can_be_asked(programme: Rapport, db: Database, mentor: str) -> None:
    pressed = ask_button(db)
    pressed["actions"][0]["value"] = the(db, MENTEE).id if mentor == MENTEE else mentor
    assert programme.deps.catalog.common.not_yours in str(opened(programme, pressed))


def test_somebody_who_has_left_is_not_asked_and_accepts_nobody(
    programme: Rapport, db: Database, asked_message: Payload
) -> None:
    form = reply_form(programme, asked_message)
    has_left(db, MENTEE)
    refused = programme.answer_to(reply(form, "accept"))
    assert refused["errors"] == {
        "request_reply": programme.deps.catalog.requests.has_left.format(name="Maya Lindqvist")
    }
    assert the_pairs(db) == []


@pytest.mark.parametrize("user", [STRANGER, FACILITATOR, MENTEE])
def test_nobody_but_the_mentor_answers(programme: Rapport, db: Database, asked_message: Payload, user: str) -> None:
    form = reply_form(programme, asked_message)
    refused = programme.answer_to(reply(form, "accept", user=user))
    assert refused["errors"] == {"request_reply": programme.deps.catalog.common.not_yours}
    assert the_pairs(db) == []


def test_a_second_answer_changes_nothing(programme: Rapport, db: Database, asked_message: Payload) -> None:
    form = reply_form(programme, asked_message)
    assert programme.answer_to(reply(form, "accept")) == programme.answer_to(reply(form, "accept"))
    refused = programme.answer_to(reply(form, "not_now"))
    assert refused["errors"] == {"request_reply": programme.deps.catalog.requests.settled}
    assert len(the_pairs(db)) == 1


@pytest.mark.parametrize("wish", [None, "   "])
def test_a_request_without_a_wish_is_refused_beside_its_field(
    programme: Rapport, db: Database, wish: str | None
) -> None:
    refused = programme.answer_to(wished(ask_form(programme, db), wish=wish))
    assert refused["errors"] == {"request_wish": programme.deps.catalog.requests.no_wish}
    assert the_requests(db) == []
