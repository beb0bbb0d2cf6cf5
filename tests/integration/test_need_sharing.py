"""Who reads a need: its mentee, and the mentors she lets, in two lines, for as long as they are together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest

from bot.deps import Deps
from bot.domain.needs import Cover, NeedDraft
from bot.errors import NotYoursError
from bot.services import need_sharing
from storage.database import Database
from storage.members import Member
from storage.pairs import Pair
from storage.vocabulary import PairState, Strength, TouchpointKind, TouchpointState
from tests.facilitating import FACILITATOR
from tests.integration.need_steps import (
    NOTE,
    SECOND,
    TOPIC,
    WHO,
    covered_by,
    ends,
    named,
    on_one_topic,
    the_map,
    the_need,
    the_sheet,
)
from tests.integration.steps import opened
from tests.pairing import ELSEWHERE, MENTEE, MENTOR, STRANGER, enrol, pair_up, person, the
from tests.payloads import press, press_message
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

SHARED = TouchpointKind.NEED_SHARED


@pytest.fixture
def other_id(db: Database, pair_id: str) -> str:
    """The pair of Maya and a mentor of hers on one topic."""
    return on_one_topic(db, "another topic")


def share(deps: Deps, need_id: str, pair_id: str, *, user: str = MENTEE) -> None:
    need_sharing.share(deps, actor=the(deps.db, user), need_id=need_id, pair_id=pair_id)


def read(deps: Deps, actor: Member, pair_ids: list[str]) -> list[str]:
    """Return what of Maya's map somebody reads, through whichever of her pairs they name."""
    found: list[str] = []
    for pair_id in pair_ids:
        try:
            shared = need_sharing.read(deps, actor=actor, pair_id=pair_id)
        except NotYoursError:
            continue
        found += [each.topic for each in shared.needs]
    return found


@pytest.mark.parametrize("who", [MENTEE, MENTOR, SECOND, FACILITATOR, STRANGER, ELSEWHERE])
def test_one_line_is_read_by_the_mentor_it_was_shared_with_and_by_nobody_else(
    deps: Deps, db: Database, pair_id: str, other_id: str, who: str
) -> None:
    enrol(db, FACILITATOR)
    need_id = named(deps)
    named(deps, draft=NeedDraft(Strength.CARE, "Never shared"))
    actor, pairs = person(db, who), [pair_id, other_id]
    assert read(deps, actor, pairs) == []
    share(deps, need_id, pair_id)
    assert read(deps, actor, pairs) == ([TOPIC] if who == MENTOR else [])
    need_sharing.unshare(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    assert read(deps, actor, pairs) == []


def test_one_tap_shares_what_stands_there_and_another_takes_it_back(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    named(deps, draft=NeedDraft(Strength.GRANTS, TOPIC, NOTE, Cover.ELSEWHERE, elsewhere=WHO))
    sheet = the_sheet(rapport)
    promised = next(
        block["text"]["text"] for block in sheet["blocks"] if str(block.get("text", {}).get("text")).startswith(">")
    )
    drawn = opened(rapport, press(sheet, "Share"), "views.update")
    assert "*Idris Okafor* may read it." in str(drawn)
    own = the_map(rapport, user=MENTOR)
    shown = opened(rapport, press(own, "Read", user=MENTOR), "views.update")
    lines = [block["text"]["text"] for block in shown["blocks"] if "MARKER" in str(block)]
    assert lines == [promised.replace(">", "", 1).replace("\n>", "\n")]
    for secret in (NOTE, WHO, "Adeyemi"):
        assert secret not in str(shown)
    back = opened(rapport, press(drawn, "Take it back"), "views.update")
    assert "*Idris Okafor* does not see it." in str(back)
    assert read(deps, the(db, MENTOR), [pair_id]) == []


def test_a_mentor_reads_that_it_is_covered_and_not_by_whom(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, other_id: str
) -> None:
    need_id = named(deps, draft=covered_by(other_id))
    for each in (pair_id, other_id):
        share(deps, need_id, each)
    mine, theirs = (
        need_sharing.read(deps, actor=the(db, user), pair_id=each).needs[0]
        for user, each in ((SECOND, other_id), (MENTOR, pair_id))
    )
    assert (mine.is_covered, mine.is_mine) == (True, True)
    assert (theirs.is_covered, theirs.is_mine) == (True, False)
    shown = opened(rapport, press(the_map(rapport, user=MENTOR), "Read", user=MENTOR), "views.update")
    assert deps.catalog.needs.read_covered in str(shown)
    assert SECOND not in str(shown)
    assert "another topic" not in str(shown)


def test_a_mentor_is_told_once_without_a_word_of_it(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    first, second = named(deps), named(deps)
    share(deps, first, pair_id)
    need_sharing.unshare(deps, actor=the(db, MENTEE), need_id=first, pair_id=pair_id)
    assert why_not(deps, planned(db, SHARED)) == {"gone"}
    share(deps, first, pair_id)
    share(deps, second, pair_id)
    assert [row.member_id for row in planned(db, SHARED)] == [the(db, MENTOR).id]
    told = message(deps, SHARED)
    assert "MARKER" not in str(told)
    assert "MARKER" in str(opened(rapport, press_message(told, "Read", user=MENTOR)))


def test_a_mentor_who_was_not_told_as_it_was_taken_back_is_told_when_it_is_shared_again(
    deps: Deps, db: Database, pair_id: str
) -> None:
    need_id = named(deps)
    share(deps, need_id, pair_id)
    with db.begin() as session:
        [row] = planned(db, SHARED)
        session.merge(row.model_copy(update={"state": TouchpointState.SKIPPED, "outcome": "gone"}))
    need_sharing.unshare(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    share(deps, need_id, pair_id)
    assert [(row.state, row.outcome) for row in planned(db, SHARED)] == [(TouchpointState.READY, None)]


@pytest.mark.parametrize("state", [PairState.ENDED, PairState.TALKING, PairState.HELD])
def test_sharing_ends_with_the_pair_and_does_not_come_back_with_the_next_one(
    deps: Deps, db: Database, pair_id: str, state: PairState
) -> None:
    need_id = named(deps)
    share(deps, need_id, pair_id)
    with db.begin() as session:
        pair = session.get(Pair, pair_id)
        assert pair
        pair.state = state
        session.add(pair)
    assert read(deps, the(db, MENTOR), [pair_id]) == []
    assert why_not(deps, planned(db, SHARED)) == {"gone"}
    with pytest.raises(NotYoursError):
        share(deps, need_id, pair_id)
    assert the_need(deps).readers == frozenset()
    ends(db, pair_id)
    again = pair_up(db)
    assert read(deps, the(db, MENTOR), [again]) == []
    assert the_need(deps).said.topic == TOPIC


def test_nothing_is_shared_into_a_pair_of_others_nor_on_somebody_elses_behalf(
    deps: Deps, db: Database, pair_id: str
) -> None:
    need_id = named(deps)
    foreign = pair_up(db, mentor=STRANGER, mentee=SECOND)
    as_mentor = pair_up(db, mentor=MENTEE, mentee=SECOND)
    wrong = ((MENTEE, foreign), (MENTEE, as_mentor), (MENTEE, "nothing"), (MENTOR, pair_id), (STRANGER, foreign))
    for user, pair in wrong:
        with pytest.raises(NotYoursError):
            share(deps, need_id, pair, user=user)
    with pytest.raises(NotYoursError):
        need_sharing.unshare(deps, actor=the(db, MENTOR), need_id=need_id, pair_id=pair_id)
    assert the_need(deps).readers == frozenset()
    assert planned(db, SHARED) == []


def test_two_mentors_chosen_at_the_same_moment_may_both_read(
    deps: Deps, db: Database, pair_id: str, other_id: str
) -> None:
    need_id = named(deps)
    with ThreadPoolExecutor(4) as windows:
        list(windows.map(lambda each: share(deps, need_id, each), [pair_id, other_id] * 2))
    assert the_need(deps).readers == {pair_id, other_id}
    assert len(planned(db, SHARED)) == 2


def test_a_mentors_page_costs_the_same_whatever_is_shared(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    share(deps, named(deps), pair_id)
    with counted() as few:
        need_sharing.read(deps, actor=the(db, MENTOR), pair_id=pair_id)
    for _ in range(12):
        share(deps, named(deps), pair_id)
    with counted() as many:
        assert len(need_sharing.read(deps, actor=the(db, MENTOR), pair_id=pair_id).needs) == 13
    assert len(many) == len(few)
