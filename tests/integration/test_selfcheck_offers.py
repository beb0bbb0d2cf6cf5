"""The offer to look at how one's mentoring goes: twice a year, once each, to be put off or switched off."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.deps import Deps
from bot.domain.selfchecks import PAIR_FIRST, day_of
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import TRAITS, UNSOLICITED
from bot.errors import NotYoursError
from bot.services import preferences, selfcheck_offers
from bot.services.snoozing import snooze
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import PairState, PromptKind, TouchpointKind
from tests.integration.ending_steps import deliver, end
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, enrol, has_left, pair_up, the
from tests.payloads import press_message
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

OFFERED = TouchpointKind.CHECK_OFFERED
DAY = timedelta(days=1)
HALF = 2027 * 2 + 1
"""The second half of 2027: long after NOW, when the pair began."""


def their_day(db: Database, user: str = MENTEE, *, half: int = HALF) -> datetime:
    """Return noon of the day on which somebody is offered a look."""
    return datetime.combine(day_of(the(db, user).id, half), time(12), UTC)


def offers(db: Database, user: str = MENTEE) -> list[Touchpoint]:
    """Return the offers that were planned for somebody."""
    return [row for row in planned(db, OFFERED) if row.member_id == the(db, user).id]


def offer_at(deps: Deps, clock: HandClock, at: datetime) -> int:
    clock.at = at
    return selfcheck_offers.offer(deps, now=at)


def test_each_is_offered_a_look_twice_a_year_however_often_it_is_looked_for(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    pair_up(db, mentor="U0OTHER0001")
    for days in range(0, 366):
        offer_at(deps, clock, datetime(2028, 1, 1, 12, tzinfo=UTC) + days * DAY)
    for user in (MENTEE, MENTOR):
        assert [row.revision for row in offers(db, user)] == [2028 * 2, 2028 * 2 + 1]


def test_it_comes_on_a_working_morning_and_leads_to_the_board(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    offer_at(deps, clock, their_day(db))
    (row,) = offers(db)
    assert row.local_on
    assert row.local_on > their_day(db).date()
    assert row.local_on.isoweekday() <= 5
    told = message(deps, OFFERED)
    board = opened(rapport, press_message(told, deps.catalog.selfchecks.look_button))
    assert deps.catalog.selfchecks.private in str(board)


def test_a_pair_that_has_just_begun_is_left_alone(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    on = their_day(db, half=2026 * 2 + 1)
    for at in (NOW, on):
        if at < NOW + PAIR_FIRST:
            offer_at(deps, clock, at)
    assert offers(db) == []


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_only_somebody_in_a_pair_that_goes_on_is_offered_it(
    deps: Deps, db: Database, clock: HandClock, state: PairState
) -> None:
    pair_up(db, state=state)
    assert offer_at(deps, clock, their_day(db)) == 0


def test_whoever_has_left_is_offered_nothing(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    has_left(db, MENTEE)
    offer_at(deps, clock, their_day(db))
    assert offers(db) == []


def test_when_the_pair_ends_before_it_comes_it_stays_away(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    offer_at(deps, clock, their_day(db))
    end(deps, clock, pair_id)
    assert why_not(deps, offers(db)) == {"gone"}


def test_it_counts_as_unsolicited_and_is_never_sent_twice(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    assert OFFERED in UNSOLICITED
    assert TRAITS[OFFERED].prompt is PromptKind.CHECK
    offer_at(deps, clock, their_day(db))
    (row,) = offers(db)
    reached = []
    for days in range(60):
        offer_at(deps, clock, max(clock.at, row.due_at) if not days else clock.at + DAY)
        reached += [user for user, said in deliver(rapport, deps) if deps.catalog.selfchecks.offer in str(said)]
    assert reached.count(MENTEE) == 1


def test_it_can_be_put_off_once_and_switched_off(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    offer_at(deps, clock, their_day(db))
    (row,) = offers(db)
    clock.at = row.due_at
    deliver(rapport, deps)
    mentee, prompted = the(db, MENTEE), Prompted(row.kind, row.subject_id, row.revision)
    due_at, is_new = snooze(deps, actor=mentee, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert is_new
    assert due_at.date() >= clock.at.date() + timedelta(days=7)
    with pytest.raises(NotYoursError):
        snooze(deps, actor=the(db, MENTOR), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert preferences.mute(deps, actor=mentee, prompted=prompted) is PromptKind.CHECK
    clock.at = due_at
    assert MENTEE not in {user for user, _ in deliver(rapport, deps)}
    offer_at(deps, clock, their_day(db, half=HALF + 1))
    clock.at += 7 * DAY
    assert MENTEE not in {user for user, _ in deliver(rapport, deps)}


def test_a_round_costs_the_same_for_forty_people_as_for_two(
    deps: Deps, db: Database, clock: HandClock, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    enrol(db, MENTEE, MENTOR)
    pair_up(db)
    with counted() as few:
        offer_at(deps, clock, their_day(db))
    for number in range(40):
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    with counted() as many:
        offer_at(deps, clock, their_day(db) + DAY)
    assert len(many) == len(few)
