"""The private self-check in Slack: eleven items, what something low leads to, deleting, and two offers a year."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.selfchecks import Cause
from bot.errors import NotYoursError
from bot.services import selfchecks
from bot.views import selfchecks as view
from storage.database import Database
from storage.selfchecks import SelfCheck
from storage.vocabulary import CheckItem, PairState
from tests.integration.ending_steps import end
from tests.integration.selfcheck_steps import answer, chosen, keep, marks, open_board, seen_by
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import press, slash, submit
from tests.rapport import Rapport

OTHER_MENTOR = "U0OTHER0001"


def kept(db: Database) -> list[SelfCheck]:
    with db.read() as session:
        return list(session.exec(select(SelfCheck)))


def test_something_low_leads_to_a_sentence_a_scenario_and_a_facilitator(rapport: Rapport, pair_id: str) -> None:
    say = rapport.deps.catalog.selfchecks
    shown = answer(rapport, marks(competition=2))
    assert say.item_competition in str(shown)
    assert say.item_style not in str(shown)
    told = opened(rapport, press(shown, say.sentence_button), "views.push")
    assert say.opener_competition in str(told)
    scenario = opened(rapport, press(shown, "Three minutes: Whose idea?"), "views.push")
    assert rapport.deps.catalog.scenarios.whose_idea_story in str(scenario)
    door = opened(rapport, press(shown, rapport.deps.catalog.common.talk), "views.push")
    assert say.item_competition not in str(door)
    board = opened(rapport, press(shown, say.leave_button), "views.update")
    assert f"{say.item_competition} *2*" in str(board)


def test_nothing_low_leads_to_nothing(rapport: Rapport, pair_id: str) -> None:
    say = rapport.deps.catalog.selfchecks
    shown = answer(rapport, marks(usual=3))
    assert say.calm in str(shown)
    assert rapport.deps.catalog.common.talk not in str(shown)
    board = opened(rapport, press(shown, say.back_button), "views.update")
    assert say.think_button not in str(board)


def test_items_may_be_left_out_but_not_all(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    say = rapport.deps.catalog.selfchecks
    form = opened(rapport, press(open_board(rapport), say.begin_button), "views.update")
    assert rapport.answer_to(submit(form, {}))["errors"] == {view.FIRST: say.nothing}
    assert kept(deps.db) == []
    answer(rapport, {CheckItem.STYLE: 5})
    assert [dict(look.marks) for look in seen_by(deps, pair_id).looks] == [{CheckItem.STYLE: 5}]


def test_a_drop_of_two_is_noticed_on_another_day(deps: Deps, clock: HandClock, pair_id: str) -> None:
    keep(deps, pair_id, usual=5)
    assert keep(deps, pair_id, usual=5, style=3).points == {}, "the same day is the same look"
    clock.at += timedelta(days=100)
    board = keep(deps, pair_id, usual=5, respect=3, style=3)
    assert board.points == {CheckItem.RESPECT: Cause.DROP}
    assert [look.on.isoformat() for look in seen_by(deps, pair_id).looks] == ["2027-02-11", "2026-11-03"]


def test_what_is_low_can_be_thought_about_again_later(rapport: Rapport, pair_id: str) -> None:
    say = rapport.deps.catalog.selfchecks
    answer(rapport, marks(commitment=1))
    again = opened(rapport, press(open_board(rapport), say.think_button), "views.update")
    assert "Three minutes: The fading mentor" in str(again)


def test_what_was_answered_is_deleted_at_any_time_and_twice_changes_nothing(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    say = rapport.deps.catalog.selfchecks
    answer(rapport, marks(usual=1))
    board = open_board(rapport)
    for _ in range(2):
        left = opened(rapport, press(board, say.delete_button), "views.update")
        assert say.item_style not in str(left)
        assert say.delete_button not in str(left)
    assert kept(db) == []


def test_the_answers_about_one_pair_are_no_answers_about_another(deps: Deps, db: Database, pair_id: str) -> None:
    other = pair_up(db, mentor=OTHER_MENTOR)
    keep(deps, pair_id, usual=2)
    keep(deps, other, usual=5)
    assert set(seen_by(deps, pair_id).looks[0].marks.values()) == {2}
    selfchecks.delete(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert seen_by(deps, pair_id).looks == ()
    assert set(seen_by(deps, other).looks[0].marks.values()) == {5}


def test_somebody_in_several_pairs_chooses_one_and_somebody_in_none_reads_what_it_is(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    pair_up(db, mentor=OTHER_MENTOR)
    assert rapport.deps.catalog.pairs.choose_which in str(open_board(rapport))
    assert rapport.deps.catalog.selfchecks.unpaired in str(open_board(rapport, user="U0STRANGER"))


def test_the_pairs_own_screens_lead_there(rapport: Rapport, pair_id: str) -> None:
    label = rapport.deps.catalog.mentor.check_button
    agreement = opened(rapport, slash("/mentor", "agreement"))
    board = opened(rapport, press(agreement, label), "views.update")
    assert rapport.deps.catalog.selfchecks.private in str(board)


def test_after_the_end_it_can_be_read_and_deleted_and_not_added_to(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    say = deps.catalog.selfchecks
    form = opened(rapport, press(open_board(rapport), say.begin_button), "views.update")
    keep(deps, pair_id, usual=1)
    end(deps, clock, pair_id)
    past = opened(rapport, slash("/mentor", "past"))
    board = opened(rapport, press(past, deps.catalog.mentor.check_button), "views.update")
    assert say.begin_button not in str(board)
    assert rapport.answer_to(submit(form, chosen(marks())))["response_action"] == "errors"
    left = opened(rapport, press(board, say.delete_button), "views.update")
    assert say.delete_button not in str(left)
    assert kept(db) == []


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_only_a_pair_that_goes_on_can_be_looked_at(deps: Deps, db: Database, state: PairState) -> None:
    other = pair_up(db, mentor=OTHER_MENTOR, state=state)
    with pytest.raises(NotYoursError):
        keep(deps, other)


def test_two_forms_at_once_lose_neither(deps: Deps, db: Database, pair_id: str) -> None:
    pairs = [pair_id, *(pair_up(db, mentor=f"U0OTHER000{number}") for number in range(3))]
    with ThreadPoolExecutor(len(pairs)) as pool:
        list(pool.map(lambda each: keep(deps, each), pairs))
    assert [len(seen_by(deps, each).looks) for each in pairs] == [1] * len(pairs)


def test_a_board_costs_the_same_for_one_pair_as_for_ten(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    keep(deps, pair_id)
    with counted() as one:
        seen_by(deps, pair_id)
    for number in range(9):
        keep(deps, pair_up(db, mentor=f"U0OTHER000{number}"))
    with counted() as ten:
        assert seen_by(deps, pair_id).card.partner.user_id == MENTOR
    assert len(ten) == len(one)
