"""What a mentor answers to a check-in: kept for them alone, and it leads somewhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.check_ins import DEEDS, Asked
from bot.errors import NotYoursError
from bot.services import check_in_answers
from bot.views import check_ins as own_view
from sandbox.blockkit import check_message, check_view
from storage.check_ins import CheckInAnswer, CheckInChoice
from storage.database import Database
from storage.pairs import Pair
from storage.vocabulary import CheckInDeed, PairState, TouchpointKind
from tests.integration.check_in_steps import asked_now, label_of, question_in
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.payloads import Payload, press, press_message, slash
from tests.planning import planned, why_not, written
from tests.rapport import Rapport

DAY = timedelta(days=1)
SECOND = "U0SECOND01"
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def round_now(deps: Deps, pair_id: str, clock: HandClock) -> Payload:
    """The question that has just reached the mentor of a pair that met long ago."""
    return asked_now(deps, pair_id, clock)


def test_an_answer_is_kept_for_its_giver_and_one_line_takes_the_place_of_the_question(
    rapport: Rapport, deps: Deps, db: Database, round_now: Payload
) -> None:
    fine = label_of(deps, round_now, CheckInDeed.FINE)
    rapport.answer_to(press_message(round_now, fine, user=MENTOR, response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url")
    assert line["replace_original"] is True
    assert line["text"] == deps.catalog.check_ins.answered
    assert check_message({"text": line["text"], "blocks": line["blocks"]}) == []
    (answer,) = check_in_answers.own(deps, actor=the(db, MENTOR)).answers
    assert (answer.mentee, answer.question, answer.deed) == (
        "Maya Lindqvist",
        question_in(round_now).question,
        CheckInDeed.FINE,
    )


@pytest.mark.parametrize("deed", [deed for deed in CheckInDeed if deed is not CheckInDeed.FINE])
def test_each_answer_opens_what_it_leads_to(
    rapport: Rapport, deps: Deps, round_now: Payload, deed: CheckInDeed
) -> None:
    question = next(each for each, deeds in DEEDS.items() if deed in deeds)
    found = question_in(round_now)
    action = {"type": "button", "action_id": f"check_in:{deed}", "value": f"{found.pair_id}:{question}:{found.number}"}
    fine = label_of(deps, round_now, CheckInDeed.FINE)
    payload = press_message(round_now, fine, user=MENTOR, response_url=rapport.slack.response_url)
    view = opened(rapport, {**payload, "actions": [{**action, "block_id": "b"}]})
    assert view["type"] == "modal"
    rapport.slack.wait_for("response_url")


def test_a_question_that_is_let_be_leaves_nothing_and_one_that_is_not_wanted_never_comes_again(
    rapport: Rapport, deps: Deps, db: Database, round_now: Payload
) -> None:
    for number, label in enumerate(("Not now", "Not this question again"), start=1):
        rapport.answer_to(press_message(round_now, label, user=MENTOR, response_url=rapport.slack.response_url))
        rapport.slack.wait_for("response_url", times=number)
    own = check_in_answers.own(deps, actor=the(db, MENTOR))
    assert own.answers == ()
    assert own.never == {question_in(round_now).question}
    (row, *_) = planned(db, TouchpointKind.CHECK_IN)
    again = written(deps, row)
    assert isinstance(again, dict)
    assert question_in(again).question not in own.never


def test_a_pause_holds_questions_back_and_can_be_ended(
    rapport: Rapport, deps: Deps, db: Database, round_now: Payload
) -> None:
    pick = round_now["blocks"][2]["elements"][2]
    option = pick["option_groups"][0]["options"][0]
    payload = press_message(round_now, "Not now", user=MENTOR, response_url=rapport.slack.response_url)
    action = {"type": "static_select", "action_id": pick["action_id"], "block_id": "b", "selected_option": option}
    rapport.answer_to({**payload, "actions": [action]})
    line = rapport.slack.wait_for("response_url")
    assert line["text"].startswith("No check-ins before")
    (row, *_) = planned(db, TouchpointKind.CHECK_IN)
    assert why_not(deps, [row]) == {"paused"}
    check_in_answers.pause(deps, actor=the(db, MENTOR), months=None)
    assert written(deps, row)


def test_ones_own_screen_shows_what_was_answered_and_deletes_it(
    rapport: Rapport, deps: Deps, db: Database, round_now: Payload
) -> None:
    actor, found = the(db, MENTOR), question_in(round_now)
    check_in_answers.answer(deps, actor=actor, asked=found, deed=CheckInDeed.FINE)
    check_in_answers.never_again(deps, actor=actor, asked=found)
    screen = opened(rapport, slash("/mentor", "checkins", user=MENTOR))
    assert label_of(deps, round_now, CheckInDeed.FINE) in str(screen)
    for times, label in enumerate(("Ask me all of them again", "Delete my answers"), start=1):
        rapport.answer_to(press(screen, label, user=MENTOR))
        drawn = rapport.slack.wait_for("views.update", times=times)["view"]
        assert check_view(drawn) == []
    own = check_in_answers.own(deps, actor=actor)
    assert (own.answers, own.never) == ((), frozenset())
    assert own_view.DELETE not in str(drawn)


def test_nobody_answers_what_was_asked_of_somebody_else(deps: Deps, db: Database, round_now: Payload) -> None:
    found = question_in(round_now)
    for user in (MENTEE, STRANGER):
        for attempt in (
            lambda user=user: check_in_answers.answer(deps, actor=the(db, user), asked=found, deed=CheckInDeed.FINE),
            lambda user=user: check_in_answers.never_again(deps, actor=the(db, user), asked=found),
            lambda user=user: check_in_answers.leave(deps, actor=the(db, user), asked=found),
        ):
            with pytest.raises(NotYoursError):
                attempt()
        assert check_in_answers.own(deps, actor=the(db, user)).answers == ()


def test_a_round_that_never_came_a_foreign_pair_and_an_answer_that_was_not_offered_are_refused(
    deps: Deps, db: Database, round_now: Payload
) -> None:
    actor, found = the(db, MENTOR), question_in(round_now)
    as_mentee = pair_up(db, mentor=STRANGER, mentee=MENTOR)
    wrong = [
        Asked(found.pair_id, found.question, found.number + 1),
        Asked(as_mentee, found.question, found.number),
        Asked("nothing", found.question, found.number),
    ]
    for never_asked in wrong:
        with pytest.raises(NotYoursError):
            check_in_answers.answer(deps, actor=actor, asked=never_asked, deed=CheckInDeed.FINE)
    deed = next(each for each in CheckInDeed if each not in DEEDS[found.question])
    with pytest.raises(NotYoursError):
        check_in_answers.answer(deps, actor=actor, asked=found, deed=deed)
    with pytest.raises(NotYoursError):
        check_in_answers.pause(deps, actor=actor, months=1)


def test_once_a_pair_is_no_more_its_answers_stay_their_givers(deps: Deps, db: Database, round_now: Payload) -> None:
    actor, found = the(db, MENTOR), question_in(round_now)
    check_in_answers.answer(deps, actor=actor, asked=found, deed=CheckInDeed.FINE)
    with db.begin() as session:
        pair = session.get(Pair, found.pair_id)
        assert pair
        pair.state = PairState.ENDED
        session.add(pair)
    (answer,) = check_in_answers.own(deps, actor=actor).answers
    assert answer.mentee == "Maya Lindqvist"


def test_what_is_answered_lies_sealed(deps: Deps, db: Database, round_now: Payload) -> None:
    actor, found = the(db, MENTOR), question_in(round_now)
    check_in_answers.answer(deps, actor=actor, asked=found, deed=CheckInDeed.FINE)
    check_in_answers.never_again(deps, actor=actor, asked=found)
    with db.read() as session:
        for table in (CheckInAnswer, CheckInChoice):
            rows = session.connection().exec_driver_sql(f"SELECT * FROM {table.__tablename__}").all()  # noqa: S608 - the name of a table of ours
            assert len(rows) == 1
            assert found.question.encode() not in b"".join(
                bytes(each) for each in rows[0] if isinstance(each, (bytes, memoryview))
            )
            assert str(found.question) not in [each for each in rows[0] if isinstance(each, str)]
