"""Rounds that are planned ahead, one after the other: each reaches its person on its own day."""

from datetime import timedelta

from bot.deps import Deps
from bot.domain.touchpoints import ROUNDS
from storage.database import Database
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.agreement_steps import agree
from tests.integration.check_in_steps import LONG_AGO, met, next_round
from tests.integration.ending_steps import deliver
from tests.outbox import HandClock, row_of
from tests.pairing import MENTEE, MENTOR
from tests.planning import planned
from tests.rapport import Rapport

CHECK_IN, REVIEW = TouchpointKind.CHECK_IN, TouchpointKind.AGREEMENT_REVIEW


def test_a_check_in_reaches_its_mentor_while_the_next_is_planned_already(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    row = next_round(deps, clock)
    met(deps, pair_id, row.due_at - LONG_AGO)
    assert len(planned(db, CHECK_IN)) >= 2
    sent = [(user, said) for user, said in deliver(rapport, deps) if "check_in:" in str(said)]
    assert [user for user, _ in sent] == [MENTOR]
    assert row_of(deps, row).state is TouchpointState.SENT


def test_each_review_of_an_agreement_is_asked_for_and_not_only_the_last(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    agree(deps, pair_id)
    days = sorted({row.due_at for row in planned(db, REVIEW)})
    reached = []
    for due_at in days:
        clock.at = due_at + timedelta(minutes=1)
        reached += [user for user, said in deliver(rapport, deps) if "still hold" in str(said)]
    assert sorted(reached) == sorted([MENTEE, MENTOR] * 3)


def test_what_comes_in_rounds_is_named_as_such() -> None:
    assert {CHECK_IN, REVIEW, TouchpointKind.MENTOR_TIP} == ROUNDS
