"""Two who change private requests in the same moment: neither undoes what the other has done, and neither waits on."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.relay.calendar import week_of
from bot.services.relay.release import advance
from bot.services.relay.retention import catch_up
from bot.services.relay.roots import rewrap
from storage.relay.cases import RelayCase, case_to_change
from storage.relay.vocabulary import CaseState, Outcome
from tests.asked import the_cases
from tests.asking import FACILITATORS
from tests.desk_cards import plant_card, stubs
from tests.desking import Queue
from tests.pairing import NOW
from tests.payloads import TEAM
from tests.relay_rows import plant

NOW_WEEK = week_of(NOW)
MOMENT = 0.3
"""Seconds within which nobody who must wait may have ended."""


def while_changing(queue: Queue, change: Callable[[RelayCase], object], other: Callable[[], object]) -> None:
    """Change the one case; let `other` begin meanwhile, and find out that it waits."""
    (case,) = the_cases(queue.stage.rapport)
    is_done = threading.Event()

    def run() -> None:
        other()
        is_done.set()

    with ThreadPoolExecutor(1) as pool:
        with queue.relay.db.begin() as session:
            mine = case_to_change(session, team_id=TEAM, case_id=case.case_id)
            assert mine is not None
            change(mine)
            session.add(mine)
            session.flush()
            running = pool.submit(run)
            assert not is_done.wait(MOMENT)
        running.result()


def test_what_its_author_takes_back_as_its_slot_begins_is_not_brought_out(queue: Queue) -> None:
    plant_card(queue)
    slot = queue.calendar.first_from(queue.now)
    queue.stage.clock.at = queue.calendar.instant_of(slot)

    def take_back(case: RelayCase) -> None:
        case.state, case.outcome, case.closed_week = CaseState.CLOSED, Outcome.WITHDRAWN, week_of(queue.now)

    def begin_slot() -> None:
        advance(queue.deps, team_id=TEAM, calendar=queue.calendar, slot=slot, present=frozenset(FACILITATORS))

    while_changing(queue, take_back, begin_slot)
    assert [case.state for case in the_cases(queue.stage.rapport)] == [CaseState.CLOSED]
    assert stubs(queue) == []


@pytest.mark.parametrize("weeks", [9, 11])
def test_a_case_in_which_somebody_speaks_as_it_would_end_goes_on(queue: Queue, weeks: int) -> None:
    queue.claimed()
    while week_of(queue.now) - the_cases(queue.stage.rapport)[0].active_week < weeks:
        queue.stage.clock.at += timedelta(weeks=1)
        if week_of(queue.now) - the_cases(queue.stage.rapport)[0].active_week < weeks:
            catch_up(queue.deps, queue.relay)

    def spoken(case: RelayCase) -> None:
        case.active_week = week_of(queue.now)

    while_changing(queue, spoken, lambda: catch_up(queue.deps, queue.relay))
    (case,) = the_cases(queue.stage.rapport)
    assert (case.state, case.active_week) == (CaseState.CLAIMED, week_of(queue.now))


def begin_a_slot(queue: Queue) -> None:
    """Bring out what a slot brings."""
    slot = queue.calendar.slot_at(queue.now)
    advance(queue.deps, team_id=TEAM, calendar=queue.calendar, slot=slot, present=frozenset(FACILITATORS))


def sweep(queue: Queue) -> None:
    """Do what has come due."""
    catch_up(queue.deps, queue.relay)


def wrap(queue: Queue) -> None:
    """Wrap every case's key anew."""
    rewrap(queue.deps)


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (begin_a_slot, [{"state": CaseState.NEW}, {"state": CaseState.CLAIMED}]),
        (wrap, [{}, {}]),
        (sweep, [{"active_week": NOW_WEEK - 9}] * 2),
        (sweep, [{"state": CaseState.CLOSED, "closed_week": NOW_WEEK - 6}] * 2),
        (sweep, [{"state": CaseState.SHELL, "closed_week": NOW_WEEK - 20}] * 2),
    ],
    ids=["slot", "roots", "silent", "over", "unfound"],
)
def test_whoever_changes_several_cases_takes_them_in_the_order_of_their_ids(
    queue: Queue, act: Callable[[Queue], None], kinds: list[dict[str, Any]]
) -> None:
    """Two that took them in different orders would wait for each other, and PostgreSQL would end one of them."""
    later, sooner = (
        plant(queue.relay, week=NOW_WEEK, case_id=digit * 32, **kind) for digit, kind in zip("ba", kinds, strict=True)
    )
    with ThreadPoolExecutor(1) as pool:
        with queue.relay.db.begin() as session:
            case_to_change(session, team_id=TEAM, case_id=sooner.case_id)
            running = pool.submit(act, queue)
            assert not wait([running], MOMENT).done
            case_to_change(session, team_id=TEAM, case_id=later.case_id)
        running.result()
