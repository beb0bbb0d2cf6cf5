"""Whoever is asked about a mentor answers once, however often they press."""

from bot.deps import Deps
from bot.domain.references import Told
from storage.database import Database
from storage.vocabulary import PairState, TouchpointKind
from tests.integration.test_references import PAST, agree, ask, reply
from tests.pairing import MENTEE, MENTOR, enrol, pair_up
from tests.planning import planned


def test_a_yes_pressed_twice_is_thanked_for_twice_and_told_once(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE, MENTOR, PAST)
    pair_up(db, mentee=PAST, state=PairState.ENDED)
    agree(deps, PAST)
    ask(deps)
    assert [reply(deps, PAST, is_yes=True) for _ in range(2)] == [Told.AGREED, Told.AGREED]
    assert reply(deps, PAST, is_yes=False) is Told.OVER
    assert len(planned(db, TouchpointKind.INQUIRY_ANSWERED)) == 1
