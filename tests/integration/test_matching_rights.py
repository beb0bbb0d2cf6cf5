"""Whose request it is, and which pair waits for an answer: ids come from payloads, and their senders choose them."""

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import access
from storage.database import Database
from storage.members import Member
from storage.vocabulary import PairState
from tests.facilitating import FACILITATOR
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.requesting import asked, known

ELSEWHERE = Member(team_id="T2", user_id=MENTEE, name="Elsa")
"""Of another workspace, with the user id of the mentee."""


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    known(db)


@pytest.mark.parametrize("user", [MENTEE, MENTOR])
@pytest.mark.parametrize("is_to_change", [True, False])
def test_a_request_is_that_of_its_two_people(deps: Deps, db: Database, user: str, is_to_change: bool) -> None:
    request_id = asked(deps)
    with db.begin() as session:
        row = access.request_of(session, the(db, user), request_id, is_to_change=is_to_change)
    assert row.request.id == request_id


def test_a_request_is_nobody_elses(deps: Deps, db: Database) -> None:
    request_id = asked(deps)
    others = [the(db, STRANGER), the(db, FACILITATOR), ELSEWHERE]
    with db.read() as session:
        for actor in others:
            with pytest.raises(NotYoursError):
                access.request_of(session, actor, request_id)
        with pytest.raises(NotYoursError):
            access.request_of(session, the(db, MENTEE), "no such request")


@pytest.mark.parametrize("state", PairState)
def test_a_pair_waits_for_answers_until_it_begins_or_is_no_more(db: Database, state: PairState) -> None:
    pair_id = pair_up(db, state=state)
    with db.read() as session:
        if state in {PairState.PROPOSED, PairState.TALKING, PairState.HELD}:
            assert access.undecided_pair_of(session, the(db, MENTEE), pair_id).state is state
        else:
            with pytest.raises(NotYoursError):
                access.undecided_pair_of(session, the(db, MENTEE), pair_id)
        for actor in (the(db, STRANGER), ELSEWHERE):
            with pytest.raises(NotYoursError):
                access.undecided_pair_of(session, actor, pair_id)


@pytest.mark.parametrize("state", [PairState.TALKING, PairState.HELD, PairState.ENDED])
def test_nothing_of_a_pair_is_open_before_it_begins_or_after_it_has_ended(db: Database, state: PairState) -> None:
    pair_id = pair_up(db, state=state)
    with db.read() as session, pytest.raises(NotYoursError):
        access.active_pair_of(session, the(db, MENTEE), pair_id)
