"""Whoever tells of a mentor chooses and answers once, however often they press and in however many windows."""

from concurrent.futures import ThreadPoolExecutor

from bot.deps import Deps
from bot.domain.references import Told
from bot.services import references
from storage.database import Database
from storage.vocabulary import PairState, TouchpointKind
from tests.integration.offer_steps import offer
from tests.integration.test_references import PAST, agree, ask, reply
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.planning import planned


def test_a_yes_pressed_twice_is_thanked_for_twice_and_told_once(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE, MENTOR, PAST)
    pair_up(db, mentee=PAST, state=PairState.ENDED)
    agree(deps, PAST)
    ask(deps)
    assert [reply(deps, PAST, is_yes=True) for _ in range(2)] == [Told.AGREED, Told.AGREED]
    assert reply(deps, PAST, is_yes=False) is Told.OVER
    assert len(planned(db, TouchpointKind.INQUIRY_ANSWERED)) == 1


def test_of_two_choices_of_mentors_made_at_the_same_moment_one_holds_and_never_both(deps: Deps, db: Database) -> None:
    enrol(db, MENTOR, STRANGER, PAST)
    for each in (MENTOR, STRANGER):
        pair_up(db, mentor=each, mentee=PAST)
        offer(deps, each, is_reference_scheme=True)
    referee, choices = the(db, PAST), [[the(db, MENTOR).id], [the(db, STRANGER).id], []]

    def choose(mentor_ids: list[str]) -> None:
        references.keep_willing(deps, actor=referee, mentor_ids=mentor_ids)

    for _ in range(10):
        with ThreadPoolExecutor(3) as windows:
            list(windows.map(choose, choices))
        assert references.willing_form(deps, actor=referee).chosen in choices
