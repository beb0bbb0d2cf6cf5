"""The lesson for mentors: offered once when a mentee's rank has risen, to mentors alone, and read in private."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.about import AboutMe
from bot.domain.scenarios import MENTORS_ONLY
from bot.domain.touchpoints import TRAITS
from bot.errors import NotYoursError
from bot.services import about, scenarios
from bot.services.roster import bring_in
from bot.views.about import FIELDS
from storage.database import Database
from storage.scenarios import ScenarioRead
from storage.vocabulary import PairState, PromptKind, Rank, Scenario, Stream, TouchpointKind
from tests.integration.ending_steps import deliver, end
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import TEAM, Payload, press, press_message, slack_user, slash
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

LESSON = TouchpointKind.LESSON_OFFERED
TITLE = "From supervisor to peer"
DAY = timedelta(days=1)
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def _people(db: Database, pair_id: str) -> None:
    """Maya and Idris, who have begun, and somebody who mentors nobody."""
    enrol(db, STRANGER)


def says(deps: Deps, user: str = MENTEE, rank: Rank | None = None, stream: Stream | None = None) -> None:
    about.keep(deps, actor=the(deps.db, user), about=AboutMe(rank=rank, stream=stream), fields=FIELDS)


def rises(deps: Deps, user: str = MENTEE) -> None:
    says(deps, user, Rank.ASSISTANT)
    says(deps, user, Rank.ASSOCIATE)


def told(db: Database) -> list[str]:
    """Return to whom it is planned."""
    return [row.member_id for row in planned(db, LESSON)]


def test_it_comes_to_the_mentor_alone_on_the_next_working_morning(deps: Deps, db: Database) -> None:
    rises(deps)
    (row,) = planned(db, LESSON)
    assert (row.member_id, row.local_on) == (the(db, MENTOR).id, deps.clock.now().date() + DAY)
    assert TRAITS[LESSON].prompt is PromptKind.TIP


def test_it_names_nobody_and_does_not_say_why_it_comes(deps: Deps) -> None:
    rises(deps)
    shown = str(message(deps, LESSON)).lower()
    assert not any(word in shown for word in ("maya", "associate", "assistant", "rank", "promot"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((None, None), (Rank.FULL, None)),
        ((Rank.FULL, None), (Rank.ASSOCIATE, None)),
        ((Rank.FULL, None), (None, None)),
        ((Rank.ASSISTANT, Stream.TEACHER), (Rank.ASSISTANT, Stream.EDUCATOR)),
    ],
    ids=str,
)
def test_nothing_but_a_rank_that_rises_brings_it(
    deps: Deps, db: Database, before: tuple[Rank | None, Stream | None], after: tuple[Rank | None, Stream | None]
) -> None:
    says(deps, MENTEE, *before)
    says(deps, MENTEE, *after)
    assert told(db) == []


def test_the_mentors_own_rank_brings_nothing(deps: Deps, db: Database) -> None:
    rises(deps, MENTOR)
    assert told(db) == []


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_only_a_pair_that_goes_on_brings_it(deps: Deps, db: Database, state: PairState) -> None:
    pair_up(db, mentee=STRANGER, mentor="U0OTHER0001", state=state)
    rises(deps, STRANGER)
    assert told(db) == []


def test_it_comes_once_however_many_rise_however_often(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    pair_up(db, mentee=STRANGER)
    rises(deps)
    rises(deps, STRANGER)
    clock.at += 3 * DAY
    deliver(rapport, deps)
    says(deps, MENTEE, Rank.FULL)
    assert told(db) == [the(db, MENTOR).id]


def test_a_roster_that_knows_of_a_higher_rank_brings_it_too(deps: Deps, rapport: Rapport, db: Database) -> None:
    says(deps, MENTEE, Rank.ASSISTANT)
    users = [slack_user(each) for each in (MENTEE, MENTOR)]
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": users}
    raw = f"slack_id,rank\n{MENTEE},associate\n{MENTOR},full\n".encode()
    bring_in(deps, team_id=TEAM, raw=raw, is_kept=True)
    assert told(db) == [the(db, MENTOR).id]


def test_whoever_has_read_it_or_mentors_nobody_any_more_is_left_alone(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    rises(deps)
    end(deps, clock, pair_id)
    assert why_not(deps, planned(db, LESSON)) == {"gone"}
    scenarios.note_read(deps, actor=the(db, MENTOR), scenario=Scenario.TO_COLLEAGUE)
    assert why_not(deps, planned(db, LESSON)) == {"read"}


def test_a_mentor_reads_it_from_the_message_and_only_they_see_that(rapport: Rapport, deps: Deps, db: Database) -> None:
    rises(deps)
    shown = message(deps, LESSON)
    sheet = opened(rapport, press_message(shown, f"Three minutes: {TITLE}", user=MENTOR))
    noted = opened(rapport, press(sheet, "I would do C", user=MENTOR), "views.update")
    assert deps.catalog.scenarios.to_colleague_note in str(noted)
    with db.read() as session:
        (kept,) = session.exec(select(ScenarioRead)).all()
    assert kept.model_dump() == {"member_id": the(db, MENTOR).id, "scenario": "to_colleague", "team_id": TEAM}
    assert not any(scenarios.shelf(deps, actor=the(db, MENTEE)).values())


def test_only_mentors_find_it_in_the_list(rapport: Rapport, deps: Deps) -> None:
    for user, number in ((MENTOR, len(Scenario)), (MENTEE, len(Scenario) - 1), (STRANGER, len(Scenario) - 1)):
        board = opened(rapport, slash("/mentor", "scenarios", user=user))
        assert len([block for block in board["blocks"] if "accessory" in block]) == number
        assert (TITLE in str(board)) is (user == MENTOR)


def test_others_can_neither_open_nor_read_it(rapport: Rapport, deps: Deps, db: Database) -> None:
    board = opened(rapport, slash("/mentor", "scenarios", user=MENTOR))
    sheet = opened(rapport, press(board, TITLE, user=MENTOR), "views.push")
    forged: list[Payload] = [press(board, TITLE, user=MENTEE), press(sheet, "I would do C", user=MENTEE)]
    for payload in forged:
        assert deps.catalog.common.not_yours in str(opened(rapport, payload, "views.push"))
    with pytest.raises(NotYoursError):
        scenarios.note_read(deps, actor=the(db, STRANGER), scenario=Scenario.TO_COLLEAGUE)
    with db.read() as session:
        assert session.exec(select(ScenarioRead)).all() == []


def test_whoever_has_mentored_may_still_read_it(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    end(deps, clock, pair_id)
    assert set(scenarios.shelf(deps, actor=the(db, MENTOR))) >= MENTORS_ONLY


def test_a_change_of_rank_costs_the_same_for_twenty_mentors_as_for_one(
    deps: Deps, db: Database, counted: Counted
) -> None:
    says(deps, MENTEE, Rank.LECTURER)
    with counted() as few:
        says(deps, MENTEE, Rank.ASSISTANT)
    for number in range(20):
        pair_up(db, mentor=f"U0MENTOR{number:03}")
    with counted() as many:
        says(deps, MENTEE, Rank.FULL)
    assert len(told(db)) == 21
    assert len(many) == len(few)
