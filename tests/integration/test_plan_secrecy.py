"""Who may read a plan: its owner, and whom they have chosen, for as long as they wish."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import plan_sharing, plans
from bot.services.plans import partners
from storage.database import Database
from storage.members import Member
from storage.pairs import Pair
from storage.vocabulary import Horizon, PairState, Paper, TouchpointKind
from tests.facilitating import FACILITATOR
from tests.integration.goal_steps import set_goal
from tests.integration.plan_steps import PLAN, TIME, keep, share
from tests.integration.steps import opened
from tests.pairing import ELSEWHERE, MENTEE, MENTOR, STRANGER, enrol, pair_up, person, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

OTHER_MENTOR = "U0OTHER0001"
SHARED = TouchpointKind.PLAN_SHARED


@pytest.fixture
def other_id(db: Database, pair_id: str) -> str:
    """The pair of Maya and another mentor of hers."""
    return pair_up(db, mentor=OTHER_MENTOR)


def chosen(**papers: list[str]) -> dict[str, Payload]:
    return {
        f"plan_share_{paper}": {
            "type": "multi_static_select",
            "selected_options": [{"value": pair_id} for pair_id in pair_ids],
        }
        for paper, pair_ids in papers.items()
    }


def read(deps: Deps, actor: Member, pair_ids: list[str]) -> set[Paper]:
    """Return what of Maya's papers somebody can read, through whichever of her pairs they name."""
    found: set[Paper] = set()
    for pair_id in pair_ids:
        try:
            papers = partners(deps, actor=actor, pair_id=pair_id)
        except NotYoursError:
            continue
        found |= papers.shared
    return found


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    ("who", "may_read"),
    [
        (MENTOR, True),
        (OTHER_MENTOR, False),
        (FACILITATOR, False),
        (STRANGER, False),
        (ELSEWHERE, False),
    ],
)
def test_a_paper_is_read_by_those_it_was_shared_with_and_by_nobody_else(
    deps: Deps, db: Database, pair_id: str, other_id: str, paper: Paper, who: str, may_read: bool
) -> None:
    enrol(db, FACILITATOR)
    keep(deps, MENTEE)
    actor, pairs = person(db, who), [pair_id, other_id]
    assert read(deps, actor, pairs) == set()
    share(deps, MENTEE, **{str(paper): [pair_id]})
    assert read(deps, actor, pairs) == ({paper} if may_read else set())
    share(deps, MENTEE)
    assert read(deps, actor, pairs) == set()


def test_the_owner_shares_reads_who_reads_and_takes_it_back(
    rapport: Rapport, db: Database, pair_id: str, other_id: str
) -> None:
    keep(rapport.deps, MENTEE)
    board = opened(rapport, slash("/mentor", "plan"))
    form = opened(rapport, press(board, "Who may read it"), "views.push")
    assert rapport.answer_to(submit(form, chosen(plan=[pair_id], time=[pair_id, other_id]))) == {}
    shown = str(opened(rapport, slash("/mentor", "plan")))
    assert "Your plan is read by Idris Okafor and you." in shown
    again = opened(rapport, press(board, "Who may read it"), "views.push")
    marked = {
        block["block_id"]: {option["value"] for option in block["element"]["initial_options"]}
        for block in again["blocks"]
        if "element" in block
    }
    assert marked == {"plan_share_plan": {pair_id}, "plan_share_time": {pair_id, other_id}}
    assert rapport.answer_to(submit(again, chosen())) == {}
    assert rapport.deps.catalog.plans.private in str(opened(rapport, slash("/mentor", "plan")))


def test_whoever_may_read_is_told_once_without_a_word_of_it(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    keep(deps, MENTEE)
    share(deps, MENTEE, plan=[pair_id])
    share(deps, MENTEE)
    assert why_not(deps, planned(db, SHARED)) == {"gone"}
    share(deps, MENTEE, plan=[pair_id], time=[pair_id])
    assert [row.member_id for row in planned(db, SHARED)] == [the(db, MENTOR).id]
    told = message(deps, SHARED)
    assert "MARKER" not in str(told)
    read_it = opened(rapport, press_message(told, "Read", user=MENTOR))
    assert PLAN in str(read_it)
    assert TIME in str(read_it)


def test_the_mentor_finds_what_was_shared_on_their_own_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    keep(rapport.deps, MENTEE)
    assert "MARKER" not in str(opened(rapport, slash("/mentor", "plan", user=MENTOR)))
    share(rapport.deps, MENTEE, time=[pair_id])
    board = opened(rapport, slash("/mentor", "plan", user=MENTOR))
    assert "MARKER" not in str(board)
    shown = opened(rapport, press(board, "Read", user=MENTOR), "views.push")
    assert TIME in str(shown)
    assert PLAN not in str(shown)
    refused = opened(rapport, press(board, "Read", user=STRANGER), "views.push")
    assert rapport.deps.catalog.common.not_yours in str(refused)


def test_goals_of_other_pairs_are_not_shown_beside_a_shared_plan(
    deps: Deps, db: Database, pair_id: str, other_id: str
) -> None:
    set_goal(deps, pair_id, title="With Idris", horizon=Horizon.ONE_YEAR)
    set_goal(deps, other_id, title="With the other", horizon=Horizon.ONE_YEAR)
    share(deps, MENTEE, plan=[pair_id])
    shown = partners(deps, actor=the(db, MENTOR), pair_id=pair_id).papers.goals
    assert shown[Horizon.ONE_YEAR] == ["With Idris"]
    own = plans.board(deps, actor=the(db, MENTEE)).papers.goals
    assert sorted(own[Horizon.ONE_YEAR]) == ["With Idris", "With the other"]


def test_nothing_can_be_shared_into_a_pair_of_others_nor_on_somebody_elses_behalf(
    deps: Deps, db: Database, pair_id: str
) -> None:
    foreign = pair_up(db, mentor=STRANGER, mentee=OTHER_MENTOR)
    keep(deps, MENTEE)
    share(deps, MENTEE, plan=[foreign])
    assert read(deps, the(db, STRANGER), [foreign]) == set()
    share(deps, MENTOR, plan=[pair_id])
    assert read(deps, the(db, MENTOR), [pair_id]) == set()
    assert planned(db, SHARED)[-1].member_id == the(db, MENTEE).id


@pytest.mark.parametrize("state", [PairState.ENDED, PairState.TALKING, PairState.HELD])
def test_a_pair_that_is_not_under_way_reads_nothing(deps: Deps, db: Database, pair_id: str, state: PairState) -> None:
    keep(deps, MENTEE)
    share(deps, MENTEE, plan=[pair_id])
    with db.begin() as session:
        pair = session.get(Pair, pair_id)
        assert pair
        pair.state = state
        session.add(pair)
    assert read(deps, the(db, MENTOR), [pair_id]) == set()
    cards, readers = plan_sharing.current(deps, actor=the(db, MENTEE))
    assert (cards, set().union(*readers.values())) == ([], set())


def test_of_two_choices_made_at_the_same_moment_one_holds_and_never_both(
    deps: Deps, db: Database, pair_id: str, other_id: str
) -> None:
    """What was taken back in one window stays taken back, though it was being given in another."""
    mentee = the(db, MENTEE)

    def choose(pair_ids: frozenset[str]) -> None:
        plan_sharing.choose(deps, actor=mentee, readers={Paper.PLAN: pair_ids})

    choices = [frozenset([pair_id]), frozenset([other_id]), frozenset[str]()]
    for _ in range(10):
        with ThreadPoolExecutor(3) as windows:
            list(windows.map(choose, choices))
        _, readers = plan_sharing.current(deps, actor=mentee)
        assert readers[Paper.PLAN] in choices
