"""What people see when something is refused or breaks, wherever they were."""

import json

import pytest
from slack_bolt import Ack

from bot.errors import FieldError, NotYoursError, UserError
from handlers.binding import refusals_beside_fields
from handlers.failures import sentence_of
from storage.database import Database
from tests.payloads import Payload, slash
from tests.rapport import Rapport

FORM = {"blocks": [{"type": "section", "block_id": "lead"}, {"type": "input", "block_id": "first"}]}


def _answer(rapport: Rapport, view: Payload, refusal: UserError) -> Payload:
    """Return what a submission of `view` is answered when its listener raises `refusal`."""
    ack = _an_ack()
    with refusals_beside_fields(ack, view, deps=rapport.deps):
        raise refusal
    assert ack.response is not None
    answer: Payload = json.loads(ack.response.body)
    return answer


def _an_ack() -> Ack:
    return Ack()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


def test_a_refusal_of_one_field_stands_beside_it(rapport: Rapport) -> None:
    answer = _answer(rapport, FORM, FieldError("second", "Too long."))
    assert answer == {"response_action": "errors", "errors": {"second": "Too long."}}


def test_a_refusal_of_no_field_stands_beside_the_first_one(rapport: Rapport) -> None:
    answer = _answer(rapport, FORM, UserError("Not now."))
    assert answer == {"response_action": "errors", "errors": {"first": "Not now."}}


def test_a_refusal_of_a_form_without_fields_gets_a_screen_of_its_own(rapport: Rapport) -> None:
    answer = _answer(rapport, {"blocks": FORM["blocks"][:1]}, UserError("Not now."))
    assert answer["response_action"] == "push"
    assert answer["view"]["blocks"][0]["text"]["text"] == "Not now."


def test_what_breaks_is_no_refusal_and_goes_on(rapport: Rapport) -> None:
    with pytest.raises(KeyError), refusals_beside_fields(_an_ack(), FORM, deps=rapport.deps):
        raise KeyError


def test_what_is_not_yours_is_told_in_the_same_words_as_what_is_not_there(rapport: Rapport) -> None:
    assert sentence_of(NotYoursError(), deps=rapport.deps) == rapport.deps.catalog.common.not_yours
    assert sentence_of(UserError("Not now."), deps=rapport.deps) == "Not now."


def test_a_command_that_breaks_tells_whoever_typed_it_and_nobody_else(rapport: Rapport, db: Database) -> None:
    with db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE setting RENAME TO elsewhere")
    answer = rapport.answer_to(slash("/mentor"))
    assert answer["response_type"] == "ephemeral"
    assert answer["text"].startswith(rapport.deps.catalog.common.apology.split("{", maxsplit=1)[0])
