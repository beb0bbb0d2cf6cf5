"""Check-ins: one question in five weeks at most, none around a meeting, and answers that are their giver's alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.check_ins import DEEDS, Asked
from bot.services import access, check_ins
from bot.views import check_in_messages
from sandbox.blockkit import check_message
from storage.database import Database
from storage.vocabulary import CheckIn, MeetingState, TouchpointKind
from tests.integration.check_in_steps import LONG_AGO, asked, asked_now, met, next_round, question_in
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, has_left, pair_up, the
from tests.payloads import Payload
from tests.planning import planned, why_not, written

DAY = timedelta(days=1)
SECOND = "U0SECOND01"
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def round_now(deps: Deps, pair_id: str, clock: HandClock) -> Payload:
    """The question that has just reached the mentor of a pair that met long ago."""
    return asked_now(deps, pair_id, clock)


def test_rounds_are_planned_once_however_often_it_is_looked(deps: Deps, db: Database, pair_id: str) -> None:
    pair_up(db, mentee=SECOND)
    assert check_ins.plan_rounds(deps) >= 1
    assert check_ins.plan_rounds(deps) == 0
    rows = planned(db, TouchpointKind.CHECK_IN)
    assert {row.member_id for row in rows} == {the(db, MENTOR).id}, "one question a round, for two mentees as for one"
    assert len(rows) <= 3


def test_a_question_names_one_mentee_and_offers_answers_that_lead_somewhere(deps: Deps, round_now: Payload) -> None:
    assert check_message(round_now) == []
    question = question_in(round_now).question
    assert "Maya Lindqvist" in round_now["text"]
    answers = [each["action_id"].removeprefix("check_in:") for each in round_now["blocks"][1]["elements"]]
    assert answers == list(DEEDS[question])
    others = [each["action_id"] for each in round_now["blocks"][2]["elements"]]
    assert others == [check_in_messages.NOT_NOW, check_in_messages.NEVER, check_in_messages.PAUSE]


@pytest.mark.parametrize("question", list(CheckIn))
def test_every_question_is_a_message_that_slack_takes(
    deps: Deps, db: Database, pair_id: str, question: CheckIn
) -> None:
    actor = the(db, MENTOR)
    with db.read() as session:
        card = access.pair_of(session, actor, pair_id)
    one = Asked(pair_id, question, 25)
    payload = check_in_messages.question(deps.catalog, asked=one, card=card, subject_id=actor.id, waits=())
    assert check_message(payload) == []


@pytest.mark.parametrize("days", [-30, -13, 0, 13])
def test_nobody_is_asked_in_a_month_with_a_meeting_or_within_a_fortnight_of_one(
    deps: Deps, pair_id: str, clock: HandClock, days: int
) -> None:
    row = next_round(deps, clock)
    met(deps, pair_id, row.due_at - LONG_AGO)
    near = row.due_at + days * DAY
    local = row.due_at.date()
    if days == -30:
        near = row.due_at.replace(day=1 if local.day > 1 else 28)
    met(deps, pair_id, near, state=MeetingState.PLANNED)
    assert why_not(deps, [row]) == {"meets"}


def test_a_meeting_that_was_called_off_holds_nothing_back(deps: Deps, pair_id: str, clock: HandClock) -> None:
    row = next_round(deps, clock)
    met(deps, pair_id, row.due_at - LONG_AGO)
    met(deps, pair_id, row.due_at + DAY, state=MeetingState.CANCELLED)
    assert written(deps, row)


def test_nobody_is_asked_about_somebody_they_have_not_met_or_who_has_left(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    row = next_round(deps, clock)
    assert why_not(deps, [row]) == {"meets"}
    met(deps, pair_id, row.due_at - LONG_AGO)
    has_left(db, MENTEE)
    assert why_not(deps, [row]) == {"meets"}


def test_the_mentee_whom_they_do_not_meet_is_asked_about(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    other = pair_up(db, mentee=SECOND)
    row = next_round(deps, clock)
    for each in (pair_id, other):
        met(deps, each, row.due_at - LONG_AGO)
    met(deps, pair_id, row.due_at + DAY, state=MeetingState.PLANNED)
    payload = asked(deps, row)
    assert question_in(payload).pair_id == other


def test_two_rounds_never_reach_a_mentor_within_a_month(
    deps: Deps, round_now: Payload, db: Database, clock: HandClock
) -> None:
    first, second = planned(db, TouchpointKind.CHECK_IN)[:2]
    clock.at = second.due_at
    assert written(deps, second)
    second.due_at = first.due_at + 30 * DAY
    assert why_not(deps, [second]) == {"month"}


def test_a_question_takes_as_many_statements_for_forty_mentees_as_for_one(
    deps: Deps, db: Database, pair_id: str, clock: HandClock, counted: Counted
) -> None:
    row = next_round(deps, clock)
    met(deps, pair_id, row.due_at - LONG_AGO)
    with counted() as few:
        written(deps, row)
    for number in range(39):
        other = pair_up(db, mentee=f"U0MENTEE{number:02}")
        met(deps, other, row.due_at - LONG_AGO)
    with counted() as many:
        written(deps, row)
    assert len(many) == len(few) <= 10
