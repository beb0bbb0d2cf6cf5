"""A long quiet: both are asked once, in the same words, with four ways on. Nothing closes by itself, nobody reports."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.lulls import Rest
from bot.domain.snoozes import Prompted, Wait
from bot.errors import NotYoursError
from bot.services import lulls, meetings, preferences
from bot.services.snoozing import snooze
from bot.views import lulls as lulls_view
from storage.database import Database
from storage.vocabulary import Cadence, MeetingState, PairState, TouchpointKind
from tests.integration.ending_steps import deliver, go_out, messages, state_of, write
from tests.integration.recap_steps import met
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import press_message, submit
from tests.planning import message, plan, planned, why_not, written
from tests.rapport import Rapport

LULL, PAUSED = TouchpointKind.LULL, TouchpointKind.LULL_PAUSED
DAY = timedelta(days=1)
HALF_A_YEAR = NOW + 182 * DAY
"""Two quarters after NOW, when the pair began: 4 May 2027."""


def ask_at(deps: Deps, clock: HandClock, at: datetime) -> int:
    clock.at = at
    return lulls.ask(deps, now=at)


def test_both_are_asked_after_two_intervals_once_and_in_the_same_words(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    assert ask_at(deps, clock, HALF_A_YEAR - 2 * DAY) == 0
    assert ask_at(deps, clock, HALF_A_YEAR) == 1
    assert messages(deps, LULL) == [(LULL, MENTOR), (LULL, MENTEE)]
    texts = {
        str(written(deps, row)).replace("Idris Okafor", "X").replace("Maya Lindqvist", "X")
        for row in planned(deps.db, LULL)
    }
    assert len(texts) == 1
    for days in range(1, 400, 30):
        assert ask_at(deps, clock, HALF_A_YEAR + days * DAY) == 0
    assert state_of(deps, pair_id) is PairState.ACTIVE
    assert STRANGER not in {user for _, user in messages(deps, *TouchpointKind)}


def test_the_question_comes_on_the_next_working_morning_of_each(deps: Deps, clock: HandClock, pair_id: str) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    assert {row.local_on for row in planned(deps.db, LULL)} == {date(2027, 5, 5)}
    assert {row.due_at.hour for row in planned(deps.db, LULL)} == {7, 13}


def test_a_meeting_ahead_or_behind_answers_it(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    met(db, pair_id, starts_at=NOW + 90 * DAY)
    assert ask_at(deps, clock, HALF_A_YEAR) == 0
    assert ask_at(deps, clock, NOW + 280 * DAY) == 1
    plan(deps, pair_id, on=(NOW + 300 * DAY).date())
    assert why_not(deps, planned(db, LULL)) == {"planned"}
    assert ask_at(deps, clock, NOW + 290 * DAY) == 0


def test_a_meeting_that_both_missed_is_none(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    met(db, pair_id, starts_at=NOW + 90 * DAY, state=MeetingState.NOT_HELD)
    assert ask_at(deps, clock, HALF_A_YEAR) == 1


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_only_a_pair_that_goes_on_is_asked(deps: Deps, clock: HandClock, state: PairState) -> None:
    pair_up(deps.db, state=state)
    assert ask_at(deps, clock, HALF_A_YEAR) == 0


def test_nobody_is_asked_about_somebody_who_has_left_or_a_pair_that_parts(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    write(deps, pair_id)
    go_out(clock)
    rows = planned(db, LULL)
    clock.at = max(row.due_at for row in rows) + DAY
    deliver(rapport, deps)
    assert {row.outcome for row in planned(db, LULL)} == {"ending"}
    other = pair_up(db, mentee="U0OTHER001")
    has_left(db, "U0OTHER001")
    assert ask_at(deps, clock, HALF_A_YEAR + 40 * DAY) == 0
    assert state_of(deps, other) is PairState.ACTIVE


def test_a_pause_holds_for_both_and_the_other_hears_until_when(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    _, until = lulls.pause(deps, actor=the(db, MENTEE), pair_id=pair_id, rest=Rest.THREE_MONTHS)
    assert until == date(2027, 8, 4)
    assert messages(deps, PAUSED) == [(PAUSED, MENTOR)]
    assert "until Wed 4 Aug 2027" in message(deps, PAUSED)["text"]
    assert why_not(deps, planned(db, LULL)) == {"answered"}
    assert ask_at(deps, clock, datetime.combine(until - DAY, NOW.timetz())) == 0
    assert ask_at(deps, clock, datetime.combine(until, NOW.timetz())) == 1, "once more, after the pause"
    assert ask_at(deps, clock, datetime.combine(until + 30 * DAY, NOW.timetz())) == 0


def test_a_new_cadence_has_its_time(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    meetings.keep_cadence(deps, actor=the(db, MENTOR), pair_id=pair_id, cadence=Cadence.MONTHLY)
    assert why_not(deps, planned(db, LULL)) == {"answered"}
    assert ask_at(deps, clock, HALF_A_YEAR + 58 * DAY) == 0
    assert ask_at(deps, clock, HALF_A_YEAR + 62 * DAY) == 1


def test_nobody_else_can_let_a_pair_pause(deps: Deps, db: Database, pair_id: str) -> None:
    with pytest.raises(NotYoursError):
        lulls.pause(deps, actor=the(db, STRANGER), pair_id=pair_id, rest=Rest.ONE_MONTH)


def test_whoever_does_not_want_the_question_is_not_asked(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    clock.at = HALF_A_YEAR + DAY
    assert {user for user, _ in deliver(rapport, deps)} == {MENTEE, MENTOR}
    row = planned(db, LULL)[0]
    preferences.mute(deps, actor=the(db, MENTEE), prompted=Prompted(row.kind, row.subject_id, row.revision))
    lulls.pause(deps, actor=the(db, MENTEE), pair_id=pair_id, rest=Rest.ONE_MONTH)
    ask_at(deps, clock, HALF_A_YEAR + 40 * DAY)
    clock.at += DAY
    assert {user for user, said in deliver(rapport, deps) if "for a while" in said["text"]} == {MENTOR}


def test_a_pause_is_chosen_from_the_message(rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    question = message(deps, LULL)
    form = opened(rapport, press_message(question, deps.catalog.lulls.pause_button))
    chosen = {"type": "radio_buttons", "selected_option": {"value": str(Rest.ONE_MONTH)}}
    told = rapport.answer_to(submit(form, {lulls_view.REST: chosen}))
    assert told["response_action"] == "update"
    assert "You two pause until" in str(told["view"])
    nothing = rapport.answer_to(
        submit(form, {lulls_view.REST: {"type": "radio_buttons", "selected_option": {"value": "x"}}})
    )
    assert nothing["errors"] == {lulls_view.REST: deps.catalog.lulls.no_rest}


@pytest.mark.parametrize("button", ["plan_button", "cadence_button", "close_button"])
def test_the_other_ways_lead_to_what_there_is(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str, button: str
) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    question = message(deps, LULL)
    assert opened(rapport, press_message(question, getattr(deps.catalog.lulls, button)))["type"] == "modal"


def test_a_round_costs_the_same_for_forty_quiet_pairs_as_for_one(
    deps: Deps, db: Database, clock: HandClock, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    enrol(db, MENTEE)
    pair_up(db)
    with counted() as one:
        assert ask_at(deps, clock, HALF_A_YEAR) == 1
    for number in range(40):
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    with counted() as forty:
        assert ask_at(deps, clock, HALF_A_YEAR) == 40
    assert len(forty) == len(one)


def test_the_question_can_be_put_off(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    ask_at(deps, clock, HALF_A_YEAR)
    clock.at = HALF_A_YEAR + DAY
    deliver(rapport, deps)
    row = planned(db, LULL)[0]
    prompted = Prompted(row.kind, row.subject_id, row.revision)
    mentee = the(db, MENTEE)
    due_at, is_new = snooze(deps, actor=mentee, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert (due_at.date(), is_new) == (date(2027, 5, 12), True)
    clock.at = due_at + DAY
    assert [user for user, _ in deliver(rapport, deps)] == [MENTEE]
